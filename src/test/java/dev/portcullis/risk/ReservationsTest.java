package dev.portcullis.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.OrderBody;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.TradingRuleName;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** That rules which count several orders let exactly so much pass, and get back what is held. */
@Tag("once")
final class ReservationsTest extends PreTradeFixture {
    private static final int CAP = 37;

    @ParameterizedTest
    @ValueSource(strings = {"openOrdersMax=37", "openNotionalMax=370", "dailyNotionalMax=370", "ordersPerSecondMax=37"})
    void ofAThousandParallelOrdersExactlyTheCapPassesAHundredTimes(String rule) throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(8);
        try {
            for (int round = 0; round < 100; round++) {
                assertThat(new ReservationsTest().passedOfAThousand(rule, threads))
                        .isEqualTo(CAP);
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private int passedOfAThousand(String rule, ExecutorService threads) throws Exception {
        accountRules(rule);
        List<Callable<PreTrade.Verdict>> orders = new ArrayList<>();
        for (int i = 0; i < 1_000; i++) {
            String order = limit("a" + i, "1", "10");
            orders.add(() -> check(BOT1, EndpointKind.CREATE, order));
        }
        int passed = 0;
        for (Future<PreTrade.Verdict> verdict : threads.invokeAll(orders)) {
            passed += passed(verdict.get()) ? 1 : 0;
        }
        return passed;
    }

    @Test
    void whatWasNeverPlacedIsGivenBackWholeAndOnce() {
        grantRules("openOrdersMax=1", "openNotionalMax=100", "dailyNotionalMax=150");
        PreTrade.Hold first = hold(create(limit("a", "1", "100")));
        assertThat(passed(create(limit("b", "1", "1")))).isFalse();

        first.neverPlaced();
        first.neverPlaced();
        first.ended();

        PreTrade.Hold second = hold(create(limit("c", "1", "100")));
        assertThat(passed(create(limit("d", "1", "1")))).isFalse();
        second.ended();
        assertThat(refusal(create(limit("e", "1", "51"))).rule().name())
                .as("what was placed counts for the day even when it has ended")
                .isEqualTo(TradingRuleName.DAILY_NOTIONAL_MAX);
        assertThat(passed(create(limit("f", "1", "50")))).isTrue();
    }

    @Test
    void theDayEndsAtMidnightUtcAndYesterdaysRefundsDoNotCountToday() {
        grantRules("dailyNotionalMax=100");
        PreTrade.Hold yesterday = hold(create(limit("a", "1", "100")));
        assertThat(passed(create(limit("b", "1", "1")))).isFalse();

        wall = Instant.parse("2026-11-26T00:00:00Z");
        assertThat(passed(create(limit("c", "1", "60")))).isTrue();
        yesterday.neverPlaced();
        assertThat(passed(create(limit("d", "1", "41")))).isFalse();
    }

    @Test
    void anOrderOfABatchThatDoesNotFitKeepsAllOfThemOut() {
        grantRules("openOrdersMax=2");
        String batch = "{\"category\":\"linear\",\"request\":[" + limit("a", "1", "1") + "," + limit("b", "1", "2")
                + "," + limit("c", "1", "3") + "]}";

        assertThat(refusal(check(BOT1, EndpointKind.CREATE_BATCH, batch)).detail())
                .contains("0 orders are open or may be, and 3 more exceed 2");
        assertThat(passed(create(limit("d", "1", "1")))).isTrue();
    }

    @Test
    void whatTheAccountRefusesIsNotHeldOfTheGrant() {
        grantRules("openOrdersMax=1");
        accountRules("openNotionalMax=10");
        assertThat(passed(create(limit("a", "1", "11")))).isFalse();

        assertThat(passed(create(limit("b", "1", "10")))).isTrue();
    }

    @Test
    void clientsShareWhatTheAccountAllows() {
        accountRules("openOrdersMax=2");
        assertThat(passed(create(limit("a", "1", "1")))).isTrue();
        assertThat(passed(check(BOT2, EndpointKind.CREATE, limit("b", "1", "1"))))
                .isTrue();

        assertThat(passed(check(BOT2, EndpointKind.CREATE, limit("c", "1", "1"))))
                .isFalse();
    }

    @Test
    void theSameOrderTwiceIsADuplicateUntilItsTimeIsOver() {
        grantRules("duplicateWithin=500ms");
        create(limit("a", "1", "100"));

        assertThat(refusal(create(limit("b", "1.0", "100.00"))).rule().name())
                .isEqualTo(TradingRuleName.DUPLICATE_WITHIN);
        assertThat(passed(create(limit("c", "2", "100")))).isTrue();
        assertThat(passed(create(limit("d", "1", "101")))).isTrue();
        assertThat(passed(create(order(Category.LINEAR, "e", "Sell", "Limit", "1", ",\"price\":\"100\""))))
                .isTrue();
        pass(Duration.ofMillis(500));
        assertThat(passed(create(limit("f", "1", "100")))).isTrue();
    }

    @Test
    void anOrderThatWasNeverPlacedIsNoDuplicateOfItsNextTry() {
        grantRules("duplicateWithin=500ms");
        hold(create(limit("a", "1", "100"))).neverPlaced();

        assertThat(passed(create(limit("b", "1", "100")))).isTrue();
    }

    @Test
    void ordersOfASecondRollOn() {
        grantRules("ordersPerSecondMax=2");
        create(limit("a", "1", "1"));
        pass(Duration.ofMillis(600));
        create(limit("b", "1", "1"));
        assertThat(passed(amend(amended("a", ",\"price\":\"2\""))))
                .as("amends count")
                .isFalse();

        pass(Duration.ofMillis(400));
        assertThat(passed(create(limit("c", "1", "1")))).isTrue();
        assertThat(passed(create(limit("d", "1", "1")))).isFalse();
    }

    @Test
    void anAmendHoldsTheLargerWorthUntilItsAnswerAndThenTheTrueOne() {
        grantRules("openNotionalMax=100");
        create(limit("a", "1", "40"));
        assertThat(refusal(amend(amended("a", ",\"qty\":\"3\""))).detail()).contains("80 more exceed 100");

        PreTrade.Verdict larger = amend(amended("a", ",\"qty\":\"2\""));
        assertThat(passed(create(limit("b", "1", "21")))).as("80 are held").isFalse();
        ((PreTrade.Verdict.Passed) larger).resized().undone();
        PreTrade.Verdict smaller = amend(amended("a", ",\"price\":\"10\""));
        assertThat(passed(create(limit("c", "1", "61"))))
                .as("40 are held until the answer")
                .isFalse();
        ((PreTrade.Verdict.Passed) smaller).resized().taken();
        assertThat(passed(create(limit("d", "1", "90")))).as("10 are held").isTrue();
    }

    @Test
    void whatAnAmendedOrderHeldIsGivenBackWholeWhenItEnds() {
        grantRules("openNotionalMax=100");
        PreTrade.Hold order = hold(create(limit("a", "1", "40")));
        ((PreTrade.Verdict.Passed) amend(amended("a", ",\"price\":\"90\"")))
                .resized()
                .taken();

        order.ended();

        assertThat(passed(create(limit("b", "1", "100")))).isTrue();
    }

    @Test
    void ordersOfAnEarlierRunHoldWhatTheyHeld() {
        grantRules("openOrdersMax=2", "dailyNotionalMax=100");
        PreTrade.Hold old = restored(limit("a", "1", "60"), "2026-11-25T01:00:00Z");
        restored(limit("b", "1", "60"), "2026-11-24T23:00:00Z");

        assertThat(refusal(create(limit("c", "1", "1"))).rule().name()).isEqualTo(TradingRuleName.OPEN_ORDERS_MAX);
        old.ended();
        assertThat(refusal(create(limit("d", "1", "41"))).rule().name()).isEqualTo(TradingRuleName.DAILY_NOTIONAL_MAX);
        assertThat(passed(create(limit("e", "1", "40")))).isTrue();
    }

    private PreTrade.Hold restored(String json, String at) {
        OrderFacts order = OrderBody.read(EndpointKind.CREATE, Buffer.buffer(json))
                .orders()
                .get(0);
        return check.restored(new PreTrade.Known(
                BOT1, ALPHA, Category.LINEAR, order, Instant.parse(at).toEpochMilli()));
    }
}
