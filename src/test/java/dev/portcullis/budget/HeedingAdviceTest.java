package dev.portcullis.budget;

import static dev.portcullis.budget.Station.outOfBudget;
import static dev.portcullis.budget.Station.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.Limits;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class HeedingAdviceTest {
    private static final RateAdvice BANNED = new RateAdvice(OptionalInt.empty(), 0, true);

    private final Station station = new Station();

    @Test
    void theTierOfAnAccountSetsItsLimits() {
        station.budgets.tier(new AccountKey(FakeRules.MAINNET, "uid-alpha"), Tier.ofVipLevel("VIP-3"));

        assertThat(station.exhaust(station.call())).isEqualTo(60);
        assertThat(station.exhaust(station.call().on("beta"))).isEqualTo(10);
    }

    @Test
    void aHigherTierLetsThroughThoseWhoWait() {
        station.exhaust(station.call());
        Place waiting = station.create();

        station.budgets.tier(new AccountKey(FakeRules.MAINNET, "uid-alpha"), Tier.ofVipLevel("VIP-1"));

        assertThat(waiting.turn().succeeded()).isTrue();
    }

    @Test
    void adviceRaisesTheLimitAndLetsThroughThoseWhoWait() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        Place waiting = station.create();

        first.answered(limit(20));

        assertThat(waiting.turn().succeeded()).isTrue();
        assertThat(station.exhaust(station.call())).isEqualTo(9);
    }

    @Test
    void adviceLowersTheLimit() {
        turn(station.create()).answered(limit(4));

        assertThat(station.exhaust(station.call())).isEqualTo(3);
    }

    @Test
    void aLoweredLimitRefusesACallThatCanNeverPassAgain() {
        Turn first = turn(station.call().batch(5).enter());
        Place big = station.call().batch(8).enter();
        Place small = station.call().by("bot2").batch(1).enter();

        first.answered(limit(6));

        assertThat(outOfBudget(big).detail()).contains("counts 8").contains("at most 6");
        assertThat(small.turn().succeeded()).isTrue();
    }

    @Test
    void aConfiguredTierIsNotMovedByAdvice() {
        Station fixed = new Station(new FakeRules().mainnet(AddressLimit.BYBIT, new TierRule.Fixed(Tier.perSecond(5))));
        turn(fixed.create()).answered(limit(100));

        assertThat(fixed.exhaust(fixed.call())).isEqualTo(4);
    }

    @Test
    void newRulesReachTheWindowsThatExist() {
        station.exhaust(station.call());
        Place waiting = station.create();

        station.rules.mainnet(AddressLimit.BYBIT, new TierRule.Fixed(Tier.perSecond(50)));
        station.budgets.rules(station.rules);

        assertThat(waiting.turn().succeeded()).isTrue();
        assertThat(station.exhaust(station.call())).isEqualTo(39);
    }

    @Test
    void tooManyVisitsClosesThatWindowUntilItsReset() {
        Turn first = turn(station.create());
        first.departed();
        first.answered(closed(800));
        Place patient = station.create();
        Place hasty = station.call().within(300).enter();

        assertThat(outOfBudget(hasty).retryAfterMillis()).isEqualTo(800);
        assertThat(outOfBudget(hasty).detail()).contains("10006").contains("outside the gate");
        assertThat(station.call().cancel().enter().turn().succeeded())
                .as("another window")
                .isTrue();

        station.time.passMillis(799);
        assertThat(patient.turn().isComplete()).isFalse();
        station.time.passMillis(1);
        assertThat(patient.turn().succeeded()).isTrue();
    }

    @Test
    void aCallThatHasItsTurnButHasNotLeftHearsThatItsWindowClosed() {
        Turn unlucky = turn(station.create());
        Turn ready = turn(station.create());
        assertThat(ready.whyClosed()).isEmpty();

        unlucky.answered(closed(500));

        assertThat(ready.whyClosed()).isPresent();
        assertThat(ready.again()).isEmpty();
        station.time.passMillis(500);
        assertThat(ready.whyClosed()).isEmpty();
    }

    @Test
    void aBanClosesTheAddressForAllAccountsUntilTheQuarantineIsOver() {
        Turn unlucky = turn(station.create());
        Turn ready = turn(station.call().on("beta").enter());
        station.exhaust(station.call().on("gamma"));
        Place waiting = station.call().on("gamma").enter();

        unlucky.answered(BANNED);

        assertThat(outOfBudget(waiting).bound()).isEqualTo(BudgetBound.ADDRESS);
        assertThat(outOfBudget(waiting).retryAfterMillis()).isEqualTo(600_000);
        assertThat(ready.whyClosed()).isPresent();
        Rejection.OutOfBudget cancel =
                outOfBudget(station.call().on("delta").cancel().enter());
        assertThat(cancel.detail()).contains("banned").contains("600000 ms");
        assertThat(station.call().in(FakeRules.TESTNET).enter().turn().succeeded())
                .as("another address window")
                .isTrue();
        station.time.pass(Duration.ofMinutes(10));
        assertThat(station.create().turn().succeeded()).isTrue();
    }

    @Test
    void aBanRefusesEveryoneInEveryLineOnce() {
        Turn unlucky = turn(station.create());
        station.exhaust(station.call());
        station.exhaust(station.call().amend());
        List<Place> waiting = new ArrayList<>();
        for (int i = 0; i < 20; i++) {
            waiting.add(station.create());
            waiting.add(station.call().by("bot2").amend().enter());
        }

        unlucky.answered(BANNED);

        assertThat(waiting).allMatch(place -> place.turn().failed());
        assertThat(station.budgets.meter().waiting().values()).containsOnly(0);
        assertThat(station.budgets.meter().windows()).allMatch(window -> window.waiting() == 0);
    }

    @Test
    void theBanIsToldByEnvironment() {
        turn(station.create()).answered(BANNED);
        station.time.pass(Duration.ofMinutes(4));

        assertThat(station.budgets.bannedMillis(FakeRules.MAINNET)).isEqualTo(360_000);
        assertThat(station.budgets.bannedMillis(FakeRules.TESTNET)).isZero();
    }

    @Test
    void aShortQuarantineIsWaitedForByWhoCan() {
        Limits limits = new Limits(AddressLimit.BYBIT, new TierRule.Auto(), Duration.ofMillis(500));
        station.rules.environments.put(FakeRules.MAINNET, new EnvironmentBudget("bybit", limits));
        turn(station.create()).answered(BANNED);
        List<Place> waiting = new ArrayList<>();
        waiting.add(station.create());
        waiting.add(station.call().on("beta").cancel().enter());

        station.time.passMillis(500);

        assertThat(waiting)
                .extracting(Place::turn)
                .allSatisfy(turn -> assertThat(turn.succeeded()).as("%s", turn).isTrue());
    }

    private static RateAdvice limit(int perSecond) {
        return new RateAdvice(OptionalInt.of(perSecond), 0, false);
    }

    private static RateAdvice closed(long millis) {
        return new RateAdvice(OptionalInt.empty(), millis, false);
    }
}
