package dev.portcullis.budget;

import static dev.portcullis.budget.Station.outOfBudget;
import static dev.portcullis.budget.Station.turn;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Rejection;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;

class DeskLimitTest {
    private static final OptionalInt NO = OptionalInt.empty();
    private static final ClientId BOT1 = new ClientId("bot1");

    private final FakeRules rules = new FakeRules();
    private final Station station = new Station(rules);

    @Test
    void aClientsRequestsAreCountedOverAllAccountsAndEndpoints() {
        rules.clients.put(BOT1, new DeskLimit(OptionalInt.of(3), NO, NO));
        turn(station.create());
        turn(station.call().on("beta").cancel().enter());
        turn(station.call().read().enter());

        Rejection.OutOfBudget no = late(station.call());

        assertThat(no.bound()).isEqualTo(BudgetBound.CLIENT);
        assertThat(no.detail())
                .contains("client bot1 has at most 3 requests in 1 s")
                .contains("have the desk raise that limit");
        assertThat(station.call().by("bot2").enter().turn().succeeded()).isTrue();
    }

    @Test
    void ordersAreCountedOneByOneAlsoInsideBatches() {
        rules.clients.put(BOT1, new DeskLimit(NO, OptionalInt.of(6), NO));
        turn(station.call().batch(4).enter());
        turn(station.create());
        turn(station.call().cancel().enter());
        turn(station.call().read().enter());

        assertThat(outOfBudget(station.call().batch(7).enter()).detail()).contains("at most 6 orders");
        assertThat(late(station.call().batch(2)).detail()).contains("at most 6 orders in 1 s");
        assertThat(station.create().turn().succeeded()).isTrue();
    }

    @Test
    void aKeyHasALimitOfItsOwn() {
        rules.credentials.put(new CredentialId("key-alpha"), new DeskLimit(OptionalInt.of(2), NO, NO));
        turn(station.create());
        turn(station.call().by("bot2").enter());

        Rejection.OutOfBudget no = late(station.call());

        assertThat(no.bound()).isEqualTo(BudgetBound.KEY);
        assertThat(no.detail()).contains("key key-alpha has at most 2 requests");
        assertThat(station.call().key("key-two").enter().turn().succeeded()).isTrue();
    }

    @Test
    void aGrantLimitsItsClientOnThatAccountOnly() {
        rules.grants.put("bot1 alpha", new DeskLimit(OptionalInt.of(1), NO, NO));
        turn(station.create());

        assertThat(late(station.call()).detail()).contains("client bot1 on alpha");
        assertThat(station.call().on("beta").enter().turn().succeeded()).isTrue();
    }

    @Test
    void callsInFlightAreFreeWithTheirAnswerAndNeverHoldBackACancel() {
        rules.clients.put(BOT1, new DeskLimit(NO, NO, OptionalInt.of(2)));
        Turn first = turn(station.create());
        turn(station.create());
        Place waiting = station.create();

        assertThat(waiting.turn().isComplete()).isFalse();
        assertThat(station.call().cancel().enter().turn().succeeded()).isTrue();
        assertThat(first.again()).as("the same call in flight").isPresent();

        first.answered(RateAdvice.NONE);
        assertThat(waiting.turn().succeeded()).isTrue();
        assertThat(late(station.call()).detail()).contains("client bot1 has at most 2 calls in flight;");
    }

    @Test
    void aNewLimitHoldsAfterTheRulesAreGivenAnew() {
        turn(station.create());
        rules.clients.put(BOT1, new DeskLimit(OptionalInt.of(1), NO, NO));
        station.budgets.rules(rules);
        turn(station.create());
        assertThat(station.create().turn().isComplete()).isFalse();

        Place waiting = station.create();
        rules.clients.put(BOT1, new DeskLimit(OptionalInt.of(5), NO, NO));
        station.budgets.rules(rules);

        assertThat(waiting.turn().succeeded()).isTrue();
    }

    @Test
    void aLimitOfZeroIsRefusedWithTheWordThatIsMeant() {
        assertThatThrownBy(() -> new DeskLimit(NO, OptionalInt.of(0), NO))
                .hasMessage("ordersPerSecond 0 is not at least 1; to stop all calls, halt the client or account");
    }

    private Rejection.OutOfBudget late(Station.CallOf call) {
        Place place = call.within(20).enter();
        station.time.passMillis(20);
        return outOfBudget(place);
    }
}
