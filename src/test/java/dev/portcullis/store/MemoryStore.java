package dev.portcullis.store;

import io.vertx.core.Future;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.sql.Savepoint;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * The store in memory, without a thread: every call is answered at once, on the thread that makes it. It can be brought
 * back to how it was, so that one desk serves many simulated worlds.
 */
public final class MemoryStore implements Store {
    private final Connection connection;
    private final Map<String, PreparedStatement> statements = new HashMap<>();
    private @Nullable Savepoint origin;

    private MemoryStore(Connection connection) {
        this.connection = connection;
    }

    /** A store with empty tables. */
    public static MemoryStore empty() {
        try {
            Connection connection = DriverManager.getConnection("jdbc:sqlite::memory:");
            connection.setAutoCommit(false);
            MemoryStore store = new MemoryStore(connection);
            Future<Void> migrated = Migrations.bundled().apply(store);
            if (!migrated.succeeded()) {
                throw new IllegalStateException("the tables could not be made", migrated.cause());
            }
            return store;
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Remembers what is in it now. */
    public void remember() {
        try {
            origin = connection.setSavepoint();
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    /** Forgets every change since {@link #remember}. */
    public void goBack() {
        try {
            connection.rollback(origin);
        } catch (SQLException e) {
            throw new IllegalStateException(e);
        }
    }

    @Override
    public Future<List<Row>> query(Sql sql) {
        try (ResultSet rows = prepared(sql).executeQuery()) {
            return Future.succeededFuture(read(rows));
        } catch (SQLException e) {
            return Future.failedFuture(e);
        }
    }

    @Override
    public Future<Integer> update(Sql sql) {
        return inOneStep(List.of(sql));
    }

    @Override
    public Future<Void> atomically(List<Sql> statements) {
        return inOneStep(statements).mapEmpty();
    }

    private Future<Integer> inOneStep(List<Sql> statements) {
        try {
            Savepoint before = connection.setSavepoint();
            try {
                int changed = 0;
                for (Sql sql : statements) {
                    changed += execute(sql);
                }
                connection.releaseSavepoint(before);
                return Future.succeededFuture(changed);
            } catch (SQLException | RuntimeException e) {
                connection.rollback(before);
                return Future.failedFuture(e);
            }
        } catch (SQLException e) {
            return Future.failedFuture(e);
        }
    }

    private int execute(Sql sql) throws SQLException {
        int changed = prepared(sql).executeUpdate();
        if (sql.rows() == Sql.RowsExpected.EXACTLY_ONE && changed != 1) {
            throw new StoreException(StoreException.Cause.LOST_UPDATE, "changed " + changed + " rows: " + sql);
        }
        return changed;
    }

    private PreparedStatement prepared(Sql sql) throws SQLException {
        PreparedStatement statement = statements.get(sql.text());
        if (statement == null) {
            statement = connection.prepareStatement(sql.text());
            statements.put(sql.text(), statement);
        }
        for (int i = 0; i < sql.values().size(); i++) {
            statement.setObject(i + 1, sql.values().get(i));
        }
        return statement;
    }

    private static List<Row> read(ResultSet rows) throws SQLException {
        ResultSetMetaData columns = rows.getMetaData();
        List<Row> read = new ArrayList<>();
        while (rows.next()) {
            Map<String, @Nullable Object> values = new LinkedHashMap<>();
            for (int i = 1; i <= columns.getColumnCount(); i++) {
                values.put(columns.getColumnLabel(i).toLowerCase(Locale.ROOT), rows.getObject(i));
            }
            read.add(new Row(values));
        }
        return read;
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
