package dev.portcullis.store;

import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/**
 * The desk's database: accounts, sealed keys, clients, tokens, grants, operators, halts. Every call completes on the
 * caller's Vert.x context; a failure is a {@link StoreException} that names the statement and never its values.
 */
public interface Store {
    /** The rows of a SELECT. */
    Future<List<Row>> query(Sql sql);

    /** How many rows an INSERT, UPDATE or DELETE changed. */
    Future<Integer> update(Sql sql);

    /** Runs all statements in their order in one transaction, or none of them. */
    Future<Void> atomically(List<Sql> statements);

    /**
     * Copies the whole database as it is now into a file, while it goes on being used; the copy is on disk when the
     * future completes. Fails where the store has tools of its own for that.
     *
     * @param file new or empty, readable by its owner alone
     */
    default Future<Void> copyTo(Path file) {
        return Future.failedFuture(new StoreException(
                StoreException.Cause.FAILURE,
                "this store is not a file, so it is not copied to " + file + "; back it up with its own tools"));
    }

    /** Waits for the calls that were made before, then closes the database; later calls fail. */
    Future<Void> close();
}
