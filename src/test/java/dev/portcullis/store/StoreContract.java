package dev.portcullis.store;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.store.StoreException.Cause;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** What every home of the store promises; each home runs it against itself. */
@ExtendWith(VertxExtension.class)
abstract class StoreContract {
    private static final Sql ADD_ACCOUNT =
            Sql.of("INSERT INTO accounts (name, environment, created_at) VALUES (?, ?, ?)", "alpha", "testnet", 1L);

    Vertx vertx;
    Store store;

    /** Opens the home under test with its tables in place. */
    abstract Future<Store> open();

    @BeforeEach
    void openTheStore(Vertx vertx) throws Exception {
        this.vertx = vertx;
        store = done(open());
    }

    @AfterEach
    void closeTheStore() throws Exception {
        done(store.close());
    }

    static <T> T done(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(20, TimeUnit.SECONDS);
    }

    static StoreException failureOf(Future<?> future) throws Exception {
        Throwable failure = done(future.<Throwable>transform(result -> Future.succeededFuture(result.cause())));
        assertThat(failure).isInstanceOf(StoreException.class);
        return (StoreException) failure;
    }

    @Test
    void whatIsWrittenIsReadBackInItsType() throws Exception {
        // When
        done(store.update(ADD_ACCOUNT));
        byte[] wrapped = {0, 1, (byte) 0x80, (byte) 0xff};
        done(store.update(Sql.of(
                "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                "d1",
                null,
                null,
                "k1",
                wrapped,
                Long.MAX_VALUE)));
        // Then
        Row account = done(store.query(Sql.of("SELECT * FROM accounts WHERE name = ?", "alpha")))
                .get(0);
        assertThat(account.text("environment")).isEqualTo("testnet");
        assertThat(account.flag("enabled")).isTrue();
        assertThat(account.textOrNull("uid")).isNull();
        Row dek = done(store.query(Sql.of("SELECT * FROM deks"))).get(0);
        assertThat(dek.bytes("wrapped")).isEqualTo(wrapped);
        assertThat(dek.number("created_at")).isEqualTo(Long.MAX_VALUE);
        assertThat(dek.textOrNull("account")).isNull();
    }

    @Test
    void aFlagIsWrittenAsABooleanAndFoundByOne() throws Exception {
        done(store.update(ADD_ACCOUNT));
        done(store.update(Sql.of("UPDATE accounts SET enabled = ? WHERE name = ?", false, "alpha")));
        assertThat(done(store.query(Sql.of("SELECT name FROM accounts WHERE enabled = ?", true))))
                .isEmpty();
        assertThat(done(store.query(Sql.of("SELECT enabled FROM accounts")))
                        .get(0)
                        .flag("enabled"))
                .isFalse();
    }

    @Test
    void anUpdateTellsHowManyRowsItChanged() throws Exception {
        done(store.update(ADD_ACCOUNT));
        assertThat(done(store.update(Sql.of("UPDATE accounts SET cidrs = ?", "10.0.0.0/8"))))
                .isEqualTo(1);
        assertThat(done(store.update(Sql.of("DELETE FROM accounts WHERE name = ?", "beta"))))
                .isZero();
    }

    @Test
    void aTransactionThatFailsInItsLastStatementChangesNothing() throws Exception {
        // When
        StoreException failure = failureOf(store.atomically(List.of(ADD_ACCOUNT, ADD_ACCOUNT)));
        // Then
        assertThat(failure.why()).isEqualTo(Cause.CONSTRAINT);
        assertThat(done(store.query(Sql.of("SELECT name FROM accounts")))).isEmpty();
    }

    @Test
    void aTransactionWhoseRowWasChangedMeanwhileIsUndone() throws Exception {
        // When
        StoreException failure = failureOf(store.atomically(List.of(
                ADD_ACCOUNT,
                Sql.of("UPDATE accounts SET enabled = ? WHERE name = ?", false, "beta")
                        .changingOneRow())));
        // Then
        assertThat(failure.why()).isEqualTo(Cause.LOST_UPDATE);
        assertThat(done(store.query(Sql.of("SELECT name FROM accounts")))).isEmpty();
    }

    @Test
    void anUpdateThatMustChangeOneRowAndWouldChangeTwoChangesNone() throws Exception {
        done(store.update(ADD_ACCOUNT));
        done(store.update(Sql.of(
                "INSERT INTO accounts (name, environment, created_at) VALUES (?, ?, ?)", "beta", "testnet", 1L)));
        StoreException failure = failureOf(
                store.update(Sql.of("UPDATE accounts SET uid = ?", "7").changingOneRow()));
        assertThat(failure.why()).isEqualTo(Cause.LOST_UPDATE);
        assertThat(done(store.query(Sql.of("SELECT name FROM accounts WHERE uid = ?", "7"))))
                .isEmpty();
    }

    @Test
    void aGrantOnAnUnknownAccountIsRefusedByTheTables() throws Exception {
        StoreException failure = failureOf(store.update(Sql.of(
                "INSERT INTO grants (client, account, scopes, created_at) VALUES (?, ?, ?, ?)",
                "bot1",
                "alpha",
                "read",
                1L)));
        assertThat(failure.why()).isEqualTo(Cause.CONSTRAINT);
    }

    @Test
    void aCredentialOfAnotherEnvironmentThanItsAccountIsRefusedByTheTables() throws Exception {
        done(store.update(ADD_ACCOUNT));
        StoreException failure = failureOf(store.update(Sql.of(
                "INSERT INTO deks (id, environment, account, kek_id, wrapped, created_at) VALUES (?, ?, ?, ?, ?, ?)",
                "d1",
                "mainnet",
                "alpha",
                "k1",
                new byte[] {1},
                1L)));
        assertThat(failure.why()).isEqualTo(Cause.CONSTRAINT);
    }

    @Test
    void aFailureNamesTheStatementAndNoneOfItsValues() throws Exception {
        StoreException failure = failureOf(store.update(Sql.of("INSERT INTO nowhere VALUES (?)", "canary-value")));
        assertThat(failure)
                .hasMessageContaining("INSERT INTO nowhere")
                .hasMessageNotContaining("canary-value")
                .hasStackTraceContaining("nowhere");
        assertThat(failure.getCause()).hasMessageNotContaining("canary-value");
    }

    @Test
    void aResultComesBackOnTheCallersContext() throws Exception {
        Context home = vertx.getOrCreateContext();
        Promise<Context> answeredOn = Promise.promise();
        home.runOnContext(go -> store.query(Sql.of("SELECT name FROM accounts"))
                .onComplete(rows -> answeredOn.complete(Vertx.currentContext())));
        assertThat(done(answeredOn.future())).isSameAs(home);
    }

    @Test
    void callsRunInTheOrderInWhichTheyWereMade() throws Exception {
        List<Future<?>> calls = new ArrayList<>();
        calls.add(store.update(Sql.of("INSERT INTO meta (name, value) VALUES (?, ?)", "n", "0")));
        for (int i = 1; i <= 100; i++) {
            calls.add(store.update(Sql.of(
                            "UPDATE meta SET value = ? WHERE name = ? AND value = ?",
                            Integer.toString(i),
                            "n",
                            Integer.toString(i - 1))
                    .changingOneRow()));
        }
        done(Future.all(calls));
        assertThat(done(store.query(Sql.of("SELECT value FROM meta"))).get(0).text("value"))
                .isEqualTo("100");
    }

    @Test
    void aClosedStoreRefusesInWords() throws Exception {
        done(store.close());
        assertThat(failureOf(store.query(Sql.of("SELECT name FROM accounts"))).why())
                .isEqualTo(Cause.UNAVAILABLE);
    }

    @Test
    void aColumnThatIsNotThereIsNamedTogetherWithThoseThatAre() throws Exception {
        done(store.update(ADD_ACCOUNT));
        Row row = done(store.query(Sql.of("SELECT name, uid FROM accounts"))).get(0);
        assertThatThrownBy(() -> row.text("nam")).hasMessageContaining("nam").hasMessageContaining("[name, uid]");
        assertThatThrownBy(() -> row.text("uid")).hasMessageContaining("uid is null");
        assertThatThrownBy(() -> row.bytes("name")).hasMessageContaining("holds a String");
    }

    @Test
    void aValueThatNoStoreKeepsIsRefusedBeforeItTravels() {
        assertThatThrownBy(() -> Sql.of("SELECT ?", 1.5)).hasMessageContaining("Double cannot be stored");
    }
}
