package dev.portcullis.gate;

import dev.portcullis.credential.KeyFileKek;
import dev.portcullis.identity.DeskResult;
import dev.portcullis.identity.ExchangeTime;
import dev.portcullis.identity.NewOperator;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.identity.Registry;
import dev.portcullis.identity.Role;
import dev.portcullis.identity.SigningSecrets;
import dev.portcullis.ledger.CheckpointKey;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Clock;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What {@code init} does: makes the data directory, the master key, the store and the first operator. */
public final class Initialisation {
    private static final OperatorName FIRST = new OperatorName("admin");

    private final Vertx vertx;
    private final SecureRandom random;

    /** Works on the given Vert.x, which stays the caller's. */
    public Initialisation(Vertx vertx, SecureRandom random) {
        this.vertx = vertx;
        this.random = random;
    }

    /** What was made; the token itself is in its file. */
    public record Made(Path data, Path masterKey, Path operatorToken) {}

    /**
     * Makes everything new; nothing that exists is overwritten.
     *
     * @param masterKey where the master key goes; null means into the data directory, which is convenient and less safe
     * @return fails with an {@link IllegalStateException} whose message says what to do
     */
    public Future<Made> of(Path root, @Nullable Path masterKey) {
        DataDirectory data = new DataDirectory(root);
        Path keyFile = masterKey != null ? masterKey : root.resolve("master.key");
        return vertx.executeBlocking(() -> prepare(data, keyFile))
                .compose(prepared -> SqliteStore.open(vertx, data.store()))
                .compose(store -> firstOperator(store).eventually(store::close))
                .compose(operator -> vertx.executeBlocking(() -> {
                    data.writeOperatorToken(operator.token().reveal());
                    return new Made(root, keyFile, data.operatorToken());
                }));
    }

    private Path prepare(DataDirectory data, Path keyFile) throws IOException {
        if (data.isInitialised()) {
            throw new IllegalStateException(
                    data.root() + " is a data directory already; start it with: serve --data " + data.root());
        }
        data.create();
        KeyFileKek.create(keyFile, random);
        CheckpointKey.make(data.checkpointKey(), random);
        data.rememberMasterKey(keyFile);
        return keyFile;
    }

    private Future<NewOperator> firstOperator(Store store) {
        Registry.Parts parts = new Registry.Parts(
                store, SigningSecrets.NONE, random, Clock.systemUTC(), System::nanoTime, ExchangeTime.unknown());
        return Registry.open(parts, Set::of)
                .compose(registry -> registry.addOperator(FIRST, Role.ADMIN, null))
                .compose(result -> result instanceof DeskResult.Done<NewOperator> done
                        ? Future.succeededFuture(done.value())
                        : Future.failedFuture(
                                new IllegalStateException(((DeskResult.Refused<NewOperator>) result).message())));
    }
}
