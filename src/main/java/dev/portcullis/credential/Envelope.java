package dev.portcullis.credential;

import dev.portcullis.credential.SealedDek.Wrap;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.secret.Secret;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;

/** Makes and opens data keys: random ones, each wrapped by the master key for the account that it is made for. */
final class Envelope {
    private static final int ID_BYTES = 8;

    private final MasterKeys keys;
    private final SecureRandom random;

    Envelope(MasterKeys keys, SecureRandom random) {
        this.keys = keys;
        this.random = random;
    }

    /** The id of the master key that a new data key would be wrapped by. */
    Future<String> currentKekId() {
        return keys.current().map(Kek::id);
    }

    /** A new data key for the account; not stored yet. */
    Future<Dek> fresh(EnvironmentId environment, AccountId account) {
        return keys.current().compose(kek -> {
            byte[] key = new byte[AesGcm.KEY_BYTES];
            random.nextBytes(key);
            Wrap wrap = new Wrap("dek-" + randomHex(), environment, account, kek.id());
            return kek.wrap(key, wrap.boundTo())
                    .map(wrapped -> new Dek(new SealedDek(wrap, wrapped), Secret.takeOwnershipOf(key)))
                    .onFailure(failure -> Arrays.fill(key, (byte) 0));
        });
    }

    /**
     * Opens a stored data key.
     *
     * @return fails with {@link CredentialException.Kind#MASTER_KEY} when a master key wrapped it that is none of the
     *     gate's, with {@link CredentialException.Kind#UNAVAILABLE} while that one cannot be had, and with {@link
     *     CredentialException.Kind#TAMPERED} when it does not open under it
     */
    Future<Dek> open(SealedDek sealed) {
        Wrap wrap = sealed.wrap();
        return keys.named(wrap.kekId())
                .compose(kek -> kek.unwrap(sealed.wrapped(), wrap.boundTo()))
                .map(key -> new Dek(sealed, Secret.takeOwnershipOf(key)));
    }

    /** The same data key, wrapped by this master key. */
    Future<SealedDek> rewrapped(SealedDek sealed, Kek next) {
        return open(sealed).compose(dek -> dek.wrappedBy(next).onComplete(done -> dek.close()));
    }

    private String randomHex() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
