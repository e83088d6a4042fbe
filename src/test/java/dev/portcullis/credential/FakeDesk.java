package dev.portcullis.credential;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyFacts.Owner;
import dev.portcullis.bybit.KeyFacts.Rights;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.bybit.SignedRest;
import dev.portcullis.bybit.Signer;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Verb;
import dev.portcullis.secret.Secret;
import dev.portcullis.store.Sql;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;

/** A desk with a real store and a real master key file in a folder of its own, two accounts, and time that stands. */
final class FakeDesk {
    static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    static final EnvironmentId MAINNET = new EnvironmentId("mainnet");
    static final AccountId ALPHA = new AccountId("alpha");
    static final AccountId BETA = new AccountId("beta");
    static final Instant NOW = Instant.parse("2026-11-25T12:00:00Z");
    static final String SECRET = "TestSecret_0123456789ABCDEFGHIJKLMNOP";

    final Path folder;
    final Store store;
    final FakeKek kek;
    final FakeSignatureLog log = new FakeSignatureLog();
    final AtomicLong nanos = new AtomicLong();
    final RsaPool rsaPool = new RsaPool(1, 16);
    /** Makes the HMACs of keys in Vault; empty: there is none. */
    volatile Optional<VaultHmac> vault = Optional.empty();

    private FakeDesk(Path folder, Store store, Kek kek) {
        this.folder = folder;
        this.store = store;
        this.kek = new FakeKek(kek);
    }

    static FakeDesk open(Vertx vertx, Path folder) throws Exception {
        Path keyFile = folder.resolve("master.key");
        KeyFileKek kek = KeyFileKek.create(keyFile, new SecureRandom());
        FakeDesk desk = new FakeDesk(folder, done(SqliteStore.open(vertx, folder.resolve("store.db"))), kek);
        desk.addAccount(ALPHA, TESTNET);
        desk.addAccount(BETA, TESTNET);
        return desk;
    }

    /** The same desk on another store. */
    FakeDesk on(Store other) {
        return new FakeDesk(folder, other, kek);
    }

    static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static Throwable failureOf(Future<?> future) throws Exception {
        Throwable failure = done(future.<Throwable>transform(result -> Future.succeededFuture(result.cause())));
        if (failure == null) {
            throw new AssertionError("it succeeded");
        }
        return failure;
    }

    void addAccount(AccountId account, EnvironmentId environment) throws Exception {
        run(
                "INSERT INTO accounts (name, environment, created_at) VALUES (?, ?, ?)",
                account.text(),
                environment.text(),
                1L);
    }

    /** Writes to the tables behind the book's back. */
    void run(String text, Object... values) throws Exception {
        done(store.update(Sql.of(text, values)));
    }

    CredentialBook book() throws Exception {
        return book(kek);
    }

    /** Reads the rows as a gate without a manifest would, whose every row must protect itself. */
    CredentialBook bookWithoutManifest() throws Exception {
        run("DELETE FROM manifests");
        return book();
    }

    CredentialBook book(Kek masterKey) throws Exception {
        return book(MasterKeys.only(masterKey), ManifestLog.none());
    }

    CredentialBook book(MasterKeys masterKeys, ManifestLog manifestLog) throws Exception {
        return done(CredentialBook.open(
                store,
                new CredentialBook.Sealing(masterKeys, manifestLog),
                new SecureRandom(),
                InstantSource.fixed(NOW),
                nanos::get,
                log,
                new SignatureMakers(rsaPool, () -> vault)));
    }

    static KeyCandidate candidate(AccountId account, String label, String apiKey) {
        return KeyCandidate.hmac(new KeyPlace(TESTNET, account, label), new ApiKey(apiKey), secret(SECRET));
    }

    static Secret secret(String text) {
        return Secret.takeOwnershipOf(text.getBytes(StandardCharsets.US_ASCII));
    }

    /** Puts a key in and lets it sign. */
    static CredentialFacts putActive(CredentialBook book, KeyCandidate candidate, KeyReport report) throws Exception {
        CredentialFacts staged = done(book.put(book.tryOut(candidate), report, CredentialLimits.NONE));
        return done(book.activate(staged.id()));
    }

    static KeyReport report(String uid) {
        Rights rights = new Rights(false, Map.of("ContractTrade", Set.of("Order", "Position")));
        KeyFacts key = new KeyFacts(
                new Owner(uid, "1", false, "VIP-1"), rights, List.of("192.0.2.7"), null, -2, "bots", false);
        return new KeyReport(key, NOW.toEpochMilli());
    }

    static RestTarget to(EnvironmentId environment) {
        return new RestTarget(new RequestId("request-1"), environment, new EndpointId(Verb.POST, "/v5/order/create"));
    }

    static SignedRest sign(Signer signer) throws Exception {
        return done(signer.rest(to(TESTNET), Buffer.buffer("{}"), 1_700_000_000_000L, 5_000));
    }

    void close() throws Exception {
        rsaPool.close();
        done(store.close());
    }
}
