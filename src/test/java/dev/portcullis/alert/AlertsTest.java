package dev.portcullis.alert;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** An alert is told of when it begins, seldom while it stands, and when it is over; a flood changes none of that. */
final class AlertsTest {
    private static final Duration REPEAT = Duration.ofHours(1);

    private final FakeTime time = new FakeTime();
    private final FakeOutlet outlet = new FakeOutlet();
    private final Alerts alerts = new Alerts(time.alertTime(), REPEAT, List.of(outlet));

    @Test
    void whatIsRaisedAgainAndAgainIsToldOnce() {
        for (int i = 0; i < 1_000; i++) {
            alerts.raise(AlertKind.KEY_UNHEALTHY, "alpha/main", "Bybit says no");
            time.pass(Duration.ofSeconds(1));
        }

        assertThat(outlet.inShort()).containsExactly("RAISED alpha/main");
        assertThat(alerts.standing()).hasSize(1);
    }

    @Test
    void whatStillStandsIsToldAgainAfterTheRepeatTimeThoughNobodyRaisesIt() {
        alerts.raise(AlertKind.KEY_WIDENED, "alpha/main", "it may withdraw now");

        time.pass(REPEAT.minusSeconds(1));
        assertThat(outlet.told()).hasSize(1);
        time.pass(Duration.ofSeconds(1));

        assertThat(outlet.inShort()).containsExactly("RAISED alpha/main", "REPEATED alpha/main");
        assertThat(outlet.told().get(1).since()).isEqualTo(outlet.told().get(0).since());
        time.pass(REPEAT.multipliedBy(3));
        assertThat(outlet.told()).hasSize(5);
    }

    @Test
    void eachStandingAlertKeepsItsOwnRepeatTime() {
        alerts.raise(AlertKind.KEY_WIDENED, "first", "so");
        time.pass(Duration.ofMinutes(30));
        alerts.raise(AlertKind.KEY_WIDENED, "second", "so");

        time.pass(Duration.ofMinutes(30));
        assertThat(outlet.inShort()).containsExactly("RAISED first", "RAISED second", "REPEATED first");
        time.pass(Duration.ofMinutes(30));

        assertThat(outlet.inShort()).endsWith("REPEATED first", "REPEATED second");
    }

    @Test
    void theEndIsToldOnceAndABeginningAfterItIsNew() {
        alerts.raise(AlertKind.CLOCK_UNTRUSTED, "demo", "unknown");
        time.pass(Duration.ofSeconds(5));

        alerts.clear(AlertKind.CLOCK_UNTRUSTED, "demo");
        assertThat(alerts.clear(AlertKind.CLOCK_UNTRUSTED, "demo")).isEmpty();
        alerts.raise(AlertKind.CLOCK_UNTRUSTED, "demo", "unknown");

        assertThat(outlet.inShort()).containsExactly("RAISED demo", "CLEARED demo", "RAISED demo");
        assertThat(outlet.told().get(2).since()).isAfter(outlet.told().get(0).since());
    }

    @Test
    void subjectsAndKindsStandForThemselves() {
        alerts.raise(AlertKind.KEY_UNHEALTHY, "alpha", "so");
        alerts.raise(AlertKind.KEY_UNHEALTHY, "beta", "so");
        alerts.raise(AlertKind.KEY_EXPIRING, "alpha", "so");
        alerts.clear(AlertKind.KEY_UNHEALTHY, "alpha");

        assertThat(alerts.standing())
                .extracting(alert -> alert.kind().text() + " " + alert.subject())
                .as("the worst first")
                .containsExactly("key-unhealthy beta", "key-expiring alpha");
        assertThat(alerts.standing(AlertKind.KEY_UNHEALTHY)).isEqualTo(1);
    }

    @Test
    void aFloodOfOneKindIsBoundedAndHidesNoOtherKind() {
        for (int i = 0; i < 10_000; i++) {
            alerts.raise(AlertKind.TOKEN_NEW_ADDRESS, "token" + i, "so");
        }
        alerts.raise(AlertKind.KEY_UNHEALTHY, "alpha", "so");

        assertThat(alerts.standing()).hasSize(Alerts.NAMED_PER_KIND_MAX + 2);
        assertThat(outlet.told()).hasSize(Alerts.NAMED_PER_KIND_MAX + 2);
        assertThat(outlet.inShort()).endsWith("RAISED others", "RAISED alpha");
    }

    @Test
    void thatThereAreOthersEndsWhenThereIsRoomAgain() {
        for (int i = 0; i <= Alerts.NAMED_PER_KIND_MAX; i++) {
            alerts.raise(AlertKind.UNKNOWN_OVERDUE, "order" + i, "so");
        }
        alerts.clear(AlertKind.UNKNOWN_OVERDUE, "order7");

        assertThat(outlet.inShort()).endsWith("RAISED others", "CLEARED order7", "CLEARED others");
        alerts.raise(AlertKind.UNKNOWN_OVERDUE, "order" + Alerts.NAMED_PER_KIND_MAX, "so");
        assertThat(outlet.inShort()).endsWith("RAISED order" + Alerts.NAMED_PER_KIND_MAX);
    }

    @Test
    void nothingThatATerminalObeysAndNothingEndlessGetsOut() {
        alerts.raise(AlertKind.FOREIGN_ORDER, "alpha\u001b[2J\nnext", "x".repeat(5_000));

        assertThat(outlet.told().get(0).subject()).isEqualTo("alpha [2J next");
        assertThat(outlet.told().get(0).words()).hasSize(600).endsWith("...");
        assertThat(alerts.clear(AlertKind.FOREIGN_ORDER, "alpha\u001b[2J\nnext"))
                .isPresent();
    }

    @Test
    void aTestGoesThroughEveryOutletAndStandsNowhere() {
        assertThat(alerts.test(AlertKind.EGRESS_BANNED).result())
                .containsExactly(new OutletReport("fake", true, "egress-banned"));

        assertThat(alerts.standing()).isEmpty();
        assertThat(outlet.told())
                .singleElement()
                .satisfies(notice -> assertThat(notice.test()).isTrue());
        time.pass(REPEAT.multipliedBy(2));
        assertThat(outlet.told()).hasSize(1);
    }

    @Test
    void nobodyIsToldOfAnythingAfterTheEnd() {
        alerts.raise(AlertKind.KEY_WIDENED, "alpha", "so");
        alerts.close();

        alerts.raise(AlertKind.KEY_WIDENED, "beta", "so");
        time.pass(REPEAT.multipliedBy(2));

        assertThat(outlet.told()).hasSize(1);
        assertThat(time.pending()).isZero();
    }

    @Test
    void manyThreadsThatSeeTheSameThingTellItOnce() throws InterruptedException {
        List<Thread> threads = new ArrayList<>();
        for (int i = 0; i < 8; i++) {
            threads.add(new Thread(() -> {
                for (int j = 0; j < 1_000; j++) {
                    alerts.raise(AlertKind.SLOW_STAGE, "exchange", "slow");
                }
            }));
        }
        threads.forEach(Thread::start);
        for (Thread thread : threads) {
            thread.join();
        }

        assertThat(outlet.told()).hasSize(1);
    }

    @Test
    void whatComesAndGoesIsClearedOnlyWhenItHasBeenCalm() {
        StandingConditions clocks =
                new StandingConditions(alerts, AlertKind.CLOCK_UNTRUSTED, time, Duration.ofSeconds(30));

        for (int i = 0; i < 20; i++) {
            clocks.are(i % 2 == 0 ? Map.of("demo", "no time") : Map.of());
            time.pass(Duration.ofSeconds(1));
        }
        assertThat(outlet.inShort()).containsExactly("RAISED demo");
        time.pass(Duration.ofSeconds(30));
        clocks.are(Map.of());

        assertThat(outlet.inShort()).containsExactly("RAISED demo", "CLEARED demo");
        assertThat(alerts.standing()).isEmpty();
    }
}
