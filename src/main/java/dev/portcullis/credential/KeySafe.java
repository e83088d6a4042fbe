package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.model.CredentialId;
import dev.portcullis.store.Sql;
import dev.portcullis.store.StoreException;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Seals keys into the store and opens them again; keeps none of them open. */
final class KeySafe {
    private final CredentialRows rows;
    private final Envelope envelope;
    private final Manifest manifest;
    private final InstantSource time;

    KeySafe(CredentialRows rows, Envelope envelope, Manifest manifest, InstantSource time) {
        this.rows = rows;
        this.envelope = envelope;
        this.manifest = manifest;
        this.time = time;
    }

    long nowMillis() {
        return time.millis();
    }

    /** Opens every row once, for its facts; rows that do not open are told apart instead of failing the rest. */
    Future<BookPages> readAll() {
        return new BookReading(rows, envelope, manifest).pages();
    }

    /** Stores a new credential, with a data key when its account has none. */
    Future<CredentialFacts> add(CredentialHead head, OpenedKey key) {
        return rows.uidOf(head.place())
                .compose(uid ->
                        requireSameUid(head.place(), uid, key.report().key().uid()))
                .compose(same -> envelope.currentKekId())
                .compose(kekId -> rows.dekOf(head.place(), kekId))
                .compose(stored -> stored.isPresent()
                        ? envelope.open(stored.get()).compose(dek -> insert(head, key, dek, List.of()))
                        : addWithFreshDek(head, key));
    }

    /** Writes all changes in one transaction; each is of a credential that still has its secret. */
    Future<Void> change(List<Change> changes) {
        List<Future<SealedCredential>> resealed =
                changes.stream().map(this::resealed).toList();
        return Future.all(resealed)
                .map(all -> resealed.stream().map(Future::result).toList())
                .compose(after ->
                        write(after.stream().map(CredentialRows::replace).toList(), after));
    }

    /** Opens one credential; the caller closes what it gets. */
    Future<OpenedKey> open(CredentialHead expected) {
        return rows.one(expected.id()).compose(row -> open(expected, row));
    }

    /** Seals a credential as one that somebody else may hold, whatever became of the row meanwhile. */
    Future<CredentialFacts> condemn(CredentialId id) {
        return rows.one(id)
                .compose(row -> withDek(row, dek -> condemned(row, dek)))
                .compose(condemned -> writeCondemned(condemned.row()).map(condemned.facts()));
    }

    /** Written without the manifest while that is not believed, for a key that somebody else may hold never waits. */
    private Future<Void> writeCondemned(SealedCredential row) {
        Sql replace = CredentialRows.replace(row);
        return write(List.of(replace), List.of(row)).recover(failure -> rows.write(List.of(replace)));
    }

    private record Condemned(SealedCredential row, CredentialFacts facts) {}

    private Condemned condemned(SealedCredential row, Dek dek) {
        CredentialHead head = row.head().next(CredentialState.COMPROMISED, nowMillis());
        try (OpenedKey opened = row.open(dek)) {
            return new Condemned(
                    new SealedCredential(head, dek.sealedForm().id(), opened.seal(dek, head)),
                    new CredentialFacts(head, opened.report()));
        }
    }

    /** Wipes a secret in the store, whatever became of the row meanwhile. */
    Future<Void> wipe(CredentialId id) {
        return rows.accountOf(id)
                .compose(account -> wipe(id, manifest.revoking(id.text(), account.orElse("-"))))
                .recover(failure -> notWiped(id, failure));
    }

    /** Where another gate changed the manifest meanwhile, the secret is wiped without it. */
    private Future<Void> wipe(CredentialId id, Optional<Manifest.Change> noted) {
        Sql wipe = CredentialRows.wipe(id, nowMillis());
        return noted.isEmpty()
                ? rows.write(List.of(wipe))
                : rows.write(List.of(wipe, noted.get().sql()))
                        .onSuccess(written -> noted.get().written())
                        .recover(failure -> rows.write(List.of(wipe)));
    }

    /** Writes rows and the manifest that names them, or none of them. */
    private Future<Void> write(List<Sql> statements, List<SealedCredential> after) {
        return manifest.changing(after).compose(change -> {
            List<Sql> all = new ArrayList<>(statements);
            all.add(change.sql());
            return rows.write(all).onSuccess(written -> change.written());
        });
    }

    /** The list of what is stored. */
    Manifest manifest() {
        return manifest;
    }

    /** Takes every row as it stands for what it should be. */
    Future<Void> acceptRows() {
        return rows.all().compose(all -> manifest.accept(BookReading.parsed(all)));
    }

    /** One credential's next head and report; without a report it keeps the one before. */
    record Change(CredentialHead before, CredentialHead after, Optional<KeyReport> report) {}

    private static Future<Void> notWiped(CredentialId id, Throwable failure) {
        boolean absent = failure instanceof StoreException refused && refused.why() == StoreException.Cause.LOST_UPDATE;
        return Future.failedFuture(
                absent
                        ? new CredentialException(
                                Kind.NOT_FOUND, "there is no credential " + id + "; see `portcullis key list`")
                        : failure);
    }

    private Future<Void> requireSameUid(KeyPlace place, Optional<String> known, String told) {
        if (known.isEmpty() || known.get().equals(told)) {
            return Future.succeededFuture();
        }
        return Future.failedFuture(new CredentialException(
                Kind.INVALID,
                "this key belongs to UID " + told + ", but account " + place.account() + " is UID " + known.get()
                        + "; make the key in that account, or add another account for this UID"));
    }

    private Future<CredentialFacts> addWithFreshDek(CredentialHead head, OpenedKey key) {
        return envelope.fresh(head.place().environment(), head.place().account())
                .compose(dek -> insert(head, key, dek, List.of(CredentialRows.insert(dek.sealedForm(), nowMillis()))));
    }

    private Future<CredentialFacts> insert(CredentialHead head, OpenedKey key, Dek dek, List<Sql> before) {
        try (dek) {
            List<Sql> statements = new ArrayList<>(before);
            statements.add(
                    CredentialRows.learnOwner(head.place(), key.report().key().owner()));
            SealedCredential row = new SealedCredential(head, dek.sealedForm().id(), key.seal(dek, head));
            statements.add(CredentialRows.insert(row));
            return write(statements, List.of(row)).map(new CredentialFacts(head, key.report()));
        }
    }

    private Future<SealedCredential> resealed(Change change) {
        return rows.one(change.before().id()).compose(row -> withDek(row, dek -> reseal(change, row, dek)));
    }

    private static SealedCredential reseal(Change change, SealedCredential row, Dek dek) {
        requireUnchanged(change.before(), row);
        try (OpenedKey opened = row.open(dek)) {
            OpenedKey next = new OpenedKey(opened.secret(), change.report().orElse(opened.report()));
            return new SealedCredential(change.after(), dek.sealedForm().id(), next.seal(dek, change.after()));
        }
    }

    private Future<OpenedKey> open(CredentialHead expected, SealedCredential row) {
        return withDek(row, dek -> {
            requireUnchanged(expected, row);
            return row.open(dek);
        });
    }

    /** A row that opens, but is not the one that this gate wrote last, was put back from an older copy. */
    private static void requireUnchanged(CredentialHead expected, SealedCredential row) {
        if (!row.head().equals(expected)) {
            throw new CredentialException(
                    Kind.TAMPERED,
                    "the stored key " + expected.id() + " is not as this gate wrote it last (version "
                            + expected.stage().version() + " expected, "
                            + row.head().stage().version()
                            + " found); if no other gate changed it, the store was edited or rolled back");
        }
    }

    private <T> Future<T> withDek(SealedCredential row, Function<Dek, T> use) {
        String dekId = row.dekId();
        if (dekId == null) {
            return Future.failedFuture(new CredentialException(
                    Kind.CONFLICT, "credential " + row.head().id() + " is revoked, its secret is wiped"));
        }
        return rows.dek(dekId).compose(envelope::open).map(dek -> {
            try (dek) {
                return use.apply(dek);
            }
        });
    }
}
