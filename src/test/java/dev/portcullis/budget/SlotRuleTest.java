package dev.portcullis.budget;

import static dev.portcullis.budget.Station.outOfBudget;
import static dev.portcullis.budget.Station.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Rejection;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.RejectedExecutionException;
import org.junit.jupiter.api.Test;

class SlotRuleTest {
    private final Station station = new Station();

    @Test
    void turnsAreGrantedAtOnceUpToTheLimit() {
        assertThat(station.exhaust(station.call())).isEqualTo(10);
        assertThat(station.exhaust(station.call().of(Category.SPOT))).isEqualTo(20);
    }

    @Test
    void aSlotIsHeldUntilTheAnswerAndOneSecondMore() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        first.departed();
        station.time.passMillis(700);
        first.answered(RateAdvice.NONE);

        Place waiting = station.call().within(1_500).enter();
        station.time.passMillis(999);
        assertThat(waiting.turn().isComplete()).isFalse();

        station.time.passMillis(1);
        assertThat(waiting.turn().succeeded()).isTrue();
        assertThat(turn(waiting).waitedNanos()).isEqualTo(1_000_000_000L);
    }

    @Test
    void aSlotWithoutAnswerIsHeldUntilTheResponseDeadlineAndOneSecondMore() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        first.departed();
        station.time.passMillis(100);
        first.unanswered(station.time.inMillis(500));

        Place waiting = station.create();
        station.time.passMillis(1_499);
        assertThat(waiting.turn().isComplete()).isFalse();

        station.time.passMillis(1);
        assertThat(waiting.turn().succeeded()).isTrue();
    }

    @Test
    void aCallThatWasNeverWrittenGivesItsSlotToTheNextAtOnce() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        Place waiting = station.create();

        first.departed();
        first.giveBack();

        assertThat(waiting.turn().succeeded()).isTrue();
    }

    @Test
    void onlyTheFirstWordAboutATurnCounts() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        first.answered(RateAdvice.NONE);

        first.giveBack();
        first.unanswered(station.time.getAsLong());

        assertThat(station.create().turn().isComplete()).isFalse();
        assertThat(station.budgets.meter().boarding()).isEqualTo(9);
        assertThat(station.budgets.meter().inFlight()).isZero();
    }

    @Test
    void aFurtherWriteTakesASlotOfItsOwn() {
        Turn first = turn(station.create());
        for (int i = 0; i < 9; i++) {
            assertThat(first.again()).isPresent();
        }

        assertThat(first.again()).isEmpty();

        first.giveBack();
        assertThat(first.again()).isPresent();
    }

    @Test
    void aFurtherWriteDoesNotPassABetterClassThatWaits() {
        Turn two = turn(station.call().batch(2).enter());
        Turn six = turn(station.call().batch(6).enter());
        Place better = station.call().batch(3).priority(Priority.REDUCE).enter();

        assertThat(better.turn().isComplete()).isFalse();
        assertThat(two.again()).as("two are free, but three wait for them").isEmpty();

        six.giveBack();
        assertThat(better.turn().succeeded()).isTrue();
        assertThat(two.again()).isPresent();
    }

    @Test
    void aBatchCountsItsOrdersInAWindowOfItsOwn() {
        assertThat(station.exhaust(station.call())).isEqualTo(10);
        assertThat(station.call().batch(10).enter().turn().succeeded()).isTrue();
        assertThat(station.call().batch(1).enter().turn().isComplete()).isFalse();
    }

    @Test
    void anOptionBatchCountsOne() {
        assertThat(station.exhaust(station.call().batch(20).of(Category.OPTION)))
                .isEqualTo(10);
    }

    @Test
    void aCostAboveTheLimitIsRefusedAtOnceNamingTheMaximum() {
        Rejection.OutOfBudget no = outOfBudget(station.call().batch(11).enter());

        assertThat(no.bound()).isEqualTo(BudgetBound.UID);
        assertThat(no.detail()).contains("counts 11").contains("batches of at most 10");
    }

    @Test
    void keysOfOneUidShareAWindowAndUidsDoNot() {
        station.exhaust(station.call());

        assertThat(station.call().key("other-key").enter().turn().isComplete()).isFalse();
        assertThat(station.call().on("beta").enter().turn().succeeded()).isTrue();
        assertThat(station.call().in(FakeRules.TESTNET).enter().turn().succeeded())
                .isTrue();
    }

    @Test
    void readsOfAllLinesShareOneWindow() {
        station.exhaust(station.call().read().of(Category.SPOT));

        assertThat(station.call().read().of(Category.LINEAR).enter().turn().isComplete())
                .isFalse();
    }

    @Test
    void theDeadlineRefusesNamingBoundFigureAndRoom() {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < 10; i++) {
            turns.add(turn(station.create()));
        }
        station.time.passMillis(300);
        turns.forEach(turn -> turn.answered(RateAdvice.NONE));
        Place waiting = station.call().within(400).enter();

        station.time.passMillis(399);
        assertThat(waiting.turn().isComplete()).isFalse();
        station.time.passMillis(1);

        Rejection.OutOfBudget no = outOfBudget(waiting);
        assertThat(no.bound()).isEqualTo(BudgetBound.UID);
        assertThat(no.retryAfterMillis()).isEqualTo(600);
        assertThat(no.detail())
                .contains("mainnet UID uid-alpha")
                .contains("at most 10 requests to POST /v5/order/create derivatives in 1 s")
                .contains("room again in 600 ms");
    }

    @Test
    void retryAfterIsNeverBelowFiftyMillis() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        first.answered(RateAdvice.NONE);
        Place waiting = station.call().within(990).enter();

        station.time.passMillis(990);

        assertThat(outOfBudget(waiting).retryAfterMillis()).isEqualTo(50);
    }

    @Test
    void aPlaceThatWasLeftGetsNoTurnAndItsReason() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        Place left = station.create();
        Place next = station.create();
        Rejection why = new Rejection.NotSent("a cancel took it out of the line");

        assertThat(left.leave(why)).isTrue();
        first.giveBack();

        assertThat(Station.refusal(left)).isEqualTo(why);
        assertThat(next.turn().succeeded()).isTrue();
        assertThat(left.leave(why)).as("a second time").isFalse();
    }

    @Test
    void leavingAfterTheGrantChangesNothing() {
        Queue<Runnable> home = new ArrayDeque<>();
        Turn first = turn(station.create());
        station.exhaust(station.call());
        Place granted = station.call().home(home::add).enter();
        first.giveBack();

        assertThat(granted.turn().isComplete()).as("its home has not run yet").isFalse();
        assertThat(granted.leave(new Rejection.NotSent("too late"))).isFalse();
        home.remove().run();

        assertThat(granted.turn().succeeded()).isTrue();
        assertThat(home).isEmpty();
    }

    @Test
    void waitersAreToldOnlyOnTheirHome() {
        Queue<Runnable> home = new ArrayDeque<>();
        station.exhaust(station.call());
        Place late = station.call().within(100).home(home::add).enter();

        station.time.passMillis(200);
        assertThat(late.turn().isComplete()).isFalse();

        home.remove().run();
        assertThat(late.turn().failed()).isTrue();
    }

    @Test
    void aTurnForAHomeThatIsGoneGoesToTheNext() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        station.call()
                .home(task -> {
                    throw new RejectedExecutionException("closed");
                })
                .enter();
        Place next = station.create();

        first.giveBack();

        assertThat(next.turn().succeeded()).isTrue();
    }

    @Test
    void aFullLineRefusesAtOnce() {
        Station small = new Station(new FakeRules(), 3);
        small.exhaust(small.call());
        for (int i = 0; i < 3; i++) {
            small.create();
        }

        assertThat(outOfBudget(small.create()).detail()).contains("3 calls of class create wait already");
        assertThat(small.call().on("beta").enter().turn().succeeded()).isTrue();
        small.time.passMillis(2_000);
        assertThat(small.create().turn().isComplete())
                .as("there is room in the line again")
                .isFalse();
    }

    @Test
    void anUnlimitedEnvironmentGrantsEverything() {
        Station free = new Station(new FakeRules().mainnet(new AddressLimit.None(), new TierRule.None()));

        for (int i = 0; i < 5_000; i++) {
            turn(free.create()).answered(RateAdvice.NONE);
        }
        assertThat(free.budgets.meter().windows())
                .noneMatch(window -> window.id().bound() == BudgetBound.UID);
    }

    @Test
    void anEnvironmentThatIsNotConfiguredIsNamed() {
        Station.CallOf call = station.call().in(new EnvironmentId("atlantis"));

        assertThatThrownBy(call::enter).hasMessage("environment atlantis is not configured");
    }

    @Test
    void timersDoNotPileUp() {
        station.exhaust(station.call());
        for (int i = 0; i < 1_000; i++) {
            station.call().within(2_000 - i).enter();
        }
        station.time.passMillis(10_000);

        assertThat(station.time.pending()).isZero();
        assertThat(station.budgets.meter().waiting().values()).containsOnly(0);
    }

    @Test
    void theMeterTellsLimitUsedWaitingAndNextFree() {
        Turn first = turn(station.create());
        station.exhaust(station.call());
        first.departed();
        first.answered(RateAdvice.NONE);
        station.create();
        station.time.passMillis(250);

        WindowMeter meter = station.budgets.meter().windows().stream()
                .filter(window -> EndpointTable.ORDER_CREATE.equals(window.id().endpoint()))
                .findFirst()
                .orElseThrow();

        assertThat(meter.limit()).isEqualTo(10);
        assertThat(meter.used()).isEqualTo(10);
        assertThat(meter.waiting()).isEqualTo(1);
        assertThat(meter.nextFreeMillis()).isEqualTo(750);
        assertThat(meter.windowMillis()).isEqualTo(1_000);
        assertThat(station.budgets.meter().waiting()).containsEntry(Priority.CREATE, 1);
        assertThat(station.budgets.meter().boarding()).isEqualTo(9);
    }
}
