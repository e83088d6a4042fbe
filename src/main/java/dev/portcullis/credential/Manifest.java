package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.credential.ManifestLog.Noted;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import java.security.MessageDigest;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.HexFormat;
import java.util.List;
import java.util.Optional;
import java.util.SortedMap;
import java.util.TreeMap;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The list of all credentials, each with its version and the hash of its row, authenticated by a key that the master
 * key wraps. Each change of a credential changes it in the same transaction and its head is noted in the ledger, so
 * that a row, or the whole store, that was put back, swapped or taken out is found when the book is read.
 *
 * <p>Not for two callers at a time: the book's changes come one after another.
 */
final class Manifest {
    private static final String NAME = "credentials";
    private static final Sql READ =
            Sql.of("SELECT counter, kek_id, wrapped_key, entries, mac FROM manifests WHERE name = ?", NAME);

    private final Store store;
    private final MasterKeys keys;
    private final SecureRandom random;
    private final ManifestLog log;
    private volatile @Nullable Head head;

    Manifest(Store store, MasterKeys keys, SecureRandom random, ManifestLog log) {
        this.store = store;
        this.keys = keys;
        this.random = random;
        this.log = log;
    }

    /**
     * The manifest as it is believed now.
     *
     * @param counter how often it was changed
     * @param storedCounter what stands in the store; less than {@code counter} when an older store was put back
     * @param key authenticates it, and does not give its bytes back
     */
    private record Head(
            long counter,
            long storedCounter,
            SortedMap<String, ManifestEntry> entries,
            HmacMidstates key,
            Wrapped wrapped) {
        private String text() {
            return entries.values().stream().map(ManifestEntry::line).collect(Collectors.joining("\n"));
        }

        private byte[] mac() {
            return macOf(key, counter, text());
        }
    }

    /** The manifest's key as the store keeps it. */
    private static final class Wrapped {
        private final String kekId;
        private final byte[] bytes;

        private Wrapped(String kekId, byte[] bytes) {
            this.kekId = kekId;
            this.bytes = bytes;
        }

        private String kekId() {
            return kekId;
        }

        private byte[] bytes() {
            return bytes;
        }

        private static byte[] boundTo(String kekId) {
            return AssociatedBytes.of("portcullis-manifest-key/1", NAME, kekId);
        }
    }

    /** A change of some credentials, to be written with them. */
    final class Change {
        private final Head after;
        private final List<ManifestEntry> changed;
        private final Sql sql;

        private Change(Head before, List<ManifestEntry> changed) {
            SortedMap<String, ManifestEntry> entries = new TreeMap<>(before.entries());
            changed.forEach(entry -> entries.put(entry.id(), entry));
            long counter = before.counter() + 1;
            this.after = new Head(counter, counter, entries, before.key(), before.wrapped());
            this.changed = changed;
            this.sql = Sql.of(
                            "UPDATE manifests SET counter = ?, entries = ?, mac = ? WHERE name = ? AND counter = ?",
                            after.counter(),
                            after.text(),
                            after.mac(),
                            NAME,
                            before.storedCounter())
                    .changingOneRow();
        }

        /** Fails when another gate was faster. */
        Sql sql() {
            return sql;
        }

        /** Believes it from now on, for it was written. */
        void written() {
            head = after;
            note(after, changed);
        }
    }

    /** What must be written together with these rows; fails while the manifest itself is not believed. */
    Future<Change> changing(List<SealedCredential> rows) {
        Head before = head;
        return before == null
                ? Future.failedFuture(new CredentialException(
                        Kind.TAMPERED,
                        "keys cannot be changed while the list of keys is sealed or not believed; see `portcullis"
                                + " doctor`"))
                : Future.succeededFuture(
                        new Change(before, rows.stream().map(ManifestEntry::of).toList()));
    }

    /**
     * What must be written together with a revocation; empty while the manifest is not believed, for those never wait.
     */
    Optional<Change> revoking(String id, String account) {
        Head before = head;
        if (before == null) {
            return Optional.empty();
        }
        ManifestEntry known = Optional.ofNullable(before.entries().get(id))
                .orElse(new ManifestEntry(id, account, CredentialState.REVOKED, 0, "-"));
        return Optional.of(new Change(before, List.of(known.revoked())));
    }

    /**
     * Reads it and says what is to be thought of the rows.
     *
     * @param rows all credentials as they stand in the store; believed as they are where there never was a manifest
     */
    Future<ManifestVerdict> read(List<SealedCredential> rows) {
        return store.query(READ)
                .compose(found -> found.isEmpty() ? withoutManifest(rows) : withManifest(found.get(0)))
                .recover(failed -> {
                    head = null;
                    return failed instanceof CredentialException why
                            ? Future.succeededFuture(ManifestVerdict.refusingAll(why))
                            : Future.failedFuture(failed);
                });
    }

    private Future<ManifestVerdict> withoutManifest(List<SealedCredential> rows) {
        return log.after(0)
                .compose(noted -> noted.isEmpty()
                        ? begin(rows, 1)
                        : Future.failedFuture(
                                notBelieved("the list of keys is gone from the store, and the ledger knows it")));
    }

    /** Believes the rows as they stand, for the first time or because an operator says so. */
    private Future<ManifestVerdict> begin(List<SealedCredential> rows, long counter) {
        byte[] key = new byte[AesGcm.KEY_BYTES];
        random.nextBytes(key);
        SortedMap<String, ManifestEntry> entries = new TreeMap<>();
        rows.forEach(row -> entries.put(row.head().id().text(), ManifestEntry.of(row)));
        return keys.current()
                .compose(kek -> kek.wrap(key, Wrapped.boundTo(kek.id())).map(bytes -> new Wrapped(kek.id(), bytes)))
                .map(wrapped -> new Head(counter, counter, entries, HmacMidstates.of(key), wrapped))
                .onComplete(done -> Arrays.fill(key, (byte) 0))
                .compose(first -> store.atomically(replacing(first)).map(first))
                .map(first -> {
                    head = first;
                    note(first, List.of());
                    return ManifestVerdict.by(first.entries());
                });
    }

    private static List<Sql> replacing(Head first) {
        return List.of(
                Sql.of("DELETE FROM manifests WHERE name = ?", NAME),
                Sql.of(
                        "INSERT INTO manifests (name, counter, kek_id, wrapped_key, entries, mac)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        NAME,
                        first.counter(),
                        first.wrapped().kekId(),
                        first.wrapped().bytes(),
                        first.text(),
                        first.mac()));
    }

    private Future<ManifestVerdict> withManifest(Row row) {
        Wrapped wrapped = new Wrapped(row.text("kek_id"), row.bytes("wrapped_key"));
        return keys.named(wrapped.kekId())
                .compose(kek -> kek.unwrap(wrapped.bytes(), Wrapped.boundTo(wrapped.kekId())))
                .map(Manifest::midstates)
                .map(key -> believed(row, key, wrapped))
                .compose(stored -> log.after(stored.counter()).map(noted -> newest(stored, noted)))
                .map(newest -> {
                    head = newest;
                    note(newest, List.of());
                    return ManifestVerdict.by(newest.entries());
                });
    }

    private static HmacMidstates midstates(byte[] key) {
        try {
            return HmacMidstates.of(key);
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Head believed(Row row, HmacMidstates key, Wrapped wrapped) {
        long counter = row.number("counter");
        String text = row.text("entries");
        boolean authentic = MessageDigest.isEqual(macOf(key, counter, text), row.bytes("mac"));
        if (!authentic) {
            throw notBelieved("the list of keys in the store was edited");
        }
        SortedMap<String, ManifestEntry> entries = new TreeMap<>();
        text.lines()
                .map(ManifestEntry::ofLine)
                .flatMap(Optional::stream)
                .forEach(entry -> entries.put(entry.id(), entry));
        return new Head(counter, counter, entries, key, wrapped);
    }

    /** Where the ledger knows of later changes than the store, the ledger is believed. */
    private static Head newest(Head stored, List<Noted> noted) {
        SortedMap<String, ManifestEntry> entries = new TreeMap<>(stored.entries());
        long counter = stored.counter();
        for (Noted later : noted) {
            boolean another = later.counter() == stored.counter()
                    && !later.mac().equals(HexFormat.of().formatHex(stored.mac()));
            if (another) {
                throw notBelieved("the list of keys in the store is not the one that the ledger knows");
            }
            if (later.counter() > stored.counter()) {
                later.changed().stream()
                        .map(ManifestEntry::ofLine)
                        .flatMap(Optional::stream)
                        .forEach(entry -> entries.put(entry.id(), entry));
                counter = Math.max(counter, later.counter());
            }
        }
        return new Head(counter, stored.counter(), entries, stored.key(), stored.wrapped());
    }

    /** Takes the rows as they stand for the truth, as an operator has said after a look at them. */
    Future<Void> accept(List<SealedCredential> rows) {
        return store.query(READ)
                .map(found -> found.isEmpty() ? 0 : found.get(0).number("counter"))
                .compose(stored -> log.after(stored)
                        .map(noted -> noted.stream().mapToLong(Noted::counter).reduce(stored, Math::max)))
                .compose(newest -> begin(rows, newest + 1))
                .mapEmpty();
    }

    /** Wraps its key by another master key; its counter and entries stay. */
    Future<Void> rewrap(Kek next) {
        Head now = head;
        return now == null
                ? Future.failedFuture(new CredentialException(
                        Kind.TAMPERED,
                        "the list of keys is not believed, so it cannot be sealed anew; see `portcullis doctor`"))
                : keys.named(now.wrapped().kekId())
                        .compose(kek -> kek.unwrap(
                                now.wrapped().bytes(),
                                Wrapped.boundTo(now.wrapped().kekId())))
                        .compose(key -> next.wrap(key, Wrapped.boundTo(next.id()))
                                .onComplete(done -> Arrays.fill(key, (byte) 0)))
                        .compose(bytes -> rewrapped(now, new Wrapped(next.id(), bytes)));
    }

    private Future<Void> rewrapped(Head now, Wrapped wrapped) {
        return store.atomically(List.of(Sql.of(
                                "UPDATE manifests SET kek_id = ?, wrapped_key = ? WHERE name = ? AND counter = ?",
                                wrapped.kekId(),
                                wrapped.bytes(),
                                NAME,
                                now.storedCounter())
                        .changingOneRow()))
                .onSuccess(written ->
                        head = new Head(now.counter(), now.storedCounter(), now.entries(), now.key(), wrapped));
    }

    /** Notes the head again, for the ledger lets old records go. */
    void noteAgain() {
        Head now = head;
        if (now != null) {
            note(now, List.of());
        }
    }

    /** A store that was put back keeps the counter that the ledger knows; its own is of no use to the ledger. */
    private void note(Head now, List<ManifestEntry> changed) {
        if (now.counter() == now.storedCounter()) {
            log.note(new Noted(
                    now.counter(),
                    HexFormat.of().formatHex(now.mac()),
                    changed.stream().map(ManifestEntry::line).toList()));
        }
    }

    private static byte[] macOf(HmacMidstates key, long counter, String text) {
        return key.sign(AssociatedBytes.of("portcullis-manifest/1", NAME, Long.toString(counter), text));
    }

    private static CredentialException notBelieved(String what) {
        return new CredentialException(
                Kind.TAMPERED,
                what + "; no stored key is used until the backup of the store is back, or an operator has looked at"
                        + " `portcullis key list` and run `portcullis store accept --reason ...`");
    }
}
