package dev.portcullis.admin;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.credential.ApiKey;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.credential.Kek;
import dev.portcullis.credential.KeyCandidate;
import dev.portcullis.credential.KeyFileKek;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.credential.ManifestLog;
import dev.portcullis.credential.MasterKeys;
import dev.portcullis.credential.RsaPool;
import dev.portcullis.credential.SignatureLog;
import dev.portcullis.credential.SignatureMakers;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.secret.Secret;
import dev.portcullis.store.Sql;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** A book of keys on a real store, under a clock that a test moves, and the ledger in memory. */
final class KeyBench implements AutoCloseable {
    static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    static final AccountId ALPHA = new AccountId("alpha");

    private final Store store;
    private final Kek kek;
    private final RsaPool rsaPool = new RsaPool(1, 4);
    private Instant now = Instant.parse("2026-11-25T12:00:00Z");
    final List<String> recorded = new ArrayList<>();
    final Ledger ledger = new NotingLedger();
    CredentialBook book;

    KeyBench(Vertx vertx, Path folder) throws Exception {
        this.store = done(SqliteStore.open(vertx, folder.resolve("store.db")));
        this.kek = KeyFileKek.create(folder.resolve("master.key"), new SecureRandom());
        done(store.update(Sql.of(
                "INSERT INTO accounts (name, environment, created_at) VALUES (?, ?, ?)",
                ALPHA.text(),
                TESTNET.text(),
                1L)));
        reopen();
    }

    /** As after a restart of the gate. */
    void reopen() throws Exception {
        book = done(CredentialBook.open(
                store,
                new CredentialBook.Sealing(MasterKeys.only(kek), ManifestLog.none()),
                new SecureRandom(),
                this::now,
                this::nanos,
                new NoSignatureLog(),
                SignatureMakers.withoutVault(rsaPool)));
    }

    Instant now() {
        return now;
    }

    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now.toEpochMilli());
    }

    void pass(Duration time) {
        now = now.plus(time);
    }

    CredentialFacts put(String label, String apiKey) throws Exception {
        CredentialFacts staged = stage(label, apiKey);
        return done(book.activate(staged.id()));
    }

    CredentialFacts stage(String label, String apiKey) throws Exception {
        KeyCandidate candidate = KeyCandidate.hmac(
                new KeyPlace(TESTNET, ALPHA, label),
                new ApiKey(apiKey),
                Secret.takeOwnershipOf("secret-of-one-of-the-test-keys".getBytes(StandardCharsets.US_ASCII)));
        return done(
                book.put(book.tryOut(candidate), new KeyReport(facts(), now.toEpochMilli()), CredentialLimits.NONE));
    }

    static KeyFacts facts() {
        return new KeyFacts(
                new KeyFacts.Owner("7001", "7000", false, "VIP-1"),
                new KeyFacts.Rights(false, Map.of("ContractTrade", Set.of("Order", "Position"))),
                List.of("192.0.2.7"),
                null,
                null,
                "",
                false);
    }

    Optional<CredentialState> stateOf(CredentialId id) {
        return book.list().stream()
                .filter(head -> head.id().equals(id))
                .findFirst()
                .map(CredentialHead::state);
    }

    static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    @Override
    public void close() {
        rsaPool.close();
        store.close().toCompletionStage().toCompletableFuture().join();
    }

    private final class NotingLedger implements Ledger {
        @Override
        public Future<Position> append(List<LedgerRecord> records, Executor home) {
            records.forEach(record -> recorded.add(record.toString()));
            return Future.succeededFuture();
        }

        @Override
        public void note(LedgerRecord record, LongConsumer recordedAt) {
            recorded.add(record.toString());
        }

        @Override
        public Optional<String> trouble() {
            return Optional.empty();
        }

        @Override
        public Future<Void> close() {
            return Future.succeededFuture();
        }
    }

    private static final class NoSignatureLog implements SignatureLog {
        @Override
        public void signed(
                RestTarget target,
                CredentialId credential,
                long timestampMs,
                int recvWindowMs,
                byte @Nullable [] payloadSha256OrNull) {}

        @Override
        public void socketAuthSigned(EnvironmentId environment, CredentialId credential, long expiresMs) {}
    }
}
