package dev.portcullis.config;

import io.vertx.config.ConfigRetriever;
import io.vertx.config.ConfigRetrieverOptions;
import io.vertx.config.ConfigStoreOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the settings that are valid now and follows their sources through Vert.x Config: the file, over it the
 * environment, over it the system properties.
 *
 * <p>A changed configuration is taken whole or not at all, and only once two scans have seen the same text, so that a
 * file caught half-written (an empty file would mean every default) changes nothing. A broken one is logged once and
 * the old settings stay.
 */
public final class SettingsSource {
    private static final Logger LOG = LoggerFactory.getLogger(SettingsSource.class);

    /** The key under which the raw file store keeps the text; no variable or property can have it. */
    private static final String FILE_TEXT = "the text of the file";

    private final Vertx vertx;
    private final @Nullable Path file;
    private final SettingsReader reader;
    private final Duration scanEvery;
    private final ConfigRetriever retriever;
    private final List<Consumer<SettingsChange>> listeners = new CopyOnWriteArrayList<>();
    private final TwiceSeen<JsonObject> seen = new TwiceSeen<>();
    private volatile @Nullable ReadSettings now;
    private volatile @Nullable Throwable refused;
    private volatile boolean closed;

    private SettingsSource(Vertx vertx, @Nullable Path file, SettingsReader reader, Duration scanEvery) {
        this.vertx = vertx;
        this.file = file;
        this.reader = reader;
        this.scanEvery = scanEvery;
        this.retriever =
                ConfigRetriever.create(vertx, stores(file)).setConfigurationProcessor(SettingsSource::onlyOurs);
    }

    /**
     * Reads the configuration and begins to watch it.
     *
     * @param file the YAML file; null when there is none
     * @param scanEvery how often the sources are looked at; a change is taken within two scans
     * @return fails with a {@link SettingsException} when the configuration cannot be used
     */
    public static Future<SettingsSource> open(
            Vertx vertx, @Nullable Path file, SettingsReader reader, Duration scanEvery) {
        SettingsSource source = new SettingsSource(vertx, file, reader, scanEvery);
        return source.retriever.getConfig().map(source::begin).onFailure(broken -> source.retriever.close());
    }

    /** Without a scan period: Vert.x would tell of each text that it sees, half-written ones too. */
    private static ConfigRetrieverOptions stores(@Nullable Path file) {
        ConfigRetrieverOptions options = new ConfigRetrieverOptions().setScanPeriod(-1);
        if (file != null) {
            options.addStore(fileStore(file));
        }
        JsonObject asText = new JsonObject().put("raw-data", true).put("cache", false);
        return options.addStore(new ConfigStoreOptions().setType("env").setConfig(asText))
                .addStore(new ConfigStoreOptions().setType("sys").setConfig(asText));
    }

    /**
     * The file comes as raw text, so that our own reader sees what was written, and says which line is wrong. It is
     * optional for Vert.x only, which would otherwise log an error at every scan while it is missing.
     */
    private static ConfigStoreOptions fileStore(Path file) {
        return new ConfigStoreOptions()
                .setType("file")
                .setFormat("raw")
                .setOptional(true)
                .setConfig(new JsonObject()
                        .put("path", file.toAbsolutePath().toString())
                        .put("raw.key", FILE_TEXT)
                        .put("raw.type", "string"));
    }

    /** Drops all variables and properties that are not ours: some hold secrets of other programs. */
    private static JsonObject onlyOurs(JsonObject all) {
        JsonObject ours = new JsonObject();
        all.fieldNames().stream().filter(SettingsSource::isOurs).forEach(name -> ours.put(name, all.getValue(name)));
        return ours;
    }

    private static boolean isOurs(String name) {
        return name.equals(FILE_TEXT)
                || name.startsWith(Overrides.VARIABLE_PREFIX)
                || name.startsWith(Overrides.PROPERTY_PREFIX);
    }

    private SettingsSource begin(JsonObject sources) {
        ReadSettings first = reader.read(textOf(sources));
        first.warnings().forEach(LOG::warn);
        now = first;
        seen.hold(sources);
        scanLater();
        return this;
    }

    private ReadSettings held() {
        ReadSettings held = now;
        if (held == null) {
            throw new IllegalStateException("the configuration was asked for before it was read");
        }
        return held;
    }

    /** The settings that are valid now. */
    public Settings current() {
        return held().settings();
    }

    /** SHA-256, in hex, of what every key means: two gates with the same digest are configured alike. */
    public String digest() {
        return held().digest();
    }

    /** Why the newest state of the sources was refused; empty when it is what holds. */
    public Optional<Throwable> refused() {
        return Optional.ofNullable(refused);
    }

    /** Calls the listener after each change; a listener that throws is logged and hinders no other. */
    public void watch(Consumer<SettingsChange> listener) {
        listeners.add(listener);
    }

    /** Stops watching. */
    public Future<Void> close() {
        closed = true;
        return retriever.close();
    }

    private void scanLater() {
        if (!closed) {
            vertx.setTimer(scanEvery.toMillis(), timer -> scan());
        }
    }

    private void scan() {
        if (closed) {
            return;
        }
        retriever
                .getConfig()
                .map(seen::see)
                .onSuccess(settled -> settled.ifPresent(this::take))
                .onFailure(this::refuse)
                .onComplete(scanned -> scanLater());
    }

    private void take(JsonObject sources) {
        try {
            swap(reader.read(textOf(sources)));
            refused = null;
        } catch (SettingsException broken) {
            refuse(broken);
        }
    }

    private void refuse(Throwable broken) {
        refused = broken;
        LOG.error("the changed configuration is refused and the old one stays: {}", broken.getMessage());
    }

    private void swap(ReadSettings next) {
        ReadSettings before = held();
        SettingsChange change = new SettingsChange(before.settings(), next.settings(), before.keysChangedBy(next));
        if (change.keys().isEmpty()) {
            return;
        }
        now = next;
        next.warnings().forEach(LOG::warn);
        LOG.info("the configuration has changed: {}", change.keys());
        listeners.forEach(listener -> tell(listener, change));
    }

    private static void tell(Consumer<SettingsChange> listener, SettingsChange change) {
        try {
            listener.accept(change);
        } catch (RuntimeException bug) {
            LOG.error("a listener failed on the changed configuration", bug);
        }
    }

    private ConfigurationText textOf(JsonObject sources) {
        if (file != null && !sources.containsKey(FILE_TEXT)) {
            throw new SettingsException(List.of("the configuration file " + file
                    + " cannot be read; give it with --config and make it readable for this user"));
        }
        return new ConfigurationText(
                String.valueOf(file),
                sources.getString(FILE_TEXT),
                withPrefix(sources, Overrides.VARIABLE_PREFIX),
                withPrefix(sources, Overrides.PROPERTY_PREFIX));
    }

    private static Map<String, String> withPrefix(JsonObject sources, String prefix) {
        Map<String, String> texts = new HashMap<>();
        for (String name : sources.fieldNames()) {
            if (name.startsWith(prefix)) {
                texts.put(name, String.valueOf(sources.getValue(name)));
            }
        }
        return texts;
    }
}
