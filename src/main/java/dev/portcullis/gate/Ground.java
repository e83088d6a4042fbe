package dev.portcullis.gate;

import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Environments;
import dev.portcullis.clock.Timers;
import dev.portcullis.config.SettingsReader;
import dev.portcullis.config.SettingsSource;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.security.SecureRandom;
import java.time.Clock;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.stream.Collectors;

/** What everything stands on: Vert.x, time, chance, settings, store, master key, meters. */
record Ground(Vertx vertx, Time time, SecureRandom random, Configuration configuration, Desk desk, Meters meters) {
    private static final Duration SCAN_EVERY = Duration.ofSeconds(5);

    /** Time, and the context on which the gate does its own work. */
    record Time(InstantSource wallClock, LongSupplier nanoTicker, Timers timers, Executor home) {}

    /** What the configuration says now, and the environments and whom their hosts are believed by, that follow. */
    record Configuration(SettingsSource source, CurrentEnvironments environments, EnvironmentTrust trust) {}

    /** The folder, what is opened from it, and the keys that seal it. */
    record Desk(DataDirectory data, Store store, MasterKeyHouse masterKeys) {}

    static Future<Ground> open(Vertx vertx, GatePlace place) {
        DataDirectory data = new DataDirectory(place.data());
        return vertx.executeBlocking(() -> initialised(data))
                .compose(there -> SettingsSource.open(vertx, place.config(), new SettingsReader(builtIn()), SCAN_EVERY))
                .map(settings -> carried(vertx, settings))
                .compose(settings -> configuration(vertx, settings))
                .compose(configuration -> desk(vertx, data, configuration)
                        .map(desk ->
                                new Ground(vertx, time(vertx), new SecureRandom(), configuration, desk, new Meters())));
    }

    private static Future<Desk> desk(Vertx vertx, DataDirectory data, Configuration configuration) {
        return MasterKeyHouse.open(vertx, data, configuration.source())
                .compose(masterKeys ->
                        SqliteStore.open(vertx, data.store()).map(store -> new Desk(data, store, masterKeys)));
    }

    private static Future<Configuration> configuration(Vertx vertx, SettingsSource settings) {
        return EnvironmentTrust.open(vertx, settings, Clock.systemUTC())
                .map(trust -> new Configuration(settings, new CurrentEnvironments(settings::current), trust));
    }

    private static SettingsSource carried(Vertx vertx, SettingsSource settings) {
        if (!settings.current().doors().unixSockets().isEmpty()) {
            Transports.requireUnixSockets(vertx);
        }
        return settings;
    }

    private static DataDirectory initialised(DataDirectory data) {
        if (!data.isInitialised()) {
            throw new IllegalStateException(data.root().toAbsolutePath()
                    + " is no data directory of a gate; make one with: init --data " + data.root());
        }
        return data;
    }

    private static Set<EnvironmentId> builtIn() {
        return Environments.builtIn().all().stream().map(Environment::id).collect(Collectors.toSet());
    }

    private static Time time(Vertx vertx) {
        Context own = vertx.getOrCreateContext();
        return new Time(
                Clock.systemUTC(),
                System::nanoTime,
                new VertxTimers(vertx),
                task -> own.runOnContext(now -> task.run()));
    }

    SettingsSource settings() {
        return configuration.source();
    }

    Environments environments() {
        return configuration.environments().get();
    }
}
