package dev.portcullis.gate;

import dev.portcullis.config.Settings;
import dev.portcullis.config.SettingsSource;
import dev.portcullis.credential.VaultAccess;
import dev.portcullis.credential.VaultHmac;
import io.vertx.core.Vertx;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The Vault that makes HMACs, as the configuration names it at that moment: the one below {@code master-key.vault},
 * whoever keeps the master key.
 */
final class VaultSignatures implements Supplier<Optional<VaultHmac>> {
    private final Vertx vertx;
    private final SettingsSource settings;
    private volatile @Nullable Known known;

    private record Known(VaultAccess access, int inFlight, VaultHmac vault) {
        private boolean isFor(VaultAccess wanted, int wantedInFlight) {
            return inFlight == wantedInFlight && access.equals(wanted);
        }
    }

    VaultSignatures(Vertx vertx, SettingsSource settings) {
        this.vertx = vertx;
        this.settings = settings;
    }

    @Override
    public Optional<VaultHmac> get() {
        Settings now = settings.current();
        return MasterKeyPlaces.vault(now.masterKey().vault())
                .map(access -> vault(access, now.keys().vault().inFlight()));
    }

    private VaultHmac vault(VaultAccess access, int inFlight) {
        Known now = known;
        return now != null && now.isFor(access, inFlight) ? now.vault() : another(access, inFlight);
    }

    /** The one before still answers what it was asked; its idle connections close by themselves. */
    private synchronized VaultHmac another(VaultAccess access, int inFlight) {
        Known now = known;
        if (now == null || !now.isFor(access, inFlight)) {
            now = new Known(access, inFlight, new VaultHmac(vertx, access, System::getenv, inFlight));
            known = now;
        }
        return now.vault();
    }
}
