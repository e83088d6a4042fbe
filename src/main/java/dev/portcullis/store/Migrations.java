package dev.portcullis.store;

import io.vertx.core.Future;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.List;

/**
 * Brings a store's tables to the form that this program knows, step by step, and refuses tables that it does not know.
 * Works through {@link Store} alone, so that every home of the store migrates by the same code.
 */
final class Migrations {
    private static final Sql CREATE_HISTORY = Sql.of("""
            CREATE TABLE IF NOT EXISTS schema_history (
                version    BIGINT NOT NULL PRIMARY KEY,
                name       TEXT   NOT NULL,
                checksum   TEXT   NOT NULL,
                applied_at TEXT   NOT NULL DEFAULT CURRENT_TIMESTAMP
            )""");
    private static final Sql HISTORY = Sql.of("SELECT version, name, checksum FROM schema_history ORDER BY version");

    private final List<Migration> known;

    /** @param known in the order of their versions, 1, 2, 3 */
    Migrations(List<Migration> known) {
        for (int i = 0; i < known.size(); i++) {
            if (known.get(i).version() != i + 1) {
                throw new IllegalArgumentException(
                        known.get(i).name() + " stands where version " + (i + 1) + " belongs");
            }
        }
        this.known = List.copyOf(known);
    }

    /** The migrations that the program brings along; a new one is added at the end, none is ever edited. */
    static Migrations bundled() {
        return new Migrations(List.of(
                resource("V001__desk.sql"),
                resource("V002__client_certificates.sql"),
                resource("V003__signed_clients.sql"),
                resource("V004__manifest.sql"),
                resource("V005__compromised_keys.sql"),
                resource("V006__vault_hmac.sql"),
                resource("V007__trading_rules.sql")));
    }

    /**
     * Applies what is missing.
     *
     * @return fails with {@link StoreException.Cause#SCHEMA} when the tables are newer than the program or when an
     *     applied migration differs from the program's
     */
    Future<Void> apply(Store store) {
        return store.update(CREATE_HISTORY)
                .compose(created -> store.query(HISTORY))
                .map(this::missing)
                .compose(missing -> applyEach(store, missing));
    }

    private List<Migration> missing(List<Row> history) {
        for (Row row : history) {
            requireKnown(row);
        }
        return known.subList(history.size(), known.size());
    }

    private void requireKnown(Row row) {
        long version = row.number("version");
        if (version > known.size()) {
            throw new StoreException(
                    StoreException.Cause.SCHEMA,
                    "the store's tables are of version " + version + " (" + row.text("name")
                            + "), this program knows versions up to " + known.size()
                            + "; start the newer program again, or restore the backup made before the upgrade");
        }
        Migration migration = known.get((int) version - 1);
        if (!migration.checksum().equals(row.text("checksum"))) {
            throw new StoreException(
                    StoreException.Cause.SCHEMA,
                    "the store was built with another text of " + row.text("name")
                            + " than this program has; run an unmodified release of the program");
        }
    }

    private static Future<Void> applyEach(Store store, List<Migration> missing) {
        Future<Void> applied = Future.succeededFuture();
        for (Migration migration : missing) {
            applied = applied.compose(before -> store.atomically(steps(migration)));
        }
        return applied;
    }

    private static List<Sql> steps(Migration migration) {
        List<Sql> steps = new ArrayList<>();
        migration.statements().forEach(statement -> steps.add(Sql.of(statement)));
        steps.add(Sql.of(
                "INSERT INTO schema_history (version, name, checksum) VALUES (?, ?, ?)",
                migration.version(),
                migration.name(),
                migration.checksum()));
        return steps;
    }

    private static Migration resource(String name) {
        try (InputStream in = Migrations.class.getResourceAsStream("/store/" + name)) {
            if (in == null) {
                throw new IllegalStateException("the program's jar lacks store/" + name + "; build it anew");
            }
            return Migration.named(name, new String(in.readAllBytes(), StandardCharsets.UTF_8));
        } catch (IOException e) {
            throw new UncheckedIOException("store/" + name + " cannot be read from the program's jar", e);
        }
    }
}
