package dev.portcullis.gate;

import dev.portcullis.bybit.Environment;
import dev.portcullis.config.EnvironmentSettings;
import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsException;
import dev.portcullis.config.SettingsSource;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.tls.FileWatch;
import dev.portcullis.tls.RefusingTrust;
import dev.portcullis.tls.TlsException;
import dev.portcullis.tls.TrustFiles;
import dev.portcullis.upstream.HostTrust;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whom the hosts of an environment must be vouched for by, where the configuration says so. Follows the configuration
 * and the files. What cannot be read, or has not been read yet, makes its hosts unreachable: they are never believed on
 * the word of the JVM's authorities instead.
 */
final class EnvironmentTrust implements HostTrust {
    private static final Logger LOG = LoggerFactory.getLogger(EnvironmentTrust.class);
    private static final Duration LOOKS_EVERY = Duration.ofSeconds(5);
    private static final TrustOptions NOT_YET =
            TrustOptions.wrap(new RefusingTrust("the authorities of this environment are being read; try again"));

    /** Of one reading: the settings that it follows, and the authorities of each address that has its own. */
    private record Known(Settings settings, Map<URI, TrustOptions> byAddress, List<String> problems) {}

    private final Vertx vertx;
    private final SettingsSource settings;
    private final InstantSource clock;
    private final FileWatch<Known> watch;
    private volatile Known known;

    private EnvironmentTrust(Vertx vertx, SettingsSource settings, InstantSource clock, Known first) {
        this.vertx = vertx;
        this.settings = settings;
        this.clock = clock;
        this.known = first;
        this.watch = new FileWatch<>(
                vertx, this::paths, () -> read(settings.current(), clock), this::takeIfSound, EnvironmentTrust::log);
    }

    /** Reads all files; fails with every problem of all. */
    static Future<EnvironmentTrust> open(Vertx vertx, SettingsSource settings, InstantSource clock) {
        return vertx.executeBlocking(() -> {
                    Known first = read(settings.current(), clock);
                    if (!first.problems().isEmpty()) {
                        throw new SettingsException(first.problems());
                    }
                    return new EnvironmentTrust(vertx, settings, clock, first);
                })
                .compose(EnvironmentTrust::follow);
    }

    private Future<EnvironmentTrust> follow() {
        settings.watch(change -> readAgain());
        return watch.begin(LOOKS_EVERY).map(begun -> this);
    }

    /** Compares by identity: new settings are a new object. */
    @Override
    @SuppressWarnings("ReferenceEquality")
    public @Nullable TrustOptions of(URI host) {
        Known now = known;
        Settings current = settings.current();
        return now.settings() == current ? now.byAddress().get(host) : meanwhile(now, current, host);
    }

    private static @Nullable TrustOptions meanwhile(Known known, Settings current, URI host) {
        boolean isUnchanged = Objects.equals(
                known.settings().upstream().environments(), current.upstream().environments());
        return isUnchanged
                ? known.byAddress().get(host)
                : addressesWithOwn(current).contains(host) ? NOT_YET : null;
    }

    private static List<URI> addressesWithOwn(Settings settings) {
        return withOwn(settings).entrySet().stream()
                .flatMap(own -> addresses(settings, own.getKey()))
                .toList();
    }

    private static Map<EnvironmentId, EnvironmentSettings.Tls> withOwn(Settings settings) {
        Map<EnvironmentId, EnvironmentSettings.Tls> own = new HashMap<>();
        settings.upstream().environments().forEach((id, environment) -> {
            if (environment.tls() != null) {
                own.put(id, environment.tls());
            }
        });
        return own;
    }

    private static Stream<URI> addresses(Settings settings, EnvironmentId id) {
        Environment environment = ConfiguredEnvironments.of(settings).find(id).orElseThrow();
        return Stream.of(
                        environment.rest(),
                        environment.privateSocket(),
                        environment.tradeSocket(),
                        environment.publicSocket())
                .filter(Objects::nonNull);
    }

    private static TrustFiles files(EnvironmentId id, EnvironmentSettings.Tls tls) {
        return TrustFiles.ofHosts("environments." + id + ".tls", tls.trust(), tls.crl());
    }

    private List<Path> paths() {
        return withOwn(settings.current()).entrySet().stream()
                .flatMap(own -> files(own.getKey(), own.getValue()).paths().stream())
                .toList();
    }

    private static Known read(Settings settings, InstantSource clock) {
        Map<URI, TrustOptions> byAddress = new HashMap<>();
        List<String> problems = new ArrayList<>();
        withOwn(settings).forEach((id, tls) -> {
            TrustOptions trust = read(files(id, tls), clock, problems);
            addresses(settings, id).forEach(address -> put(address, id, trust, byAddress, problems));
        });
        return new Known(settings, Map.copyOf(byAddress), problems);
    }

    /** Connections are kept by address, so that two environments at one address believe the same. */
    private static void put(
            URI address,
            EnvironmentId id,
            TrustOptions trust,
            Map<URI, TrustOptions> byAddress,
            List<String> problems) {
        if (byAddress.put(address, trust) != null) {
            problems.add("environments." + id + ".tls: another environment with authorities of its own is at " + address
                    + " too; keep one of them");
        }
    }

    private static TrustOptions read(TrustFiles files, InstantSource clock, List<String> problems) {
        try {
            return TrustOptions.wrap(files.read(clock));
        } catch (TlsException unusable) {
            problems.addAll(unusable.problems());
            return TrustOptions.wrap(new RefusingTrust(String.valueOf(unusable.getMessage())));
        }
    }

    /** Other settings hold already, so what is wrong with their files keeps their hosts out of reach. */
    private void readAgain() {
        vertx.executeBlocking(() -> read(settings.current(), clock))
                .onSuccess(read -> {
                    read.problems().forEach(LOG::error);
                    known = read;
                })
                .onFailure(EnvironmentTrust::log);
    }

    private void takeIfSound(Known read) {
        if (read.problems().isEmpty()) {
            known = read;
            LOG.info("environments: new connections believe the changed authorities");
        } else {
            LOG.error(
                    "environments: the changed authorities are refused and the old ones stay:\n  {}",
                    String.join("\n  ", read.problems()));
        }
    }

    private static void log(Throwable bug) {
        LOG.error("the authorities of the environments were not read; this is a bug of the gate", bug);
    }

    /** Follows the files no more. */
    Future<Void> end() {
        return watch.end();
    }
}
