package dev.portcullis.config;

import dev.portcullis.config.EnvironmentSettings.Urls;
import dev.portcullis.config.Settings.AnswerWithin;
import dev.portcullis.config.Settings.Budgets;
import dev.portcullis.config.Settings.ConnectionWithin;
import dev.portcullis.config.Settings.Connections;
import dev.portcullis.config.Settings.Doors;
import dev.portcullis.config.Settings.Inbound;
import dev.portcullis.config.Settings.Keys;
import dev.portcullis.config.Settings.Ledger;
import dev.portcullis.config.Settings.LedgerSync;
import dev.portcullis.config.Settings.Listener;
import dev.portcullis.config.Settings.OrderPath;
import dev.portcullis.config.Settings.Pool;
import dev.portcullis.config.Settings.PublicReads;
import dev.portcullis.config.Settings.Reconcile;
import dev.portcullis.config.Settings.RsaSigning;
import dev.portcullis.config.Settings.Timeouts;
import dev.portcullis.config.Settings.Upstream;
import dev.portcullis.config.Settings.VaultSigning;
import dev.portcullis.model.AddressBlock;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SortedMap;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/** Every key of the configuration with its default and its form, and the rules that hold between keys. */
public final class SettingsReader {
    private static final String AUTO = "auto";
    private static final String ENVIRONMENTS = "environments";
    private static final Map<String, LedgerSync> SYNC_WORDS = Map.of("group", LedgerSync.GROUP, "os", LedgerSync.OS);

    private final Set<EnvironmentId> builtIn;

    /** @param builtIn the environments that need no configuration */
    public SettingsReader(Set<EnvironmentId> builtIn) {
        this.builtIn = Set.copyOf(builtIn);
    }

    /** What an empty configuration means. */
    public Settings defaults() {
        return read(ConfigurationText.EMPTY).settings();
    }

    /**
     * Reads a whole configuration.
     *
     * @throws SettingsException naming every problem at once
     */
    ReadSettings read(ConfigurationText text) {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Map<String, Given> given = new LinkedHashMap<>(text.yaml(problems));
        given.putAll(new Overrides(knownKeys(), names(given), warnings).read(text));
        Reading reading = new Reading(given, problems);
        Settings settings = settings(reading);
        reading.refuseUnknownKeys();
        if (!problems.isEmpty()) {
            throw new SettingsException(problems);
        }
        return new ReadSettings(settings, reading.meanings(), warnings);
    }

    /** Every key that is not below an environment, with the text of its default. */
    SortedMap<String, String> knownKeys() {
        Reading nothing = new Reading(Map.of(), new ArrayList<>());
        settings(nothing);
        return nothing.defaults();
    }

    /** Environments that a variable may mean: the built-in ones and those of the file. */
    private Set<String> names(Map<String, Given> given) {
        Set<String> names = new TreeSet<>(new Reading(given, new ArrayList<>()).namesBelow(ENVIRONMENTS));
        builtIn.forEach(environment -> names.add(environment.text()));
        return names;
    }

    private Settings settings(Reading reading) {
        Map<EnvironmentId, EnvironmentSettings> environments = environments(reading);
        Doors doors = doors(reading, environments.keySet());
        OrderPath orderPath = new OrderPath(
                new Ledger(
                        reading.value("ledger.sync", "group", Forms.oneOf(SYNC_WORDS)),
                        reading.value("ledger.deadline", "250ms", Forms.duration("10ms", "10s")),
                        reading.value("ledger.segment", "64MiB", Forms.size("256KiB", "1GiB")),
                        reading.value("ledger.retention", "90d", Forms.duration("30d", "3650d")),
                        reading.value("ledger.witness", "none", Forms.writableFileOrNone())),
                new Reconcile(
                        reading.value("reconcile.recvWindow", "2500ms", Forms.duration("100ms", "60s")),
                        reading.value("reconcile.settle", "5s", Forms.duration("100ms", "10m"))),
                reading.value("warm-up", "0s", Forms.duration("0s", "10m")),
                new Budgets(
                        deskLimits(reading, "budgets.client"),
                        deskLimits(reading, "budgets.credential"),
                        reading.value("budgets.waiting", "1024", Forms.count(1, 1_000_000))));
        Upstream upstream = new Upstream(environments, pool(reading), timeouts(reading));
        return new Settings(
                doors, orderPath, upstream, keys(reading), MasterKeyReading.read(reading), AlertReading.read(reading));
    }

    private static Keys keys(Reading reading) {
        return new Keys(
                reading.value("keys.rotate-after", "90d", Forms.duration("1d", "3650d")),
                // a read that was let in with the replaced key may wait ten seconds for its turn
                reading.value("keys.overlap", "10m", Forms.duration("10s", "30d")),
                new RsaSigning(
                        reading.value("keys.rsa.threads", "2", Forms.count(1, 256)),
                        reading.value("keys.rsa.waiting", "64", Forms.count(1, 100_000))),
                new VaultSigning(reading.value("keys.vault.in-flight", "64", Forms.count(1, 10_000))));
    }

    private Doors doors(Reading reading, Set<EnvironmentId> configured) {
        Listener listen = ListenerReading.listener(reading, "listen", "8080");
        Listener admin = ListenerReading.listener(reading, "admin", "8081");
        boolean samePort = listen.port() != 0 && listen.port() == admin.port();
        if (samePort) {
            reading.problem("admin.port", "expected another port than listen.port, or 0 for a free one");
        }
        return new Doors(
                listen,
                admin,
                inbound(reading),
                addresses(reading, "trusted-proxies", List.of()),
                publicReads(reading, configured),
                ListenerReading.unixSockets(reading),
                reading.value("v2.open", "true", Forms.flag()));
    }

    private static Inbound inbound(Reading reading) {
        return new Inbound(
                connections(reading),
                bytes(reading, "inbound.request-line", "8KiB"),
                bytes(reading, "inbound.headers", "16KiB"),
                bytes(reading, "inbound.body", "64KiB"),
                reading.value("inbound.head-deadline", "5s", Forms.duration("100ms", "5m")),
                reading.value("inbound.body-deadline", "2s", Forms.duration("100ms", "5m")),
                reading.value("inbound.answer-deadline", "10s", Forms.duration("100ms", "5m")));
    }

    private static Connections connections(Reading reading) {
        return new Connections(
                reading.value("inbound.connections", "2000", Forms.count(1, 1_000_000)),
                reading.value("inbound.connections-per-address", "64", Forms.count(1, 1_000_000)),
                reading.value("inbound.idle", "60s", Forms.duration("1s", "1h")));
    }

    private static int bytes(Reading reading, String key, String defaultText) {
        return Math.toIntExact(reading.value(key, defaultText, Forms.size("1KiB", "16MiB")));
    }

    private PublicReads publicReads(Reading reading, Set<EnvironmentId> configured) {
        AddressList cidrs = addresses(reading, "public.cidrs", List.of("127.0.0.0/8", "::1/128"));
        String name = reading.value("public.environment", AUTO, text -> text);
        if (name.equals(AUTO)) {
            return new PublicReads(cidrs, null);
        }
        Set<String> known = new TreeSet<>();
        builtIn.forEach(environment -> known.add(environment.text()));
        configured.forEach(environment -> known.add(environment.text()));
        if (!known.contains(name)) {
            reading.problem("public.environment", "expected auto, or one of " + String.join(", ", known));
            return new PublicReads(cidrs, null);
        }
        return new PublicReads(cidrs, new EnvironmentId(name));
    }

    private static AddressList addresses(Reading reading, String key, List<String> defaultTexts) {
        return new AddressList(reading.list(key, defaultTexts, AddressBlock::of));
    }

    private static DeskLimits deskLimits(Reading reading, String section) {
        return new DeskLimits(
                limit(reading, section + ".requestsPerSecond"),
                limit(reading, section + ".ordersPerSecond"),
                limit(reading, section + ".inFlight"));
    }

    private static @Nullable Integer limit(Reading reading, String key) {
        return reading.value(key, "none", Forms.countOrNone()).orElse(null);
    }

    private static Pool pool(Reading reading) {
        return new Pool(
                reading.value("pool.connections", "64", Forms.count(1, 10_000)),
                reading.value("pool.waiting", "1024", Forms.count(1, 1_000_000)));
    }

    private static Timeouts timeouts(Reading reading) {
        Form<Duration> anyTime = Forms.duration("10ms", "60s");
        return new Timeouts(
                reading.value("timeouts.connect", "1s", anyTime),
                reading.value("timeouts.tls", "1500ms", anyTime),
                reading.value("timeouts.idle", "20s", Forms.duration("1s", "10m")),
                new ConnectionWithin(
                        reading.value("timeouts.connection.create", "50ms", anyTime),
                        reading.value("timeouts.connection.read", "500ms", anyTime)),
                new AnswerWithin(
                        reading.value("timeouts.answer.create", "1500ms", anyTime),
                        reading.value("timeouts.answer.cancel", "1s", anyTime),
                        reading.value("timeouts.answer.read", "3s", anyTime)));
    }

    private Map<EnvironmentId, EnvironmentSettings> environments(Reading reading) {
        Map<EnvironmentId, EnvironmentSettings> environments = new LinkedHashMap<>();
        for (String name : reading.namesBelow(ENVIRONMENTS)) {
            EnvironmentSettings settings = environment(reading, ENVIRONMENTS + "." + name);
            environmentId(reading, name).ifPresent(id -> {
                requireRest(reading, id, settings);
                environments.put(id, settings);
            });
        }
        return environments;
    }

    private static Optional<EnvironmentId> environmentId(Reading reading, String name) {
        try {
            return Optional.of(new EnvironmentId(name));
        } catch (IllegalArgumentException wrong) {
            reading.problem(ENVIRONMENTS + "." + name, String.valueOf(wrong.getMessage()));
            return Optional.empty();
        }
    }

    private void requireRest(Reading reading, EnvironmentId id, EnvironmentSettings settings) {
        String key = ENVIRONMENTS + "." + id + ".rest";
        boolean isMissing = settings.urls().rest() == null && !reading.isGiven(key);
        if (isMissing && !builtIn.contains(id)) {
            reading.problem(key, "expected the base URL of REST, for " + id + " is not a built-in environment");
        }
    }

    private static EnvironmentSettings environment(Reading reading, String section) {
        return new EnvironmentSettings(
                new Urls(
                        reading.valueOrNull(section + ".rest", Forms.restUrl()),
                        reading.valueOrNull(section + ".private", Forms.socketUrl()),
                        reading.valueOrNull(section + ".trade", Forms.socketUrl()),
                        reading.valueOrNull(section + ".public", Forms.socketUrl())),
                reading.valueOrNull(section + ".limits.address", Forms.addressLimit()),
                reading.valueOrNull(section + ".limits.tier", Forms.tier()),
                reading.valueOrNull(section + ".limits.quarantine", Forms.duration("1s", "24h")),
                environmentTls(reading, section + ".tls"));
    }

    private static EnvironmentSettings.@Nullable Tls environmentTls(Reading reading, String section) {
        Path trust = reading.valueOrNull(section + ".trust", Forms.file());
        Path crl = reading.valueOrNull(section + ".crl", Forms.file());
        if (trust == null && crl != null) {
            reading.problem(section + ".crl", "expected " + section + ".trust too: the authorities that made the list");
        }
        return trust == null ? null : new EnvironmentSettings.Tls(trust, crl);
    }
}
