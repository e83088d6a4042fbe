package dev.portcullis.gate;

import dev.portcullis.config.SettingsSource;
import dev.portcullis.credential.Kek;
import dev.portcullis.credential.KekKeepers;
import dev.portcullis.credential.KekPlace;
import dev.portcullis.credential.Keyring;
import dev.portcullis.credential.VaultAccess;
import dev.portcullis.credential.VaultTransit;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;

/** The gate's master keys: the configured one, those before it, and the file that remembers where they are. */
final class MasterKeyHouse {
    private final Vertx vertx;
    private final SettingsSource settings;
    private final MasterKeyPlaces places;
    private final Keyring ring;

    private MasterKeyHouse(Vertx vertx, SettingsSource settings, MasterKeyPlaces places, Keyring ring) {
        this.vertx = vertx;
        this.settings = settings;
        this.places = places;
        this.ring = ring;
    }

    /** Gets what can be had; fails only when what is there can be no master key. */
    static Future<MasterKeyHouse> open(Vertx vertx, DataDirectory data, SettingsSource settings) {
        return vertx.executeBlocking(() -> MasterKeyPlaces.of(data)).compose(places -> {
            KekPlace current = places.configured(settings.current().masterKey());
            return vertx.executeBlocking(() -> written(places, current))
                    .compose(all -> Keyring.open(keepers(vertx, settings), current, all))
                    .map(ring -> new MasterKeyHouse(vertx, settings, places, ring));
        });
    }

    /** Before anything is sealed by a master key it is written down where that one is. */
    private static List<KekPlace> written(MasterKeyPlaces places, KekPlace current) throws IOException {
        List<KekPlace> all = new ArrayList<>(places.remembered());
        if (!all.contains(current)) {
            all.add(0, current);
            places.remember(all);
        }
        return all;
    }

    /** Asks by what the configuration says at that moment: Vault's address and token may change while the gate runs. */
    private static Function<KekPlace, Future<Kek>> keepers(Vertx vertx, SettingsSource settings) {
        Map<VaultAccess, VaultTransit> vaults = new ConcurrentHashMap<>();
        return place -> {
            Optional<VaultTransit> vault = MasterKeyPlaces.vault(
                            settings.current().masterKey().vault())
                    .map(access -> vaults.computeIfAbsent(access, to -> new VaultTransit(vertx, to, System::getenv)));
            return new KekKeepers(vertx, System::getenv, vault).get(place);
        };
    }

    Keyring ring() {
        return ring;
    }

    /** What the configuration says now. */
    KekPlace configured() {
        return places.configured(settings.current().masterKey());
    }

    /** Writes down where master keys are, before one of them is used. */
    Future<Void> remember(List<KekPlace> all) {
        return vertx.executeBlocking(() -> {
                    places.remember(all);
                    return all;
                })
                .mapEmpty();
    }
}
