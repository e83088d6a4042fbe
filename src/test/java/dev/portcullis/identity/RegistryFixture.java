package dev.portcullis.identity;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.identity.DeskResult.Done;
import dev.portcullis.identity.DeskResult.Refused;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Scope;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Instant;
import java.util.EnumSet;
import java.util.List;
import java.util.OptionalLong;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.io.TempDir;

/** A registry over a real store in a folder of its own, with a clock that the test turns. */
abstract class RegistryFixture {
    static final AccountId ALPHA = new AccountId("alpha");
    static final ClientId BOT = new ClientId("bot1");
    static final OperatorName ANN = new OperatorName("ann");
    static final EnvironmentId TESTNET = new EnvironmentId("testnet");
    static final AddressList NONE_GIVEN = new AddressList(List.of());

    @TempDir
    Path folder;

    final Vertx vertx = Vertx.vertx();
    final AtomicReference<Instant> now = new AtomicReference<>(Instant.parse("2026-11-25T10:00:00Z"));
    OptionalLong exchangeMillis = OptionalLong.empty();
    Store store;
    Registry registry;

    @BeforeEach
    void open() throws Exception {
        store = get(SqliteStore.open(vertx, folder.resolve("desk.db")));
        registry = get(reopened(store));
    }

    Future<Registry> reopened(Store from) {
        return Registry.open(parts(from), () -> Set.of(TESTNET, new EnvironmentId("demo")));
    }

    long nanos() {
        return TimeUnit.MILLISECONDS.toNanos(now.get().toEpochMilli());
    }

    private Registry.Parts parts(Store from) {
        return new Registry.Parts(
                from,
                new FakeSigningSecrets(),
                new SecureRandom(),
                now::get,
                this::nanos,
                environment -> exchangeMillis);
    }

    @AfterEach
    void close() throws Exception {
        get(store.close());
        get(vertx.close());
    }

    static <T> T get(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    static <T> T done(Future<DeskResult<T>> change) throws Exception {
        DeskResult<T> result = get(change);
        assertThat(result).isInstanceOf(Done.class);
        return ((Done<T>) result).value();
    }

    static <T> Refused<T> refused(Future<DeskResult<T>> change) throws Exception {
        DeskResult<T> result = get(change);
        assertThat(result).isInstanceOf(Refused.class);
        return (Refused<T>) result;
    }

    IssuedToken botWithToken() throws Exception {
        done(registry.addAccount(ALPHA, TESTNET, NONE_GIVEN));
        done(registry.addClient(BOT, NONE_GIVEN, DeskLimits.NONE));
        done(registry.grant(grant(Scope.READ, Scope.TRADE)));
        return done(registry.issueToken(BOT, null, ANN));
    }

    static Grant grant(Scope first, Scope... others) {
        return new Grant(BOT, ALPHA, EnumSet.of(first, others), DeskLimits.NONE, null);
    }

    Identification identify(IssuedToken token) {
        return registry.identify(new Presented.Token(token.reveal()));
    }
}
