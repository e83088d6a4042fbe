package dev.portcullis.store;

import dev.portcullis.store.Sql.RowsExpected;
import dev.portcullis.store.StoreException.Cause;
import io.vertx.core.Context;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.FileAlreadyExistsException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.ResultSetMetaData;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;
import org.sqlite.SQLiteConfig;
import org.sqlite.SQLiteConfig.JournalMode;
import org.sqlite.SQLiteConfig.Pragma;
import org.sqlite.SQLiteConfig.SynchronousMode;
import org.sqlite.SQLiteConfig.TransactionMode;
import org.sqlite.SQLiteErrorCode;

/** One open SQLite file, by plain JDBC; used by one thread at a time, never by an event loop. */
final class SqliteFile {
    private static final int BUSY_TIMEOUT_MILLIS = 5_000;
    private static final int PRIMARY_CODE = 0xff;
    private static final Set<PosixFilePermission> OWNER_ONLY = PosixFilePermissions.fromString("rw-------");

    private final Connection connection;

    private SqliteFile(Connection connection) {
        this.connection = connection;
    }

    /** @throws StoreException when the file cannot be made, is no database, or is locked by another program */
    static SqliteFile open(Path path) {
        requireOffLoop();
        try {
            makePrivate(path);
            return new SqliteFile(settings().createConnection("jdbc:sqlite:" + path.toAbsolutePath()));
        } catch (IOException e) {
            throw new StoreException(
                    Cause.FAILURE, "the store " + path + " cannot be made or kept to its owner: " + e.getMessage(), e);
        } catch (SQLException e) {
            throw new StoreException(Cause.FAILURE, "the store " + path + " cannot be opened: " + e.getMessage(), e);
        }
    }

    /** SQLite gives its -wal and -shm files the mode of the database. */
    private static void makePrivate(Path path) throws IOException {
        if (!path.toAbsolutePath().getFileSystem().supportedFileAttributeViews().contains("posix")) {
            return;
        }
        try {
            Files.createFile(path, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
        } catch (FileAlreadyExistsException e) {
            Files.setPosixFilePermissions(path, OWNER_ONLY);
        }
    }

    /** Commits reach the disk before they are answered; deleted bytes are overwritten. */
    private static SQLiteConfig settings() {
        SQLiteConfig config = new SQLiteConfig();
        config.setJournalMode(JournalMode.WAL);
        config.setSynchronous(SynchronousMode.FULL);
        config.enforceForeignKeys(true);
        config.setBusyTimeout(BUSY_TIMEOUT_MILLIS);
        config.setTransactionMode(TransactionMode.IMMEDIATE);
        config.setPragma(Pragma.SECURE_DELETE, "true");
        return config;
    }

    List<Row> query(Sql sql) {
        requireOffLoop();
        try (PreparedStatement statement = prepared(sql);
                ResultSet rows = statement.executeQuery()) {
            return read(rows);
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    int update(Sql sql) {
        requireOffLoop();
        return sql.rows() == RowsExpected.ANY ? execute(sql) : atomically(List.of(sql));
    }

    /** Returns how many rows all statements changed together. */
    int atomically(List<Sql> statements) {
        requireOffLoop();
        try {
            connection.setAutoCommit(false);
            try {
                int changed = statements.stream().mapToInt(this::execute).sum();
                connection.commit();
                return changed;
            } catch (SQLException | RuntimeException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw new StoreException(causeOf(e), "the store could not commit: " + e.getMessage(), e);
        }
    }

    /** The copy has no deleted rows and needs no log beside it; SQLite does not sync it, so we do. */
    void copyTo(Path copy) {
        requireOffLoop();
        try (PreparedStatement statement = connection.prepareStatement("VACUUM INTO ?")) {
            makePrivate(copy);
            statement.setString(1, copy.toAbsolutePath().toString());
            statement.execute();
            try (FileChannel channel = FileChannel.open(copy, StandardOpenOption.WRITE)) {
                channel.force(true);
            }
        } catch (SQLException | IOException e) {
            throw new StoreException(
                    Cause.FAILURE, "the store could not be copied to " + copy + ": " + e.getMessage(), e);
        }
    }

    void close() {
        requireOffLoop();
        try {
            connection.close();
        } catch (SQLException e) {
            throw new StoreException(Cause.FAILURE, "the store could not be closed: " + e.getMessage(), e);
        }
    }

    private int execute(Sql sql) {
        try (PreparedStatement statement = prepared(sql)) {
            int changed = statement.executeUpdate();
            if (sql.rows() == RowsExpected.EXACTLY_ONE && changed != 1) {
                throw new StoreException(
                        Cause.LOST_UPDATE,
                        "changed " + changed + " rows instead of one; the row was changed meanwhile or is gone: "
                                + sql.text());
            }
            return changed;
        } catch (SQLException e) {
            throw failed(sql, e);
        }
    }

    private PreparedStatement prepared(Sql sql) throws SQLException {
        PreparedStatement statement = connection.prepareStatement(sql.text());
        try {
            for (int i = 0; i < sql.values().size(); i++) {
                statement.setObject(i + 1, sql.values().get(i));
            }
            return statement;
        } catch (SQLException e) {
            statement.close();
            throw e;
        }
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

    private static StoreException failed(Sql sql, SQLException e) {
        return new StoreException(causeOf(e), "the store failed (" + e.getMessage() + ") on: " + sql.text(), e);
    }

    private static Cause causeOf(SQLException e) {
        boolean constraint = (e.getErrorCode() & PRIMARY_CODE) == SQLiteErrorCode.SQLITE_CONSTRAINT.code;
        return constraint ? Cause.CONSTRAINT : Cause.FAILURE;
    }

    /** BlockHound cannot see into JDBC natives, so the entry points watch for themselves. */
    private static void requireOffLoop() {
        if (Context.isOnEventLoopThread()) {
            throw new IllegalStateException("the store was called on an event loop");
        }
    }
}
