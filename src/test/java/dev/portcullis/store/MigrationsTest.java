package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.store.StoreException.Cause;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class MigrationsTest {
    private static final Migration FIRST = Migration.named(
            "V001__first.sql", "-- a; comment\nCREATE TABLE a (n BIGINT);\n\nINSERT INTO a VALUES (1);\n");
    private static final Migration SECOND = Migration.named("V002__second.sql", "INSERT INTO a VALUES (2);");

    @TempDir
    Path folder;

    private Future<Store> open(Vertx vertx, Migration... migrations) {
        return SqliteStore.open(vertx, folder.resolve("store.db"), new Migrations(List.of(migrations)));
    }

    private static List<Long> numbers(Store store) throws Exception {
        return StoreContract.done(store.query(Sql.of("SELECT n FROM a ORDER BY n"))).stream()
                .map(row -> row.number("n"))
                .toList();
    }

    @Test
    void eachStepRunsOnceAndALaterOneIsAddedToTheTables(Vertx vertx) throws Exception {
        StoreContract.done(StoreContract.done(open(vertx, FIRST)).close());
        StoreContract.done(StoreContract.done(open(vertx, FIRST)).close());
        Store store = StoreContract.done(open(vertx, FIRST, SECOND));
        assertThat(numbers(store)).containsExactly(1L, 2L);
        StoreContract.done(store.close());
    }

    @Test
    void tablesOfANewerProgramAreRefusedWithTheWayOut(Vertx vertx) throws Exception {
        StoreContract.done(StoreContract.done(open(vertx, FIRST, SECOND)).close());
        StoreException failure = StoreContract.failureOf(open(vertx, FIRST));
        assertThat(failure.why()).isEqualTo(Cause.SCHEMA);
        assertThat(failure)
                .hasMessageContaining("version 2 (V002__second.sql)")
                .hasMessageContaining("restore the backup");
    }

    @Test
    void aMigrationThatWasEditedAfterItRanIsRefused(Vertx vertx) throws Exception {
        StoreContract.done(StoreContract.done(open(vertx, FIRST)).close());
        Migration edited = Migration.named(FIRST.name(), FIRST.text() + "INSERT INTO a VALUES (3);");
        StoreException failure = StoreContract.failureOf(open(vertx, edited));
        assertThat(failure.why()).isEqualTo(Cause.SCHEMA);
        assertThat(failure).hasMessageContaining("another text of V001__first.sql");
    }

    @Test
    void aStepThatFailsLeavesTheTablesAsTheyWereAndMayRunAgain(Vertx vertx) throws Exception {
        Migration broken =
                Migration.named("V002__second.sql", "INSERT INTO a VALUES (2);\nINSERT INTO nowhere VALUES (1);");
        assertThat(StoreContract.failureOf(open(vertx, FIRST, broken))).hasMessageContaining("nowhere");
        Store store = StoreContract.done(open(vertx, FIRST, SECOND));
        assertThat(numbers(store)).containsExactly(1L, 2L);
        StoreContract.done(store.close());
    }

    @Test
    void lineEndsDoNotChangeAChecksumAndWordsDo() {
        Migration windows = Migration.named(SECOND.name(), SECOND.text() + "\r\n");
        assertThat(windows.checksum()).isEqualTo(SECOND.checksum()).isNotEqualTo(FIRST.checksum());
    }

    @Test
    void aGapInTheVersionsIsAMistakeOfTheProgram() {
        assertThatThrownBy(() -> new Migrations(List.of(SECOND))).hasMessageContaining("V002__second.sql");
        assertThatThrownBy(() -> Migration.named("first.sql", "")).hasMessageContaining("V001__desk.sql");
    }
}
