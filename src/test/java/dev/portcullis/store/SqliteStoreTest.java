package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.store.StoreException.Cause;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class SqliteStoreTest extends StoreContract {
    private static final String OWNER_ONLY = "rw-------";

    @TempDir
    Path folder;

    @Override
    Future<Store> open() {
        return SqliteStore.open(vertx, folder.resolve("store.db"));
    }

    private static String modeOf(Path file) throws Exception {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    private void writeSomething() throws Exception {
        done(store.update(Sql.of("INSERT INTO meta (name, value) VALUES (?, ?)", "n", "v")));
    }

    @Test
    void theFileAndItsLogBelongToTheOwnerAlone() throws Exception {
        writeSomething();
        assertThat(modeOf(folder.resolve("store.db"))).isEqualTo(OWNER_ONLY);
        assertThat(modeOf(folder.resolve("store.db-wal"))).isEqualTo(OWNER_ONLY);
    }

    @Test
    void aFileThatOthersCouldReadIsTakenFromThem() throws Exception {
        done(store.close());
        Files.setPosixFilePermissions(folder.resolve("store.db"), PosixFilePermissions.fromString("rw-r--r--"));
        store = done(open());
        assertThat(modeOf(folder.resolve("store.db"))).isEqualTo(OWNER_ONLY);
    }

    @Test
    void commitsAreDurableAndForeignKeysHold() throws Exception {
        assertThat(done(store.query(Sql.of("PRAGMA journal_mode"))).get(0).text("journal_mode"))
                .isEqualTo("wal");
        int full = 2;
        assertThat(done(store.query(Sql.of("PRAGMA synchronous"))).get(0).number("synchronous"))
                .isEqualTo(full);
        assertThat(done(store.query(Sql.of("PRAGMA foreign_keys"))).get(0).flag("foreign_keys"))
                .isTrue();
        assertThat(done(store.query(Sql.of("PRAGMA secure_delete"))).get(0).flag("secure_delete"))
                .isTrue();
    }

    @Test
    void whatWasWrittenIsThereAfterReopening() throws Exception {
        writeSomething();
        done(store.close());
        store = done(open());
        assertThat(done(store.query(Sql.of("SELECT value FROM meta"))).get(0).text("value"))
                .isEqualTo("v");
    }

    @Test
    void anotherProgramMayReadWhileTheGateRuns() throws Exception {
        writeSomething();
        Store reader = done(open());
        assertThat(done(reader.query(Sql.of("SELECT value FROM meta")))).hasSize(1);
        done(reader.close());
    }

    @Test
    void closingWaitsForWhatWasAskedBefore() throws Exception {
        List<Future<Integer>> calls = new ArrayList<>();
        for (int i = 0; i < 200; i++) {
            calls.add(store.update(Sql.of("INSERT INTO meta (name, value) VALUES (?, ?)", "n" + i, "v")));
        }
        done(store.close());
        assertThat(calls).allMatch(Future::succeeded);
    }

    @Test
    void aCallBeyondTheLineFailsAtOnceInsteadOfWaiting() throws Exception {
        // Given
        List<Future<?>> calls = new ArrayList<>();
        Promise<Void> asked = Promise.promise();
        // When: more calls than the line holds are made in one go, on one context that cannot see answers meanwhile
        vertx.getOrCreateContext().runOnContext(go -> {
            for (int i = 0; i < SqliteStore.CALLS_MAX + 1; i++) {
                calls.add(store.update(Sql.of("INSERT INTO meta (name, value) VALUES (?, ?)", "n" + i, "v")));
            }
            asked.complete();
        });
        done(asked.future());
        // Then
        StoreException failure = failureOf(calls.get(SqliteStore.CALLS_MAX));
        assertThat(failure.why()).isEqualTo(Cause.UNAVAILABLE);
        done(Future.all(calls.subList(0, SqliteStore.CALLS_MAX)));
        done(store.query(Sql.of("SELECT name FROM meta")));
    }

    @Test
    void aFileThatIsNoDatabaseIsRefusedByName() throws Exception {
        Path other = folder.resolve("notes.txt");
        Files.writeString(other, "this is a page of notes and not a database at all".repeat(20));
        StoreException failure = failureOf(SqliteStore.open(vertx, other));
        assertThat(failure).hasMessageContaining("notes.txt").hasMessageContaining("cannot be opened");
    }

    @Test
    void aFolderThatIsNotThereIsNamed() throws Exception {
        StoreException failure =
                failureOf(SqliteStore.open(vertx, folder.resolve("absent").resolve("store.db")));
        assertThat(failure).hasMessageContaining("absent");
    }

    @Test
    void theFileRefusesAnEventLoop() throws Exception {
        Promise<Void> tried = Promise.promise();
        vertx.getOrCreateContext().runOnContext(go -> {
            assertThatThrownBy(() -> SqliteFile.open(folder.resolve("other.db")))
                    .hasMessageContaining("on an event loop");
            tried.complete();
        });
        done(tried.future());
        assertThat(folder.resolve("other.db")).doesNotExist();
    }

    @Test
    void aCopyIsWholeOfItsOwnerAloneAndOpensByItself() throws Exception {
        writeSomething();
        Path copy = folder.resolve("copy.db");

        done(store.copyTo(copy));

        assertThat(modeOf(copy)).isEqualTo(OWNER_ONLY);
        assertThat(folder.resolve("copy.db-wal")).doesNotExist();
        Store opened = done(SqliteStore.open(vertx, copy));
        assertThat(done(opened.query(Sql.of("SELECT value FROM meta WHERE name = 'n'"))))
                .hasSize(1);
        done(opened.close());
    }

    @Test
    void aCopyOverAnotherDatabaseIsRefusedWithTheReason() throws Exception {
        Path copy = folder.resolve("copy.db");
        done(store.copyTo(copy));

        assertThat(failureOf(store.copyTo(copy))).hasMessageContainingAll("copy.db", "already exists");
    }
}
