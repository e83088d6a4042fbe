package dev.portcullis.credential;

import io.vertx.core.Future;
import java.util.List;

/** The master keys that stored things may be sealed under: the one that seals from now on, and those before it. */
public interface MasterKeys {
    /**
     * The one that seals from now on; fails with {@link CredentialException.Kind#UNAVAILABLE} while it cannot be had.
     */
    Future<Kek> current();

    /**
     * The one of that id.
     *
     * @return fails with {@link CredentialException.Kind#UNAVAILABLE} while it may be one that cannot be had now, and
     *     with {@link CredentialException.Kind#MASTER_KEY} when it is none of this gate's
     */
    Future<Kek> named(String id);

    /** Every one that is there now, the current one first; fails when there is none. */
    Future<List<Kek>> all();

    /** A single one that is always there. */
    static MasterKeys only(Kek kek) {
        return new MasterKeys() {
            @Override
            public Future<Kek> current() {
                return Future.succeededFuture(kek);
            }

            @Override
            public Future<Kek> named(String id) {
                return kek.id().equals(id) ? current() : Future.failedFuture(unknown(id, kek.id()));
            }

            @Override
            public Future<List<Kek>> all() {
                return Future.succeededFuture(List.of(kek));
            }
        };
    }

    /** What to say of a master key that this gate does not have. */
    static CredentialException unknown(String id, String known) {
        return new CredentialException(
                CredentialException.Kind.MASTER_KEY,
                "this is sealed under master key " + id + ", and this gate has " + known
                        + "; start it with the master key that was used then (master-key), or put the keys in again");
    }
}
