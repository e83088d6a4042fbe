package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.BETA;
import static dev.portcullis.credential.FakeDesk.candidate;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.putActive;
import static dev.portcullis.credential.FakeDesk.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever can write to the store's file, but has no master key, can break keys and nothing else. */
@Tag("once")
@ExtendWith(VertxExtension.class)
class SealTamperingTest {
    @TempDir
    Path folder;

    private FakeDesk desk;
    private CredentialBook book;
    private CredentialFacts alphaMain;
    private CredentialFacts alphaGrid;
    private CredentialFacts betaMain;

    @BeforeEach
    void putThreeKeysIn(Vertx vertx) throws Exception {
        desk = FakeDesk.open(vertx, folder);
        book = desk.book();
        alphaMain = putActive(book, candidate(ALPHA, "main", "ALPHAMAIN"), report("7001"));
        alphaGrid = putActive(book, candidate(ALPHA, "grid", "ALPHAGRID"), report("7001"));
        betaMain = putActive(book, candidate(BETA, "main", "BETAMAIN"), report("7002"));
    }

    @AfterEach
    void closeTheDesk() throws Exception {
        desk.close();
    }

    private Row rowOf(CredentialFacts facts) throws Exception {
        return done(desk.store.query(Sql.of(
                        "SELECT * FROM credentials WHERE id = ?", facts.id().text())))
                .get(0);
    }

    /** The keys of these ids, and no others, do not open any more. */
    private void assertUnreadable(CredentialFacts... broken) throws Exception {
        CredentialBook reread = desk.bookWithoutManifest();
        assertThat(reread.unreadable())
                .extracting(UnreadableCredential::id)
                .containsExactlyInAnyOrderElementsOf(
                        List.of(broken).stream().map(facts -> facts.id().text()).toList());
        for (CredentialFacts facts : broken) {
            assertThat(reread.facts(facts.id())).isEmpty();
            failureOf(reread.signer(facts.id()));
        }
        for (CredentialFacts facts : List.of(alphaMain, alphaGrid, betaMain)) {
            if (!List.of(broken).contains(facts)) {
                FakeDesk.sign(done(reread.signer(facts.id())));
            }
        }
    }

    @Test
    void untouchedRowsOpen() throws Exception {
        assertUnreadable();
    }

    @ParameterizedTest
    @CsvSource({
        "id, alpha-main-ffffffff",
        "label, other",
        "api_key, OTHERKEY",
        "algorithm, rsa",
        "state, staged",
        "state, retiring",
        "limits, '{\"ordersPerSecond\":1000}'",
        "limits, 'no json'",
        "api_key, 'not a key'",
        "vault_key, 'transit/alpha:v1'",
        "vault_key, 'no vault key:'",
    })
    void aRowWithOneWordEditedDoesNotOpen(String column, String value) throws Exception {
        // When
        desk.run(
                "UPDATE credentials SET " + column + " = ? WHERE id = ?",
                value,
                alphaMain.id().text());
        // Then
        CredentialBook reread = desk.bookWithoutManifest();
        assertThat(reread.unreadable()).hasSize(1);
        assertThat(reread.facts(alphaMain.id())).isEmpty();
        assertThat(reread.list()).hasSize(2);
    }

    @ParameterizedTest
    @CsvSource({"version, 1", "version, 3", "created_at, 1", "changed_at, 1"})
    void aRowWithOneNumberEditedDoesNotOpen(String column, long value) throws Exception {
        desk.run(
                "UPDATE credentials SET " + column + " = ? WHERE id = ?",
                value,
                alphaMain.id().text());
        assertUnreadable(alphaMain);
    }

    @Test
    void aRowMovedToAnotherAccountDoesNotOpenThere() throws Exception {
        desk.run(
                "UPDATE credentials SET account = 'beta', label = 'moved' WHERE id = ?",
                alphaMain.id().text());
        assertUnreadable(alphaMain);
    }

    @Test
    void aKeyMovedToAnotherEnvironmentWithItsWholeAccountDoesNotOpenThere() throws Exception {
        desk.run("PRAGMA foreign_keys = OFF");
        desk.run("UPDATE accounts SET environment = 'mainnet' WHERE name = 'alpha'");
        desk.run("UPDATE deks SET environment = 'mainnet' WHERE account = 'alpha'");
        desk.run("UPDATE credentials SET environment = 'mainnet' WHERE account = 'alpha'");
        assertUnreadable(alphaMain, alphaGrid);
    }

    @Test
    void aWholeAccountRenamedDoesNotOpenUnderItsNewName() throws Exception {
        desk.run("PRAGMA foreign_keys = OFF");
        desk.run("UPDATE accounts SET name = 'gamma' WHERE name = 'alpha'");
        desk.run("UPDATE deks SET account = 'gamma' WHERE account = 'alpha'");
        desk.run("UPDATE credentials SET account = 'gamma' WHERE account = 'alpha'");
        assertUnreadable(alphaMain, alphaGrid);
    }

    @Test
    void sealedBytesSwappedBetweenTwoKeysOfOneAccountDoNotOpen() throws Exception {
        byte[] main = rowOf(alphaMain).bytes("sealed");
        byte[] grid = rowOf(alphaGrid).bytes("sealed");
        desk.run(
                "UPDATE credentials SET sealed = ? WHERE id = ?",
                grid,
                alphaMain.id().text());
        desk.run(
                "UPDATE credentials SET sealed = ? WHERE id = ?",
                main,
                alphaGrid.id().text());
        assertUnreadable(alphaMain, alphaGrid);
    }

    @Test
    void sealedBytesSwappedBetweenTwoAccountsWithTheirDataKeysDoNotOpen() throws Exception {
        Row alpha = rowOf(alphaMain);
        Row beta = rowOf(betaMain);
        String swap = "UPDATE credentials SET sealed = ?, dek_id = ? WHERE id = ?";
        desk.run(swap, beta.bytes("sealed"), beta.text("dek_id"), alphaMain.id().text());
        desk.run(
                swap, alpha.bytes("sealed"), alpha.text("dek_id"), betaMain.id().text());
        assertUnreadable(alphaMain, betaMain);
    }

    @Test
    void dataKeysSwappedBetweenTwoAccountsDoNotOpen() throws Exception {
        List<Row> deks = done(desk.store.query(Sql.of("SELECT id, wrapped FROM deks ORDER BY account")));
        desk.run(
                "UPDATE deks SET wrapped = ? WHERE id = ?",
                deks.get(1).bytes("wrapped"),
                deks.get(0).text("id"));
        desk.run(
                "UPDATE deks SET wrapped = ? WHERE id = ?",
                deks.get(0).bytes("wrapped"),
                deks.get(1).text("id"));
        assertUnreadable(alphaMain, alphaGrid, betaMain);
    }

    @Test
    void aDataKeyWhoseAccountWasEditedDoesNotOpen() throws Exception {
        desk.run("UPDATE deks SET account = 'beta' WHERE account = 'alpha'");
        assertUnreadable(alphaMain, alphaGrid);
    }

    @Test
    void aDataKeyOfNonsenseBreaksItsOwnAccountOnly() throws Exception {
        desk.run("UPDATE deks SET wrapped = ? WHERE account = 'alpha'", (Object) new byte[] {1, 2, 3});
        assertUnreadable(alphaMain, alphaGrid);
    }

    @Test
    void aDataKeyThatIsGoneBreaksItsOwnAccountOnly() throws Exception {
        desk.run("PRAGMA foreign_keys = OFF");
        desk.run("DELETE FROM deks WHERE account = 'beta'");
        assertUnreadable(betaMain);
    }

    @Test
    void everyByteOfASealedKeyCounts() throws Exception {
        byte[] sealed = rowOf(alphaMain).bytes("sealed");
        int[] places = {0, 11, 12, sealed.length / 2, sealed.length - 17, sealed.length - 16, sealed.length - 1};
        for (int place : places) {
            byte[] edited = sealed.clone();
            edited[place] ^= 0x01;
            desk.run(
                    "UPDATE credentials SET sealed = ? WHERE id = ?",
                    edited,
                    alphaMain.id().text());
            assertUnreadable(alphaMain);
        }
    }

    @Test
    void sealedBytesRolledBackToBeforeACheckDoNotOpen() throws Exception {
        byte[] before = rowOf(alphaMain).bytes("sealed");
        done(book.renew(alphaMain.id(), report("7001")));
        desk.run(
                "UPDATE credentials SET sealed = ? WHERE id = ?",
                before,
                alphaMain.id().text());
        assertUnreadable(alphaMain);
    }

    @Test
    void aWholeRowRolledBackUnderARunningGateIsNoticedWhenItIsUsed() throws Exception {
        // Given
        Row before = rowOf(alphaMain);
        done(book.renew(alphaMain.id(), report("7001")));
        // When
        desk.run(
                "UPDATE credentials SET sealed = ?, version = ?, changed_at = ? WHERE id = ?",
                before.bytes("sealed"),
                before.number("version"),
                before.number("changed_at"),
                alphaMain.id().text());
        // Then
        assertThat(failureOf(book.signer(alphaMain.id())))
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(Kind.TAMPERED))
                .hasMessageContaining("edited or rolled back");
        assertThat(failureOf(book.retire(alphaMain.id()))).hasMessageContaining("edited or rolled back");
    }

    @Test
    void aRevokedKeyIsNotBroughtBackByEditingItsState() throws Exception {
        byte[] sealed = rowOf(alphaMain).bytes("sealed");
        String dek = rowOf(alphaMain).text("dek_id");
        done(book.revoke(alphaMain.id()));
        desk.run(
                "UPDATE credentials SET state = 'active', sealed = ?, dek_id = ? WHERE id = ?",
                sealed,
                dek,
                alphaMain.id().text());
        assertUnreadable(alphaMain);
    }

    @Test
    void theReasonNamesTheKeyAndTheWayOut() throws Exception {
        desk.run(
                "UPDATE credentials SET label = 'other' WHERE id = ?",
                alphaMain.id().text());
        assertThat(desk.bookWithoutManifest().unreadable())
                .singleElement()
                .satisfies(one -> assertThat(one.why())
                        .contains(alphaMain.id().text(), "edited, copied from elsewhere or rolled back", "revoke it"));
    }
}
