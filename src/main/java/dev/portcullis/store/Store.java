package dev.portcullis.store;

import io.vertx.core.Future;
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

    /** Waits for the calls that were made before, then closes the database; later calls fail. */
    Future<Void> close();
}
