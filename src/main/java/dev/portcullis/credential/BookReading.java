package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.store.Row;
import dev.portcullis.store.StoreException;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** One reading of all rows for their facts, in bursts, after which every opened key is wiped. */
final class BookReading {
    private static final Logger LOG = LoggerFactory.getLogger(BookReading.class);
    private final CredentialRows rows;
    private final Envelope envelope;
    private final Manifest manifest;
    private final Map<String, Future<Dek>> deks = new HashMap<>();
    private final List<CredentialFacts> readable = new ArrayList<>();
    private final List<CredentialHead> revoked = new ArrayList<>();
    private final List<UnreadableCredential> unreadable = new ArrayList<>();

    BookReading(CredentialRows rows, Envelope envelope, Manifest manifest) {
        this.rows = rows;
        this.envelope = envelope;
        this.manifest = manifest;
    }

    /** What all rows say together; a row that does not open is told apart and fails nothing else. */
    Future<BookPages> pages() {
        return rows.deks()
                .compose(this::openDeks)
                .compose(opened -> rows.all())
                .compose(all -> manifest.read(parsed(all)).compose(verdict -> readAll(all, verdict)))
                .map(read -> BookPages.of(readable, revoked, unreadable))
                .onComplete(done -> deks.values().forEach(BookReading::closeOpened));
    }

    /** Those rows that can be read at all. */
    static List<SealedCredential> parsed(List<Row> rows) {
        List<SealedCredential> parsed = new ArrayList<>();
        for (Row row : rows) {
            try {
                parsed.add(CredentialRows.credential(row));
            } catch (IllegalArgumentException | StoreException | CredentialException edited) {
                LOG.warn("the row of the credential {} cannot be read", row.textOrNull("id"));
            }
        }
        return parsed;
    }

    private Future<Void> readAll(List<Row> all, ManifestVerdict verdict) {
        return Burst.forEach(all, row -> readRow(row, verdict)).onSuccess(read -> unreadable.addAll(verdict.missing()));
    }

    private Future<Boolean> openDeks(List<Row> sealed) {
        return Burst.forEach(sealed, row -> deks.put(row.text("id"), openDek(row)))
                .compose(asked -> Future.join(new ArrayList<>(deks.values())))
                .transform(oneMayHaveFailed -> Future.succeededFuture(oneMayHaveFailed.succeeded()));
    }

    private Future<Dek> openDek(Row row) {
        try {
            return envelope.open(CredentialRows.dek(row));
        } catch (IllegalArgumentException | StoreException edited) {
            return Future.failedFuture(new CredentialException(
                    Kind.TAMPERED, "the data key " + row.text("id") + " was edited in the store", edited));
        }
    }

    private void readRow(Row row, ManifestVerdict verdict) {
        verdict.saw(row.text("id"));
        try {
            SealedCredential credential = CredentialRows.credential(row);
            verdict.require(credential);
            readCredential(credential);
        } catch (CredentialException closed) {
            unreadable.add(unreadable(row, closed, closed.kind() == Kind.UNAVAILABLE));
        } catch (IllegalArgumentException | StoreException edited) {
            unreadable.add(unreadable(row, edited, false));
        }
    }

    private static UnreadableCredential unreadable(Row row, RuntimeException why, boolean waits) {
        return new UnreadableCredential(row.text("id"), row.text("account"), String.valueOf(why.getMessage()), waits);
    }

    private void readCredential(SealedCredential credential) {
        if (!credential.head().state().keepsSecret()) {
            revoked.add(credential.head());
            return;
        }
        try (OpenedKey key = credential.open(dekOf(credential))) {
            readable.add(new CredentialFacts(credential.head(), key.report()));
        }
    }

    private Dek dekOf(SealedCredential credential) {
        @Nullable Future<Dek> dek = deks.get(String.valueOf(credential.dekId()));
        if (dek == null) {
            throw new CredentialException(
                    Kind.TAMPERED,
                    "the data key of " + credential.head().id() + " is gone from the store; restore a backup, or put"
                            + " the key in again");
        }
        if (dek.failed()) {
            throw closed(dek.cause());
        }
        return dek.result();
    }

    private static CredentialException closed(Throwable cause) {
        return cause instanceof CredentialException known
                ? known
                : new CredentialException(
                        Kind.MASTER_KEY, "the master key could not be used: " + cause.getMessage(), cause);
    }

    private static void closeOpened(Future<Dek> dek) {
        if (dek.succeeded()) {
            dek.result().close();
        }
    }
}
