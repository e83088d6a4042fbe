package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
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

    private final Kek kek;
    private final SecureRandom random;

    Envelope(Kek kek, SecureRandom random) {
        this.kek = kek;
        this.random = random;
    }

    /** A new data key for the account; not stored yet. */
    Future<Dek> fresh(EnvironmentId environment, AccountId account) {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(key);
        Wrap wrap = new Wrap("dek-" + randomHex(), environment, account, kek.id());
        return kek.wrap(key, wrap.boundTo())
                .map(wrapped -> new Dek(new SealedDek(wrap, wrapped), Secret.takeOwnershipOf(key)))
                .onFailure(failure -> Arrays.fill(key, (byte) 0));
    }

    /**
     * Opens a stored data key.
     *
     * @return fails with {@link Kind#MASTER_KEY} when another master key wrapped it, and with {@link Kind#TAMPERED}
     *     when it does not open under this one
     */
    Future<Dek> open(SealedDek sealed) {
        Wrap wrap = sealed.wrap();
        if (!wrap.kekId().equals(kek.id())) {
            return Future.failedFuture(new CredentialException(
                    Kind.MASTER_KEY,
                    "the keys of " + wrap.account() + " are sealed under master key " + wrap.kekId()
                            + ", this gate has " + kek.id() + "; start it with the master key file they were put in"
                            + " under, or put the keys in again"));
        }
        return kek.unwrap(sealed.wrapped(), wrap.boundTo()).map(key -> new Dek(sealed, Secret.takeOwnershipOf(key)));
    }

    private String randomHex() {
        byte[] bytes = new byte[ID_BYTES];
        random.nextBytes(bytes);
        return HexFormat.of().formatHex(bytes);
    }
}
