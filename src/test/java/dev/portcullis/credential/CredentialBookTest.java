package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.ALPHA;
import static dev.portcullis.credential.FakeDesk.BETA;
import static dev.portcullis.credential.FakeDesk.candidate;
import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static dev.portcullis.credential.FakeDesk.putActive;
import static dev.portcullis.credential.FakeDesk.report;
import static dev.portcullis.credential.FakeDesk.sign;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialException.Kind;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.store.Row;
import dev.portcullis.store.Sql;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

@ExtendWith(VertxExtension.class)
class CredentialBookTest {
    private static final String V6 = "7712fa9efa4bb057729de64e83e14781c1528ab229ce7cdde88226d041692609";

    @TempDir
    Path folder;

    private FakeDesk desk;
    private CredentialBook book;

    @BeforeEach
    void openTheDesk(Vertx vertx) throws Exception {
        desk = FakeDesk.open(vertx, folder);
        book = desk.book();
    }

    @AfterEach
    void closeTheDesk() throws Exception {
        desk.close();
    }

    private static KeyCandidate alphaMain() {
        return candidate(ALPHA, "main", "TESTKEY1234567890ab");
    }

    private CredentialFacts putStaged(KeyCandidate candidate) throws Exception {
        return done(book.put(book.tryOut(candidate), report("7001"), CredentialLimits.NONE));
    }

    private static void assertRefused(Kind kind, Throwable failure, String... words) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        CredentialException.class,
                        refused -> assertThat(refused.kind()).isEqualTo(kind))
                .hasMessageContainingAll(words);
    }

    private static void assertNotSent(Throwable failure, String words) {
        assertThat(failure)
                .isInstanceOfSatisfying(
                        RejectedException.class,
                        refused -> assertThat(refused.rejection()).isInstanceOf(Rejection.NotSent.class))
                .hasMessageContaining(words);
    }

    private CredentialState storedState(CredentialId id) throws Exception {
        List<Row> rows = done(desk.store.query(Sql.of("SELECT state FROM credentials WHERE id = ?", id.text())));
        return CredentialState.ofText(rows.get(0).text("state"));
    }

    @Test
    void aKeyOnTrialSignsOnTheOrdinaryWayBeforeItIsStored() throws Exception {
        Trial trial = book.tryOut(alphaMain());
        assertThat(sign(done(book.signer(trial.id()))).signature()).isEqualTo(V6);
        assertThat(book.list()).isEmpty();
        assertThat(done(desk.store.query(Sql.of("SELECT id FROM credentials")))).isEmpty();
    }

    @Test
    void aTrialThatIsClosedIsForgotten() throws Exception {
        Trial trial = book.tryOut(alphaMain());
        Signer handedOut = trial.signer();
        trial.close();
        assertNotSent(failureOf(book.signer(trial.id())), "unknown");
        assertNotSent(failureOf(handedOut.rest(FakeDesk.to(FakeDesk.TESTNET), Buffer.buffer(), 1, 1)), "revoked");
        assertRefused(
                Kind.CONFLICT,
                failureOf(book.put(trial, report("7001"), CredentialLimits.NONE)),
                "check of this key is over");
    }

    @Test
    void aStoredKeySignsTheSameAfterARestart() throws Exception {
        CredentialFacts stored = putActive(book, alphaMain(), report("7001"));
        CredentialBook afterRestart = desk.book();
        assertThat(afterRestart.unreadable()).isEmpty();
        assertThat(afterRestart.active(ALPHA)).contains(stored);
        assertThat(sign(done(afterRestart.signer(stored.id()))).signature()).isEqualTo(V6);
    }

    @Test
    void aKeyIsStagedFirstAndSignsNoOrdersUntilItIsActivated() throws Exception {
        CredentialFacts staged = putStaged(alphaMain());
        assertThat(staged.head().state()).isEqualTo(CredentialState.STAGED);
        assertThat(book.active(ALPHA)).isEmpty();
        assertThat(book.whyNoneActive(ALPHA)).contains("portcullis key put alpha");
        assertThat(sign(done(book.signer(staged.id()))).signature()).isEqualTo(V6);
        CredentialFacts active = done(book.activate(staged.id()));
        assertThat(book.active(ALPHA)).contains(active);
        assertThat(active.head().stage().version()).isEqualTo(2);
        assertThat(active.report()).isEqualTo(report("7001"));
        assertThat(active.uid()).isEqualTo("7001");
    }

    @Test
    void activatingASecondKeyOfALabelRetiresTheFirstInTheSameStep() throws Exception {
        // Given
        CredentialFacts first = putActive(book, alphaMain(), report("7001"));
        CredentialFacts second = putStaged(candidate(ALPHA, "main", "SECONDKEY"));
        // When
        done(book.activate(second.id()));
        // Then
        assertThat(book.active(ALPHA).orElseThrow().id()).isEqualTo(second.id());
        assertThat(book.facts(first.id()).orElseThrow().head().state()).isEqualTo(CredentialState.RETIRING);
        assertThat(storedState(first.id())).isEqualTo(CredentialState.RETIRING);
        assertThat(storedState(second.id())).isEqualTo(CredentialState.ACTIVE);
        sign(done(book.signer(first.id())));
    }

    @Test
    void aRotationThatFailsGoesBackToTheRetiringKey() throws Exception {
        CredentialFacts first = putActive(book, alphaMain(), report("7001"));
        CredentialFacts second = putActive(book, candidate(ALPHA, "main", "SECONDKEY"), report("7001"));
        done(book.activate(first.id()));
        assertThat(book.active(ALPHA).orElseThrow().id()).isEqualTo(first.id());
        assertThat(book.facts(second.id()).orElseThrow().head().state()).isEqualTo(CredentialState.RETIRING);
    }

    @Test
    void severalLabelsAreActiveSideBySideAndMainSignsByDefault() throws Exception {
        CredentialFacts grid = putActive(book, candidate(ALPHA, "grid", "GRIDKEY"), report("7001"));
        assertThat(book.active(ALPHA)).contains(grid);
        CredentialFacts main = putActive(book, alphaMain(), report("7001"));
        assertThat(book.active(ALPHA)).contains(main);
        assertThat(book.active(ALPHA, "grid")).contains(grid);
        assertThat(book.active(ALPHA, "other")).isEmpty();
        assertThat(book.active(BETA)).isEmpty();
    }

    @Test
    void stepsThatLeadNowhereAreRefusedAndChangeNothing() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        assertRefused(Kind.CONFLICT, failureOf(book.activate(active.id())), "is active and cannot become active");
        done(book.retire(active.id()));
        assertRefused(Kind.CONFLICT, failureOf(book.retire(active.id())), "is retiring");
        done(book.revoke(active.id()));
        assertRefused(Kind.NOT_FOUND, failureOf(book.activate(active.id())), "key list");
        assertThat(storedState(active.id())).isEqualTo(CredentialState.REVOKED);
    }

    @Test
    void aRevocationHoldsFromTheCallOnForSignersHandedOutBefore() throws Exception {
        // Given
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        Signer handedOut = done(book.signer(active.id()));
        sign(handedOut);
        // When
        Future<Void> revoked = book.revoke(active.id());
        // Then: at once, before the store has said anything
        Future<?> tried = handedOut.rest(FakeDesk.to(FakeDesk.TESTNET), Buffer.buffer(), 1, 1);
        assertNotSent(tried.cause(), "is revoked");
        assertThat(book.active(ALPHA)).isEmpty();
        assertNotSent(failureOf(book.signer(active.id())), "is revoked");
        done(revoked);
    }

    @Test
    void aRevocationWipesTheSecretFromTheStoreForGood() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        done(book.revoke(active.id()));
        Row row = done(desk.store.query(Sql.of("SELECT * FROM credentials"))).get(0);
        assertThat(row.bytesOrNull("sealed")).isNull();
        assertThat(row.textOrNull("dek_id")).isNull();
        CredentialBook afterRestart = desk.book();
        assertThat(afterRestart.list())
                .singleElement()
                .satisfies(head -> assertThat(head.state()).isEqualTo(CredentialState.REVOKED));
        assertThat(afterRestart.active(ALPHA)).isEmpty();
        done(book.revoke(active.id()));
    }

    @Test
    void aRevocationThatTheStoreCannotKeepStillHoldsInThisProcessAndSaysThatItFailed() throws Exception {
        // Given
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        Signer handedOut = done(book.signer(active.id()));
        done(desk.store.close());
        // When
        Throwable failure = failureOf(book.revoke(active.id()));
        // Then
        assertThat(failure).hasMessageContaining("closed");
        assertNotSent(handedOut.socketAuth(1).cause(), "is revoked");
    }

    @Test
    void aRevocationWinsOverAChangeThatIsBeingWritten() throws Exception {
        // Given: an activation that waits for the master key
        CredentialFacts staged = putStaged(alphaMain());
        desk.kek.hold();
        Future<CredentialFacts> activation = book.activate(staged.id());
        // When
        Future<Void> revocation = book.revoke(staged.id());
        desk.kek.release();
        // Then
        failureOf(activation);
        done(revocation);
        assertThat(book.active(ALPHA)).isEmpty();
        assertThat(storedState(staged.id())).isEqualTo(CredentialState.REVOKED);
        assertThat(desk.book().active(ALPHA)).isEmpty();
    }

    @Test
    void aSignerThatIsBeingOpenedWhileItsCredentialIsRevokedSignsNothing() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        CredentialBook cold = desk.book();
        desk.kek.hold();
        Future<Signer> opening = cold.signer(active.id());
        Future<Void> revocation = cold.revoke(active.id());
        desk.kek.release();
        done(revocation);
        Future<?> signed = opening.compose(signer -> signer.socketAuth(1));
        failureOf(signed);
        assertThat(desk.log.lines).isEmpty();
    }

    @Test
    void aSignerIsOpenedOnceForAllThatAskAndAgainOnlyAfterItWasIdle() throws Exception {
        // Given
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        CredentialBook cold = desk.book();
        desk.kek.unwraps.set(0);
        desk.kek.hold();
        // When
        List<Future<Signer>> asked = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            asked.add(cold.signer(active.id()));
        }
        desk.kek.release();
        done(Future.all(asked));
        // Then
        assertThat(desk.kek.unwraps).hasValue(1);
        Future<Signer> warm = cold.signer(active.id());
        assertThat(warm.succeeded()).isTrue();
        assertThat(cold.signer(active.id()))
                .as("nothing is made for a warm look-up")
                .isSameAs(warm);
        desk.nanos.addAndGet(SignerCache.IDLE_MAX.toNanos() + 1);
        sign(done(cold.signer(active.id())));
        assertThat(desk.kek.unwraps).hasValue(2);
        assertThat(sign(warm.result()).signature())
                .as("one let go of still signs")
                .isEqualTo(V6);
    }

    @Test
    void aSignerThatIsOpenedWhileItsFactsAreSealedAnewOpensAllTheSame() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        for (int i = 0; i < 30; i++) {
            Future<CredentialFacts> renewal = book.renew(active.id(), report("7001"));
            List<Future<Signer>> cold = new ArrayList<>();
            while (!renewal.isComplete()) {
                desk.nanos.addAndGet(SignerCache.IDLE_MAX.toNanos() + 1);
                cold.add(book.signer(active.id()));
                Thread.onSpinWait();
            }
            done(renewal);
            done(Future.all(cold));
        }
    }

    @Test
    void aSignerThatFailedToOpenIsTriedAgain() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        CredentialBook cold = desk.book();
        desk.run("UPDATE deks SET kek_id = ?", "file-other");
        assertRefused(Kind.MASTER_KEY, failureOf(cold.signer(active.id())), "sealed under master key file-other");
        desk.run("UPDATE deks SET kek_id = ?", desk.kek.id());
        sign(done(cold.signer(active.id())));
    }

    @Test
    void aColdSignerComesBackOnTheCallersContext(Vertx vertx) throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        CredentialBook cold = desk.book();
        desk.kek.hold();
        Context home = vertx.getOrCreateContext();
        Promise<Context> answeredOn = Promise.promise();
        Promise<Void> asked = Promise.promise();
        Future<Signer> first = cold.signer(active.id());
        home.runOnContext(go -> {
            cold.signer(active.id()).onComplete(signer -> answeredOn.complete(Vertx.currentContext()));
            asked.complete();
        });
        done(asked.future());
        desk.kek.release();
        done(first);
        assertThat(done(answeredOn.future())).isSameAs(home);
    }

    @Test
    void aChangeComesBackOnTheCallersContextEvenBehindAnotherCallersChange(Vertx vertx) throws Exception {
        CredentialFacts staged = putStaged(alphaMain());
        desk.kek.hold();
        Future<CredentialFacts> ahead = book.activate(staged.id());
        Context home = vertx.getOrCreateContext();
        Promise<Context> answeredOn = Promise.promise();
        home.runOnContext(go -> {
            book.reload().onComplete(done -> answeredOn.complete(Vertx.currentContext()));
            desk.kek.release();
        });
        done(ahead);
        assertThat(done(answeredOn.future())).isSameAs(home);
    }

    @Test
    void aKeyThatIsStoredAlreadyIsRefusedByName() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        assertThatThrownBy(() -> book.tryOut(candidate(BETA, "main", "TESTKEY1234567890ab")))
                .hasMessageContaining("stored already")
                .hasMessageContaining("alpha/main on testnet");
        done(book.revoke(active.id()));
        putActive(book, alphaMain(), report("7001"));
    }

    @Test
    void twoChecksOfOneKeyAtATimeStoreItOnce() throws Exception {
        Trial one = book.tryOut(alphaMain());
        Trial two = book.tryOut(alphaMain());
        Future<CredentialFacts> first = book.put(one, report("7001"), CredentialLimits.NONE);
        Future<CredentialFacts> second = book.put(two, report("7001"), CredentialLimits.NONE);
        done(first);
        assertRefused(Kind.CONFLICT, failureOf(second), "stored already");
        assertThat(done(desk.store.query(Sql.of("SELECT id FROM credentials")))).hasSize(1);
    }

    @Test
    void aKeyOfAnotherUidThanTheAccountsIsRefused() throws Exception {
        putActive(book, alphaMain(), report("7001"));
        Trial trial = book.tryOut(candidate(ALPHA, "grid", "GRIDKEY"));
        assertRefused(
                Kind.INVALID,
                failureOf(book.put(trial, report("7002"), CredentialLimits.NONE)),
                "belongs to UID 7002",
                "alpha is UID 7001");
        assertThat(book.list()).hasSize(1);
    }

    @Test
    void theFirstKeyTellsItsAccountsUid() throws Exception {
        putActive(book, alphaMain(), report("7001"));
        Row account = done(desk.store.query(Sql.of("SELECT uid, parent_uid FROM accounts WHERE name = ?", "alpha")))
                .get(0);
        assertThat(account.text("uid")).isEqualTo("7001");
        assertThat(account.text("parent_uid")).isEqualTo("1");
    }

    @Test
    void aKeyForAnUnknownAccountNamesTheCommandThatMakesIt() throws Exception {
        Trial trial = book.tryOut(candidate(new AccountId("gamma"), "main", "GAMMAKEY"));
        assertRefused(
                Kind.NOT_FOUND,
                failureOf(book.put(trial, report("7001"), CredentialLimits.NONE)),
                "account add gamma --env testnet");
    }

    @Test
    void theKeysOfAnAccountShareOneDataKeyAndAccountsShareNone() throws Exception {
        putActive(book, alphaMain(), report("7001"));
        putActive(book, candidate(ALPHA, "grid", "GRIDKEY"), report("7001"));
        putActive(book, candidate(BETA, "main", "BETAKEY"), report("7002"));
        List<Row> deks = done(desk.store.query(Sql.of(
                "SELECT account, dek_id, COUNT(*) AS n FROM credentials GROUP BY account, dek_id ORDER BY account")));
        assertThat(deks)
                .extracting(row -> row.text("account") + row.number("n"))
                .containsExactly("alpha2", "beta1");
    }

    @Test
    void newFactsAreSealedAnewAndSurviveARestart() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        KeyReport later = new KeyReport(report("7001").key(), FakeDesk.NOW.toEpochMilli() + 86_400_000);
        CredentialFacts renewed = done(book.renew(active.id(), later));
        assertThat(renewed.report()).isEqualTo(later);
        assertThat(renewed.head().stage().version())
                .isEqualTo(active.head().stage().version() + 1);
        assertThat(desk.book().active(ALPHA)).contains(renewed);
        assertThat(sign(done(desk.book().signer(active.id()))).signature()).isEqualTo(V6);
    }

    @Test
    void theDesksLimitsOfAKeyAreKept() throws Exception {
        CredentialLimits limits = new CredentialLimits(20, 5, null);
        CredentialFacts stored = done(book.put(book.tryOut(alphaMain()), report("7001"), limits));
        assertThat(stored.limits()).isEqualTo(limits);
        assertThat(desk.book().facts(stored.id()).orElseThrow().limits()).isEqualTo(limits);
        assertThatThrownBy(() -> new CredentialLimits(0, null, null)).hasMessageContaining("requestsPerSecond is 0");
    }

    @Test
    void anAccountThatIsRemovedTakesItsKeysAlongAtTheNextReading() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        Signer handedOut = done(book.signer(active.id()));
        desk.run("DELETE FROM accounts WHERE name = ?", "alpha");
        done(book.reload());
        assertThat(book.list()).isEmpty();
        assertNotSent(handedOut.socketAuth(1).cause(), "is revoked");
    }

    @Test
    void anotherMasterKeyOpensNothingAndSaysWhichOneIsNeeded() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        Kek other = KeyFileKek.create(folder.resolve("other.key"), new SecureRandom());
        CredentialBook locked = desk.book(other);
        assertThat(locked.active(ALPHA)).isEmpty();
        assertThat(locked.unreadable()).singleElement().satisfies(one -> {
            assertThat(one.id()).isEqualTo(active.id().text());
            assertThat(one.why()).contains(desk.kek.id(), other.id(), "start it with the master key");
        });
        assertThat(locked.whyNoneActive(ALPHA)).contains("sealed under master key");
        assertNotSent(failureOf(locked.signer(active.id())), "does not open");
    }

    @Test
    void revokingWhatIsNotThereIsRefusedInWords() throws Exception {
        assertRefused(Kind.NOT_FOUND, failureOf(book.revoke(new CredentialId("nobody"))), "nobody", "key list");
    }

    @Test
    void aKeyThatDoesNotOpenCanBeRevokedAndPutInAgain() throws Exception {
        CredentialFacts active = putActive(book, alphaMain(), report("7001"));
        desk.run("UPDATE credentials SET label = ?", "grid");
        CredentialBook reread = desk.book();
        assertThat(reread.unreadable()).hasSize(1);
        done(reread.revoke(active.id()));
        assertThat(reread.unreadable()).isEmpty();
        putActive(reread, alphaMain(), report("7001"));
        assertThat(reread.active(ALPHA)).isPresent();
    }

    @Test
    void manyKeysAreReadInSlicesBetweenWhichTheLoopServesOthers(Vertx vertx) throws Exception {
        // Given
        int keys = 5 * Burst.SLICE;
        for (int i = 0; i < keys; i++) {
            putStaged(candidate(ALPHA, "k" + i, "KEYNUMBER" + i));
        }
        AtomicInteger othersServed = new AtomicInteger();
        Promise<Void> reread = Promise.promise();
        // When: another piece of work keeps asking for the same loop
        vertx.getOrCreateContext().runOnContext(go -> {
            Future<Void> reading = book.reload().onComplete(reread);
            serveUntil(reading, othersServed);
        });
        done(reread.future());
        // Then
        assertThat(book.list()).hasSize(keys);
        assertThat(book.unreadable()).isEmpty();
        assertThat(othersServed.get()).isGreaterThan(keys / Burst.SLICE);
    }

    private static void serveUntil(Future<Void> end, AtomicInteger served) {
        served.incrementAndGet();
        if (!end.isComplete()) {
            Vertx.currentContext().runOnContext(go -> serveUntil(end, served));
        }
    }

    @Test
    void whileAKeyIsReplacedNoReaderEverSeesItsAccountWithoutAKey() throws Exception {
        putActive(book, alphaMain(), report("7001"));
        AtomicInteger without = new AtomicInteger();
        AtomicInteger looks = new AtomicInteger();
        AtomicInteger ended = new AtomicInteger();
        Thread reader = new Thread(() -> {
            while (ended.get() == 0) {
                looks.incrementAndGet();
                if (book.active(ALPHA).isEmpty() || book.active(ALPHA, "main").isEmpty()) {
                    without.incrementAndGet();
                }
            }
        });
        reader.start();
        for (int i = 0; i < 20; i++) {
            putActive(book, candidate(ALPHA, "main", "REPLACED0000000" + i), report("7001"));
        }
        ended.set(1);
        reader.join();

        assertThat(looks).hasPositiveValue();
        assertThat(without).hasValue(0);
    }

    @Test
    void aCompromisedKeySignsNothingButProbesAlsoAfterARestart() throws Exception {
        CredentialFacts key = putActive(book, alphaMain(), report("7001"));
        Signer handedOut = done(book.signer(key.id()));

        done(book.condemn(key.id()));

        assertNotSent(failureOf(handedOut.rest(FakeDesk.to(FakeDesk.TESTNET), Buffer.buffer(), 1, 1)), "revoked");
        for (CredentialBook each : List.of(book, desk.book())) {
            assertThat(each.facts(key.id())).isEmpty();
            assertThat(each.active(ALPHA)).isEmpty();
            assertNotSent(failureOf(each.signer(key.id())), "revoked");
            assertThat(each.list())
                    .singleElement()
                    .satisfies(head -> assertThat(head.state()).isEqualTo(CredentialState.COMPROMISED));
            assertThat(done(each.probe(
                                    key.id(),
                                    signer -> signer.rest(
                                            FakeDesk.to(FakeDesk.TESTNET),
                                            Buffer.buffer("{}"),
                                            1_700_000_000_000L,
                                            5_000)))
                            .signature())
                    .isEqualTo(V6);
            assertThatThrownBy(() -> each.tryOut(alphaMain())).hasMessageContaining("revoked as compromised");
        }
    }

    @Test
    void aKeyWhoseMarkAsCompromisedIsTakenFromTheStoreDoesNotOpen() throws Exception {
        CredentialFacts key = putActive(book, alphaMain(), report("7001"));
        done(book.condemn(key.id()));
        desk.run("UPDATE credentials SET state = 'active', compromised = FALSE");

        CredentialBook afterRestart = desk.book();

        assertThat(afterRestart.active(ALPHA)).isEmpty();
        assertThat(afterRestart.unreadable()).hasSize(1);
    }

    @Test
    void aCompromisedKeyThatIsWipedIsRevokedForGood() throws Exception {
        CredentialFacts key = putActive(book, alphaMain(), report("7001"));
        done(book.condemn(key.id()));
        done(book.revoke(key.id()));

        assertThat(book.compromised()).isEmpty();
        assertThat(storedState(key.id())).isEqualTo(CredentialState.REVOKED);
        assertThat(desk.book().list())
                .singleElement()
                .satisfies(head -> assertThat(head.state()).isEqualTo(CredentialState.REVOKED));
    }

    @Test
    void whatWasPinnedToAKeyGoesToWhatTookItsPlaceUnderItsLabelAndToNothingElse() throws Exception {
        CredentialFacts main = putActive(book, alphaMain(), report("7001"));
        CredentialFacts fast = putActive(book, candidate(ALPHA, "fast", "FASTKEY000000001"), report("7001"));
        assertThat(book.inPlaceOf(fast.id())).contains(fast);

        CredentialFacts next = putActive(book, candidate(ALPHA, "fast", "FASTKEY000000002"), report("7001"));
        assertThat(book.inPlaceOf(fast.id())).contains(next);
        done(book.revoke(fast.id()));
        assertThat(book.inPlaceOf(fast.id())).contains(next);
        done(book.revoke(next.id()));
        assertThat(book.inPlaceOf(fast.id())).isEmpty();
        assertThat(book.whyNoneInPlaceOf(fast.id())).contains("label fast", "key put alpha --label fast");
        assertThat(book.inPlaceOf(main.id())).contains(main);
        assertThat(book.inPlaceOf(new CredentialId("nobody"))).isEmpty();
    }
}
