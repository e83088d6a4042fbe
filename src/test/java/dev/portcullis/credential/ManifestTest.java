package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.TESTNET;
import static dev.portcullis.credential.FakeDesk.candidate;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.putActive;
import static dev.portcullis.credential.FakeDesk.report;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.store.SqliteStore;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/**
 * Twenty accounts, and somebody who can write to the store and keeps copies of it, but has no master key: every row
 * that is put back, swapped or taken out is found when the book is read, is named, and signs nothing; the others go on.
 */
@ExtendWith(VertxExtension.class)
final class ManifestTest {
    private static final int ACCOUNTS = 20;
    private static final String ROW = "account, environment, label, api_key, algorithm, state, version, dek_id, sealed,"
            + " limits, created_at, changed_at";

    @TempDir
    Path folder;

    private final FakeManifestLog ledger = new FakeManifestLog();
    private final List<CredentialFacts> keys = new ArrayList<>();
    private FakeDesk desk;
    private CredentialBook book;

    @BeforeEach
    void putTwentyKeysIn(Vertx vertx) throws Exception {
        desk = FakeDesk.open(vertx, folder);
        book = open();
        for (int i = 0; i < ACCOUNTS; i++) {
            AccountId account = new AccountId("account" + i);
            desk.addAccount(account, TESTNET);
            keys.add(putActive(book, candidate(account, "main", "APIKEY" + i), report("70" + i)));
        }
        desk.run("CREATE TABLE older AS SELECT * FROM credentials");
        desk.run("CREATE TABLE older_manifest AS SELECT * FROM manifests");
    }

    @AfterEach
    void close() throws Exception {
        desk.close();
    }

    private CredentialBook open() throws Exception {
        return desk.book(MasterKeys.only(desk.kek), ledger);
    }

    private static String idOf(CredentialFacts key) {
        return key.id().text();
    }

    /** Exactly this key is refused, with those words, and every other one signs. */
    private void assertFound(CredentialFacts key, String words) throws Exception {
        CredentialBook read = open();
        assertThat(read.unreadable())
                .as(words)
                .singleElement()
                .satisfies(one -> assertThat(one.id()).isEqualTo(idOf(key)))
                .satisfies(
                        one -> assertThat(one.account()).isEqualTo(key.account().text()))
                .satisfies(one -> assertThat(one.why()).contains(idOf(key), words));
        assertThat(read.active(key.account())).isEmpty();
        for (CredentialFacts other : keys) {
            if (!other.id().equals(key.id())) {
                FakeDesk.sign(done(read.signer(other.id())));
            }
        }
    }

    private void copyRow(String from, CredentialId target) throws Exception {
        desk.run(
                "UPDATE credentials SET (" + ROW + ") = (SELECT " + ROW + " FROM older WHERE id = ?) WHERE id = ?",
                from,
                target.text());
    }

    @Test
    void anUntouchedStoreIsBelieved() throws Exception {
        CredentialBook read = open();

        assertThat(read.unreadable()).isEmpty();
        assertThat(read.list()).hasSize(ACCOUNTS);
    }

    @Test
    void everyRowThatIsPutBackToAnOlderVersionIsFound() throws Exception {
        for (CredentialFacts key : keys) {
            done(book.renew(key.id(), report(key.uid())));
        }
        for (CredentialFacts key : keys) {
            desk.run("CREATE TABLE newer AS SELECT * FROM credentials");
            copyRow(idOf(key), key.id());

            assertFound(key, "rolled back from version 3 to 2");

            desk.run(
                    "UPDATE credentials SET (" + ROW + ") = (SELECT " + ROW + " FROM newer WHERE id = ?) WHERE id = ?",
                    idOf(key),
                    idOf(key));
            desk.run("DROP TABLE newer");
        }
        assertThat(open().unreadable()).isEmpty();
    }

    @Test
    void everyRowThatIsDeletedIsMissed() throws Exception {
        for (CredentialFacts key : keys) {
            desk.run("DELETE FROM credentials WHERE id = ?", idOf(key));

            assertFound(key, "was deleted from the store");

            desk.run("INSERT INTO credentials SELECT * FROM older WHERE id = ?", idOf(key));
        }
    }

    @Test
    void everyTwoRowsThatAreSwappedAreFound() throws Exception {
        for (int i = 0; i < ACCOUNTS; i += 2) {
            CredentialFacts one = keys.get(i);
            CredentialFacts other = keys.get(i + 1);
            for (CredentialFacts each : List.of(one, other)) {
                desk.run("UPDATE credentials SET api_key = ? WHERE id = ?", "aside" + i + idOf(each), idOf(each));
                desk.run("UPDATE credentials SET state = 'retiring' WHERE id = ?", idOf(each));
            }
            copyRow(idOf(one), other.id());
            copyRow(idOf(other), one.id());

            assertThat(open().unreadable())
                    .extracting(UnreadableCredential::id)
                    .containsExactlyInAnyOrder(idOf(one), idOf(other));

            for (CredentialFacts each : List.of(one, other)) {
                desk.run("UPDATE credentials SET api_key = ? WHERE id = ?", "aside" + i + idOf(each), idOf(each));
                desk.run("UPDATE credentials SET state = 'retiring' WHERE id = ?", idOf(each));
            }
            copyRow(idOf(one), one.id());
            copyRow(idOf(other), other.id());
        }
        assertThat(open().unreadable()).isEmpty();
    }

    @Test
    void aRevokedKeyThatIsPutBackSignsNothing() throws Exception {
        CredentialFacts key = keys.get(7);
        done(book.revoke(key.id()));

        copyRow(idOf(key), key.id());

        assertFound(key, "it was revoked, and its row was put back as active");
    }

    @Test
    void aRowThatTheGateDidNotWriteIsRefused() throws Exception {
        CredentialFacts key = keys.get(3);
        done(book.revoke(key.id()));
        desk.run("DELETE FROM credentials WHERE id = ?", idOf(key));
        desk.run("INSERT INTO credentials SELECT * FROM older WHERE id = ?", idOf(key));
        desk.run("UPDATE credentials SET id = 'account3-main-00000000' WHERE id = ?", idOf(key));

        assertThat(open().unreadable())
                .singleElement()
                .satisfies(one -> assertThat(one.why()).contains("was added by something else than this gate"));
    }

    @Test
    void anOlderManifestPutBackWithItsRowIsFoundByTheLedger() throws Exception {
        CredentialFacts key = keys.get(5);
        done(book.renew(key.id(), report(key.uid())));

        copyRow(idOf(key), key.id());
        desk.run("DELETE FROM manifests");
        desk.run("INSERT INTO manifests SELECT * FROM older_manifest");

        assertFound(key, "rolled back from version 3 to 2");
    }

    @Test
    void aWholeOlderStoreIsFoundByTheLedgerAndNamesWhatChangedSince(Vertx vertx) throws Exception {
        Path live = folder.resolve("store.db");
        desk.run("VACUUM INTO '" + folder.resolve("older.db") + "'");
        CredentialFacts revoked = keys.get(1);
        CredentialFacts renewed = keys.get(2);
        done(book.revoke(revoked.id()));
        done(book.renew(renewed.id(), report(renewed.uid())));
        done(desk.store.close());

        Files.copy(folder.resolve("older.db"), live, StandardCopyOption.REPLACE_EXISTING);
        Files.deleteIfExists(folder.resolve("store.db-wal"));
        Files.deleteIfExists(folder.resolve("store.db-shm"));
        FakeDesk older = desk.on(done(SqliteStore.open(vertx, live)));
        CredentialBook read = older.book(MasterKeys.only(desk.kek), ledger);

        assertThat(read.unreadable())
                .extracting(UnreadableCredential::id)
                .containsExactlyInAnyOrder(idOf(revoked), idOf(renewed));
        assertThat(read.active(keys.get(0).account())).isPresent();
        // And: what is written next does not make the old rows good
        putActive(read, candidate(ALPHA, "main", "APIKEYNEW"), report("7100"));
        assertThat(older.book(MasterKeys.only(desk.kek), ledger).unreadable()).hasSize(2);
        done(older.store.close());
    }

    @Test
    void aManifestThatWasEditedOrTakenAwayIsNotBelievedUntilAnOperatorSaysSo() throws Exception {
        desk.run("UPDATE manifests SET counter = counter + 1");
        assertNothingSigns("was edited");
        desk.run("DELETE FROM manifests");
        assertNothingSigns("is gone from the store");

        CredentialBook read = open();
        assertThat(failureOf(read.put(
                        read.tryOut(candidate(ALPHA, "main", "APIKEYNEW")), report("7100"), CredentialLimits.NONE)))
                .hasMessageContaining("portcullis doctor");
        done(read.acceptRows());

        assertThat(read.unreadable()).isEmpty();
        assertThat(open().unreadable()).isEmpty();
        FakeDesk.sign(done(read.signer(keys.get(0).id())));
    }

    private void assertNothingSigns(String words) throws Exception {
        CredentialBook read = open();
        assertThat(read.unreadable())
                .hasSize(ACCOUNTS)
                .allSatisfy(one -> assertThat(one.why()).contains(words, "portcullis store accept"));
        assertThat(read.active(keys.get(0).account())).isEmpty();
    }

    @Test
    void aRevocationNeedsNoManifest() throws Exception {
        desk.run("UPDATE manifests SET counter = counter + 1");
        CredentialBook read = open();

        done(read.revoke(keys.get(0).id()));

        assertThat(read.unreadable()).hasSize(ACCOUNTS - 1);
    }

    @Test
    void aStoreOfBeforeIsTakenAsItStands() throws Exception {
        desk.run("DELETE FROM manifests");
        ledger.noted.clear();

        assertThat(open().unreadable()).isEmpty();
        desk.run("DELETE FROM credentials WHERE id = ?", idOf(keys.get(4)));
        assertFound(keys.get(4), "was deleted from the store");
    }
}
