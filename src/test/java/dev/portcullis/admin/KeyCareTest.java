package dev.portcullis.admin;

import static dev.portcullis.admin.KeyBench.done;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.bybit.Signer;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** What housekeeping does for keys, under a clock that the test moves. */
@ExtendWith(VertxExtension.class)
final class KeyCareTest {
    private static final Duration OVERLAP = Duration.ofMinutes(10);
    private static final Duration FIFTH_OF_A_SECOND = Duration.ofMillis(200);

    @TempDir
    Path folder;

    private final KeyHealth health = new KeyHealth();
    private final List<String> asked = new ArrayList<>();
    private KeyBench bench;
    private RetiringKeys retiring;
    private int unresolved;
    private KeyVerdict answer = new KeyVerdict.Works(KeyBench.facts());

    @BeforeEach
    void open(Vertx vertx) throws Exception {
        bench = new KeyBench(vertx, folder);
        furnish();
    }

    private void furnish() {
        retiring = new RetiringKeys(
                bench.book, (environment, account) -> unresolved, health, bench.ledger, () -> OVERLAP, bench::now);
    }

    private CompromisedKeys compromised() {
        return new CompromisedKeys(bench.book, this::ask, pace(), bench.ledger, bench::now);
    }

    private KeyRadar radar() {
        return new KeyRadar(
                bench.book, new KeyRadar.Asking(this::ask, pace()), health, bench.ledger, bench::now, known -> {});
    }

    private AskingPace pace() {
        return new AskingPace(environment -> FIFTH_OF_A_SECOND, bench::nanos);
    }

    private Future<KeyVerdict> ask(CredentialFacts key, Signer signer) {
        asked.add(key.head().apiKey().text());
        return Future.succeededFuture(answer);
    }

    @AfterEach
    void close() throws Exception {
        bench.close();
    }

    @Test
    void aReplacedKeyIsWipedWhenItsOverlapHasPassedAndNotBefore() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        bench.put("main", "SecondKey0000001");

        bench.pass(OVERLAP.minusSeconds(1));
        retiring.round();
        assertThat(bench.stateOf(old.id())).contains(CredentialState.RETIRING);

        bench.pass(Duration.ofSeconds(1));
        retiring.round();
        becomes(old, CredentialState.REVOKED);
        assertThat(bench.recorded).anyMatch(record -> record.contains("its overlap has passed"));
    }

    @Test
    void aRestartInTheMiddleOfAnOverlapNeitherEndsItNorBeginsItAgain() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        bench.put("main", "SecondKey0000001");
        bench.pass(OVERLAP.minusSeconds(60));

        bench.reopen();
        furnish();
        retiring.round();
        assertThat(bench.stateOf(old.id())).contains(CredentialState.RETIRING);
        bench.pass(Duration.ofSeconds(60));
        retiring.round();

        becomes(old, CredentialState.REVOKED);
    }

    @Test
    void aCheckOfAReplacedKeyDoesNotBeginItsOverlapAgain() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        bench.put("main", "SecondKey0000001");
        bench.pass(OVERLAP.minusSeconds(1));
        done(bench.book.renew(old.id(), old.report()));

        bench.pass(Duration.ofSeconds(1));
        retiring.round();

        becomes(old, CredentialState.REVOKED);
    }

    @Test
    void aReplacedKeyStaysWhileAnOrderOfItsAccountHasNoKnownOutcome() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        bench.put("main", "SecondKey0000001");
        unresolved = 1;
        bench.pass(OVERLAP.multipliedBy(6));
        retiring.round();
        assertThat(bench.stateOf(old.id())).contains(CredentialState.RETIRING);

        unresolved = 0;
        retiring.round();
        becomes(old, CredentialState.REVOKED);
    }

    @Test
    void aReplacedKeySignsAgainWhenBybitRefusesTheNewOne() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        CredentialFacts next = laterPut("SecondKey0000001");
        for (int i = 0; i < 3; i++) {
            health.refused(
                    next.id(), KeyTrouble.WRONG_ADDRESS.told(), KeyBench.facts().rights());
        }

        retiring.round();

        becomes(old, CredentialState.ACTIVE);
        assertThat(bench.stateOf(next.id())).contains(CredentialState.RETIRING);
        assertThat(bench.recorded)
                .anyMatch(
                        record -> record.contains("key rotate undone") && record.contains("bound to other addresses"));
    }

    @Test
    void keysThatBybitRefusesBothDoNotChangePlaces() throws Exception {
        CredentialFacts old = bench.put("main", "FirstKey00000001");
        CredentialFacts next = laterPut("SecondKey0000001");
        for (int i = 0; i < 3; i++) {
            health.refused(
                    next.id(), KeyTrouble.WRONG_ADDRESS.told(), KeyBench.facts().rights());
        }
        health.refused(
                old.id(), KeyTrouble.WRONG_ADDRESS.told(), KeyBench.facts().rights());

        retiring.round();

        assertThat(bench.stateOf(next.id())).contains(CredentialState.ACTIVE);
    }

    @Test
    void whatARestartLeftHalfPutInIsWiped() throws Exception {
        CredentialFacts staged = bench.stage("main", "FirstKey00000001");
        bench.reopen();
        furnish();
        bench.pass(OVERLAP);
        retiring.round();
        becomes(staged, CredentialState.REVOKED);
    }

    @Test
    void aCompromisedKeyIsAskedAboutEveryMinuteUntilBybitDoesNotKnowIt() throws Exception {
        CredentialFacts key = bench.put("main", "StolenKey0000001");
        done(bench.book.condemn(key.id()));
        bench.reopen();
        CompromisedKeys compromised = compromised();

        done(compromised.round());
        bench.pass(Duration.ofSeconds(59));
        done(compromised.round());
        assertThat(asked).hasSize(1);
        assertThat(bench.stateOf(key.id())).contains(CredentialState.COMPROMISED);

        answer = new KeyVerdict.Refused(10010, "it is bound to other addresses", "");
        bench.pass(Duration.ofSeconds(1));
        done(compromised.round());
        assertThat(bench.stateOf(key.id())).as("refused, but not gone").contains(CredentialState.COMPROMISED);

        answer = new KeyVerdict.Refused(10003, "it is not known", "");
        bench.pass(Duration.ofSeconds(60));
        done(compromised.round());
        assertThat(asked).hasSize(3);
        assertThat(bench.stateOf(key.id())).contains(CredentialState.REVOKED);
        assertThat(bench.book.compromised()).isEmpty();
    }

    @Test
    void theRadarAsksAboutEveryKeyAfterTheStartAndThenDailyAtItsPace() throws Exception {
        for (int i = 0; i < 12; i++) {
            bench.put("l" + i, "SomeOfManyKeys" + i);
        }
        KeyRadar radar = radar();
        List<Integer> perRound = new ArrayList<>();
        for (int second = 0; second < 4; second++) {
            int before = asked.size();
            done(radar.round());
            perRound.add(asked.size() - before);
            bench.pass(Duration.ofSeconds(1));
        }
        assertThat(asked).doesNotHaveDuplicates().hasSize(12);
        assertThat(perRound)
                .as("at most one second's worth at once, and no more in the long run than 5 a second")
                .allMatch(size -> size <= 6);

        bench.pass(Duration.ofHours(23));
        done(radar.round());
        assertThat(asked).hasSize(12);
        bench.pass(Duration.ofHours(1));
        done(radar.round());
        assertThat(asked).hasSizeGreaterThan(12);
    }

    @Test
    void anUnhealthyKeyIsAskedAboutAgainAfterAMinuteAndCuredByAGoodAnswer() throws Exception {
        CredentialFacts key = bench.put("main", "FirstKey00000001");
        KeyRadar radar = radar();
        answer = new KeyVerdict.Refused(10003, "it is not known", "check it");
        for (int i = 0; i < 3; i++) {
            done(radar.round());
            bench.pass(Duration.ofMinutes(1));
        }
        assertThat(health.of(key.id()))
                .hasValueSatisfying(illness -> assertThat(illness.suspends()).isTrue());

        answer = new KeyVerdict.Works(KeyBench.facts());
        done(radar.round());
        assertThat(health.of(key.id())).isEmpty();
    }

    @Test
    void theRadarWritesDownWhatHasChangedAtBybit() throws Exception {
        CredentialFacts key = bench.put("main", "FirstKey00000001");
        var facts = KeyBench.facts();
        answer = new KeyVerdict.Works(new KeyFacts(
                new KeyFacts.Owner("7001", "7000", false, "VIP-2"),
                new KeyFacts.Rights(true, Map.of("Wallet", Set.of("Withdraw"))),
                List.of("192.0.2.8"),
                facts.expiresAt(),
                null,
                "",
                false));

        done(radar().round());

        assertThat(String.join("\n", bench.recorded))
                .contains(
                        "widened: it has gained the rights [Wallet:Withdraw]",
                        "it has lost the rights",
                        "it is read-only now",
                        "[192.0.2.7] and are [192.0.2.8]",
                        "VIP-1 and is VIP-2");
        assertThat(bench.book
                        .facts(key.id())
                        .orElseThrow()
                        .report()
                        .key()
                        .owner()
                        .vipLevel())
                .isEqualTo("VIP-2");
    }

    private CredentialFacts laterPut(String apiKey) throws Exception {
        bench.pass(Duration.ofSeconds(1));
        return bench.put("main", apiKey);
    }

    private void becomes(CredentialFacts key, CredentialState state) {
        Awaitility.await()
                .atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(bench.stateOf(key.id())).contains(state));
    }
}
