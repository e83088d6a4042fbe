package dev.portcullis.simulation;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.RestTarget;
import dev.portcullis.credential.ApiKey;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.credential.Kek;
import dev.portcullis.credential.KeyCandidate;
import dev.portcullis.credential.KeyPlace;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.credential.ManifestLog;
import dev.portcullis.credential.MasterKeys;
import dev.portcullis.credential.RsaPool;
import dev.portcullis.credential.SignatureLog;
import dev.portcullis.credential.SignatureMakers;
import dev.portcullis.identity.DeskResult;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.IssuedToken;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.SigningSecrets;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TokenId;
import dev.portcullis.secret.Secret;
import dev.portcullis.store.MemoryStore;
import io.vertx.core.Future;
import java.nio.charset.StandardCharsets;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * The desk of every world: two accounts with a key each, two bots with a token each. It is made once and brought back
 * to how it was before each world, for that is what takes long.
 */
final class Furniture {
    static final EnvironmentId ENVIRONMENT = new EnvironmentId("sandbox");
    static final AccountId ALPHA = new AccountId("alpha");
    static final AccountId BETA = new AccountId("beta");
    static final List<ClientId> BOTS = List.of(new ClientId("bot1"), new ClientId("bot2"));
    private static final OperatorName ANN = new OperatorName("ann");
    private static final long BEFORE_ALL_MILLIS = 1_789_000_000_000L;

    private final MemoryStore store = MemoryStore.empty();
    private final SecureRandom random = new SeededRandom(new Dice(20_261_125));
    private final CredentialBook credentials;
    private final Meters meters = new Meters();
    private final Map<ClientId, IssuedToken> tokens = new LinkedHashMap<>();

    Furniture() {
        InstantSource longAgo = () -> java.time.Instant.ofEpochMilli(BEFORE_ALL_MILLIS);
        Registry registry = registry(longAgo, () -> 0);
        done(registry.addAccount(ALPHA, ENVIRONMENT, AddressList.ANYWHERE));
        done(registry.addAccount(BETA, ENVIRONMENT, AddressList.ANYWHERE));
        for (ClientId bot : BOTS) {
            done(registry.addClient(bot, AddressList.LOOPBACK, DeskLimits.NONE));
            done(registry.grant(new Grant(bot, ALPHA, Set.of(Scope.TRADE), DeskLimits.NONE, null)));
            done(registry.grant(new Grant(bot, BETA, Set.of(Scope.TRADE), DeskLimits.NONE, null)));
            tokens.put(bot, done(registry.issueToken(bot, null, ANN)));
        }
        credentials = now(CredentialBook.open(
                store,
                new CredentialBook.Sealing(MasterKeys.only(new OpenKek()), ManifestLog.none()),
                random,
                longAgo,
                () -> 0,
                new NoSignatures(),
                SignatureMakers.withoutVault(new RsaPool(1, 1))));
        putKey(credentials, ALPHA, "100001");
        putKey(credentials, BETA, "100002");
        store.remember();
    }

    private static void putKey(CredentialBook book, AccountId account, String uid) {
        KeyCandidate candidate = KeyCandidate.hmac(
                new KeyPlace(ENVIRONMENT, account, KeyPlace.MAIN),
                new ApiKey("KEYOF" + account.text().toUpperCase(java.util.Locale.ROOT)),
                Secret.takeOwnershipOf(("secret-of-" + account).getBytes(StandardCharsets.US_ASCII)));
        KeyFacts facts = new KeyFacts(
                new KeyFacts.Owner(uid, "0", true, "No VIP"),
                new KeyFacts.Rights(false, Map.of("ContractTrade", Set.of("Order", "Position"))),
                List.of(),
                null,
                null,
                "",
                false);
        CredentialFacts staged =
                now(book.put(book.tryOut(candidate), new KeyReport(facts, BEFORE_ALL_MILLIS), CredentialLimits.NONE));
        now(book.activate(staged.id()));
    }

    /** Makes everything as it was at the beginning. */
    void tidy() {
        store.goBack();
    }

    /** What a gate that starts reads of the desk. */
    Registry registry(InstantSource wallClock, LongSupplier nanoTicker) {
        return now(Registry.open(
                new Registry.Parts(
                        store, SigningSecrets.NONE, random, wallClock, nanoTicker, environment -> OptionalLong.empty()),
                () -> Set.of(ENVIRONMENT)));
    }

    /** The keys, which no world changes, so that no gate has to open them again. */
    CredentialBook credentials() {
        return credentials;
    }

    Meters meters() {
        return meters;
    }

    String tokenOf(ClientId bot) {
        return tokens.get(bot).reveal();
    }

    TokenId tokenIdOf(ClientId bot) {
        return tokens.get(bot).id();
    }

    /** The result of what has happened already. */
    static <T> T now(Future<T> future) {
        if (!future.succeeded()) {
            throw new IllegalStateException("it failed, or it waits for something: " + future, future.cause());
        }
        return future.result();
    }

    private static <T> T done(Future<DeskResult<T>> change) {
        if (now(change) instanceof DeskResult.Done<T> done) {
            return done.value();
        }
        throw new IllegalStateException("the desk refused: " + now(change));
    }

    /** Keeps data keys in the clear: nothing is secret in a world of a test. */
    private static final class OpenKek implements Kek {
        @Override
        public String id() {
            return "open";
        }

        @Override
        public Future<byte[]> wrap(byte[] dek, byte[] boundTo) {
            return Future.succeededFuture(dek.clone());
        }

        @Override
        public Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo) {
            return Future.succeededFuture(wrapped.clone());
        }
    }

    /** The wire of a world signs nothing; it notes itself what would have been signed. */
    private static final class NoSignatures implements SignatureLog {
        @Override
        public void signed(
                RestTarget target,
                CredentialId credential,
                long timestampMs,
                int recvWindowMs,
                byte @Nullable [] payloadSha256OrNull) {
            throw new IllegalStateException("nothing is signed here");
        }

        @Override
        public void socketAuthSigned(EnvironmentId environment, CredentialId credential, long expiresMs) {
            throw new IllegalStateException("nothing is signed here");
        }
    }
}
