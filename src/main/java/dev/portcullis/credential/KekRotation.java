package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import dev.portcullis.store.StoreException;
import io.vertx.core.Future;
import java.security.SecureRandom;
import java.util.List;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Seals everything anew under another master key while the gate works: each data key, the secrets of signed clients and
 * the manifest's key, row by row. Stopped anywhere, by a crash too, it leaves every row readable, some under the old
 * key and some under the new; begun again it does the rest.
 */
public final class KekRotation {
    private static final Logger LOG = LoggerFactory.getLogger(KekRotation.class);

    /** Those rows that were added or changed meanwhile are found by looking again. */
    private static final int ROUNDS_MAX = 10;

    private final Store store;
    private final Keyring ring;
    private final Envelope envelope;
    private final ClientSecrets clientSecrets;
    private final Function<List<KekPlace>, Future<Void>> remember;

    /** @param remember writes down, durably, where the master keys are, the current one first */
    public KekRotation(
            Store store, Keyring ring, SecureRandom random, Function<List<KekPlace>, Future<Void>> remember) {
        this.store = store;
        this.ring = ring;
        this.envelope = new Envelope(ring, random);
        this.clientSecrets = new ClientSecrets(ring);
        this.remember = remember;
    }

    /**
     * What was done.
     *
     * @param kekId what everything is sealed under now
     */
    public record Rotated(String kekId, int dataKeys, int clientSecrets) {
        private Rotated and(Rotated more) {
            return new Rotated(kekId, dataKeys + more.dataKeys, clientSecrets + more.clientSecrets);
        }

        private boolean changedNothing() {
            return dataKeys == 0 && clientSecrets == 0;
        }
    }

    /**
     * Turns to the master key at {@code place}; when it is the current one, seals what is still under another one, and
     * in Vault everything under the key's newest version.
     *
     * @return fails with what hindered it; what was sealed anew stays so
     */
    Future<Rotated> to(KekPlace place, Manifest manifest) {
        return ring.get(place)
                .compose(next -> remember.apply(ring.placesWith(place)).map(next))
                .compose(next -> {
                    ring.turnTo(place, next);
                    return everything(next, manifest);
                })
                .compose(done -> remember.apply(List.of(place)).map(done))
                .onSuccess(done -> ring.forgetOthers());
    }

    private Future<Rotated> everything(Kek next, Manifest manifest) {
        return dataKeys(next, true)
                .compose(first -> clientSecrets(next).map(secrets -> new Rotated(next.id(), first, secrets)))
                .compose(done -> manifest.rewrap(next).map(done))
                .compose(done -> whatCameMeanwhile(next, done, ROUNDS_MAX));
    }

    private Future<Rotated> whatCameMeanwhile(Kek next, Rotated done, int roundsLeft) {
        return dataKeys(next, false)
                .compose(keys -> clientSecrets(next).map(secrets -> new Rotated(next.id(), keys, secrets)))
                .compose(more -> {
                    if (more.changedNothing()) {
                        return Future.succeededFuture(done);
                    }
                    return roundsLeft == 0
                            ? Future.failedFuture(unsettled())
                            : whatCameMeanwhile(next, done.and(more), roundsLeft - 1);
                });
    }

    private static CredentialException unsettled() {
        return new CredentialException(
                Kind.CONFLICT,
                "keys are changed faster than they are sealed anew; nothing is lost, run `portcullis store rotate-kek`"
                        + " again when less is changed");
    }

    /** @param everyKey also those that this master key wrapped before: its newest version is to wrap them */
    private Future<Integer> dataKeys(Kek next, boolean everyKey) {
        Sql those = everyKey
                ? Sql.of("SELECT id, environment, account, kek_id, wrapped FROM deks WHERE account IS NOT NULL"
                        + " ORDER BY id")
                : Sql.of(
                        "SELECT id, environment, account, kek_id, wrapped FROM deks WHERE account IS NOT NULL AND"
                                + " kek_id <> ? ORDER BY id",
                        next.id());
        return store.query(those).compose(rows -> each(rows, row -> dataKey(CredentialRows.dek(row), next)));
    }

    private Future<Boolean> dataKey(SealedDek before, Kek next) {
        return envelope.rewrapped(before, next)
                .compose(after -> written(Sql.of(
                                "UPDATE deks SET kek_id = ?, wrapped = ? WHERE id = ? AND kek_id = ? AND wrapped = ?",
                                after.wrap().kekId(),
                                after.wrapped(),
                                before.id(),
                                before.wrap().kekId(),
                                before.wrapped())
                        .changingOneRow()))
                .recover(failed -> leaveTheLost("the data key " + before.id(), failed));
    }

    private Future<Integer> clientSecrets(Kek next) {
        return store.query(
                        Sql.of("SELECT id, sealed_secret FROM tokens WHERE sealed_secret IS NOT NULL AND revoked_at IS"
                                + " NULL ORDER BY id"))
                .compose(rows -> each(rows, row -> clientSecret(row, next)));
    }

    private Future<Boolean> clientSecret(Row row, Kek next) {
        byte[] before = row.bytes("sealed_secret");
        return clientSecrets
                .resealed(new TokenId(row.text("id")), before, next)
                .compose(resealed -> resealed.isEmpty()
                        ? Future.succeededFuture(false)
                        : written(Sql.of(
                                        "UPDATE tokens SET sealed_secret = ? WHERE id = ? AND sealed_secret = ?",
                                        resealed.get(),
                                        row.text("id"),
                                        before)
                                .changingOneRow()))
                .recover(failed -> leaveTheLost("the secret of the signed client's token " + row.text("id"), failed));
    }

    /** A row that was changed or removed meanwhile is left to the next look. */
    private Future<Boolean> written(Sql change) {
        return store.atomically(List.of(change)).map(true).recover(failed -> {
            boolean overtaken = failed instanceof StoreException lost && lost.why() == StoreException.Cause.LOST_UPDATE;
            return overtaken ? Future.succeededFuture(false) : Future.failedFuture(failed);
        });
    }

    /** What no master key of the gate opens any more is lost already, and holds nothing else up. */
    private static Future<Boolean> leaveTheLost(String what, Throwable failed) {
        boolean lost = failed instanceof CredentialException known && known.kind() != Kind.UNAVAILABLE;
        if (lost) {
            LOG.warn("{} is left as it is, for it does not open: {}", what, failed.getMessage());
            return Future.succeededFuture(false);
        }
        return Future.failedFuture(failed);
    }

    /** One after another: the gate's own questions to the store, and Vault's other callers, come in between. */
    private static Future<Integer> each(List<Row> rows, Function<Row, Future<Boolean>> step) {
        Future<Integer> done = Future.succeededFuture(0);
        for (Row row : rows) {
            done = done.compose(count -> step.apply(row).map(changed -> changed ? count + 1 : count));
        }
        return done;
    }
}
