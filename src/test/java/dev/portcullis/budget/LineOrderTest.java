package dev.portcullis.budget;

import static dev.portcullis.budget.Station.turn;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Rejection;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class LineOrderTest {
    private static final AddressLimit TEN_A_SECOND = new AddressLimit.Window(10, Duration.ofSeconds(1));

    private final Station station = new Station();
    private final List<String> order = new ArrayList<>();

    @Test
    void classesComeInOrderAndInsideAClassFirstComeFirstServed() {
        List<Turn> held = take(station.call(), 10);
        note("create-1", station.call().enter());
        note("background", station.call().priority(Priority.BACKGROUND).enter());
        note("read", station.call().priority(Priority.READ).enter());
        note("create-2", station.call().by("bot2").enter());
        note("reduce", station.call().priority(Priority.REDUCE).enter());
        note("create-3", station.call().enter());
        note("cancel", station.call().priority(Priority.CANCEL).enter());
        held.get(9).giveBack();
        station.time.passMillis(1);

        held.subList(0, 6).forEach(Turn::giveBack);

        assertThat(order).containsExactly("cancel", "background", "reduce", "create-1", "create-2", "create-3", "read");
    }

    @Test
    void backgroundCallsPassForegroundOnesOnlyEveryTwoHundredMillis() {
        List<Turn> held = take(station.call(), 10);
        for (int i = 0; i < 4; i++) {
            note("read", station.call().priority(Priority.READ).enter());
            note("background", station.call().priority(Priority.BACKGROUND).enter());
        }

        held.subList(0, 3).forEach(Turn::giveBack);
        assertThat(order).containsExactly("background", "read", "read");

        station.time.passMillis(200);
        held.subList(3, 6).forEach(Turn::giveBack);
        assertThat(order).containsExactly("background", "read", "read", "background", "read", "read");
    }

    @Test
    void aSmallCallDoesNotStarveABigOneThatCameFirst() {
        List<Turn> held = take(station.call().batch(1), 10);
        note("big", station.call().batch(5).enter());
        note("small", station.call().batch(1).enter());
        note("small of another bot", station.call().by("bot2").batch(1).enter());

        held.subList(0, 4).forEach(Turn::giveBack);
        assertThat(order).isEmpty();

        held.get(4).giveBack();
        assertThat(order).containsExactly("big");
    }

    @Test
    void aFullWindowHoldsBackNobodyElse() {
        station.exhaust(station.call());
        for (int i = 0; i < 100; i++) {
            station.create();
        }

        assertThat(station.call().amend().enter().turn().succeeded()).isTrue();
        assertThat(station.call().cancel().enter().turn().succeeded()).isTrue();
        assertThat(station.call().on("beta").enter().turn().succeeded()).isTrue();
        assertThat(station.call().read().enter().turn().succeeded()).isTrue();
    }

    @Test
    void aCallThatItsUidHoldsBackLetsOthersPassInTheLineOfTheAddress() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.Auto()));
        turn(tight.call().enter()).answered(new RateAdvice(OptionalInt.of(1), 0, false));
        tight.time.passMillis(1_000);
        List<Turn> held = take(tight.call().on("gamma"), 8);
        note("alpha", tight.call().enter());
        note("alpha", tight.call().enter());
        note("beta", tight.call().on("beta").enter());
        note("beta", tight.call().on("beta").enter());
        note("testnet", tight.call().in(FakeRules.TESTNET).enter());
        assertThat(order).containsExactly("testnet");

        held.subList(0, 4).forEach(Turn::giveBack);

        assertThat(order).containsExactly("testnet", "alpha", "beta", "beta");
    }

    @Test
    void aFifthOfTheAddressIsKeptForCancels() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.None()));

        assertThat(tight.exhaust(tight.call())).isEqualTo(8);
        assertThat(tight.exhaust(tight.call().cancel())).isEqualTo(2);
        assertThat(Station.outOfBudget(expired(tight, tight.call())).detail())
                .contains("this gate's address (bybit) has at most 8 requests besides cancels in 1 s");
    }

    @Test
    void publicReadsGetAFifthOfTheAddressAtMost() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.None()));
        Station.CallOf read = tight.call().to(EndpointTable.SERVER_TIME, Priority.READ);

        assertThat(tight.exhaust(read)).isEqualTo(2);
        Rejection.OutOfBudget no = Station.outOfBudget(expired(tight, read));
        assertThat(no.bound()).isEqualTo(BudgetBound.ADDRESS);
        assertThat(no.detail()).contains("at most 2 public reads");
    }

    @Test
    void anAddressSlotIsHeldForTheAddressWindow() {
        Station station600 = new Station(new FakeRules().mainnet(AddressLimit.BYBIT, new TierRule.None()));
        List<Turn> turns = take(station600.call(), 480);
        turns.forEach(turn -> turn.answered(RateAdvice.NONE));
        Place waiting = station600.call().within(10_000).enter();

        station600.time.passMillis(4_999);
        assertThat(waiting.turn().isComplete()).isFalse();
        station600.time.passMillis(1);
        assertThat(waiting.turn().succeeded()).isTrue();
    }

    @Test
    void accountsTakeTurnsOnTheAddress() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.Fixed(Tier.perSecond(1_000))));
        List<Turn> held = take(tight.call().on("gamma"), 8);
        for (int i = 0; i < 100; i++) {
            note("alpha", tight.call().on("alpha").enter());
        }
        note("beta", tight.call().on("beta").enter());
        note("beta", tight.call().on("beta").enter());

        held.subList(0, 5).forEach(Turn::giveBack);

        assertThat(order).containsExactly("alpha", "beta", "alpha", "beta", "alpha");
    }

    @Test
    void anAccountWithManyEndpointsGetsNoMoreOfTheAddress() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.Fixed(Tier.perSecond(1_000))));
        List<Turn> held = take(tight.call().on("gamma"), 8);
        for (int i = 0; i < 10; i++) {
            note("alpha", tight.call().on("alpha").enter());
            note("alpha", tight.call().on("alpha").by("bot2").enter());
            note("alpha", tight.call().on("alpha").batch(2).enter());
            note("beta", tight.call().on("beta").enter());
        }

        held.forEach(Turn::giveBack);

        assertThat(order.stream().filter("beta"::equals)).hasSize(4);
    }

    @Test
    void aCancelPassesTheCreatesThatWaitForTheAddress() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.None()));
        take(tight.call(), 8);
        List<Turn> cancels = take(tight.call().cancel(), 2);
        note("create", tight.call().enter());
        note("cancel", tight.call().cancel().enter());

        cancels.get(0).giveBack();

        assertThat(order).containsExactly("cancel");
    }

    @Test
    void aCallMovesFromLineToLineUntilEveryWindowHasRoom() {
        Station tight = new Station(new FakeRules().mainnet(TEN_A_SECOND, new TierRule.Auto()));
        List<Turn> spread = take(tight.call().on("beta"), 6);
        tight.rules.clients.put(
                new ClientId("bot1"), new DeskLimit(OptionalInt.of(7), OptionalInt.empty(), OptionalInt.empty()));
        tight.budgets.rules(tight.rules);
        List<Turn> bot1 = take(tight.call(), 2);
        note("bot1", tight.call().enter());

        bot1.get(0).giveBack();
        assertThat(order).containsExactly("bot1");
        note("bot1 again", tight.call().enter());
        spread.get(0).giveBack();
        assertThat(order).containsExactly("bot1", "bot1 again");
    }

    @Test
    void whoLeavesFromTheFrontLetsTheOthersThrough() {
        List<Turn> held = take(station.call().batch(1), 10);
        Place big = station.call().batch(5).enter();
        note("small", station.call().batch(1).enter());
        note("other bot", station.call().by("bot2").batch(1).enter());
        held.subList(0, 2).forEach(Turn::giveBack);
        assertThat(order).isEmpty();

        big.leave(new Rejection.NotSent("cancelled"));

        assertThat(order).containsExactly("small", "other bot");
    }

    private static Place expired(Station at, Station.CallOf call) {
        Place place = call.within(10).enter();
        at.time.passMillis(10);
        return place;
    }

    private static List<Turn> take(Station.CallOf call, int count) {
        List<Turn> turns = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            turns.add(turn(call.enter()));
        }
        return turns;
    }

    private void note(String name, Place place) {
        place.turn().onSuccess(turn -> order.add(name));
    }
}
