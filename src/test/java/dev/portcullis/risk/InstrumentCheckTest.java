package dev.portcullis.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.InstrumentPage;
import dev.portcullis.model.Category;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.TradingRuleName;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an instrument's filters say, in words for the caller; entries as Bybit's documentation shows them. */
final class InstrumentCheckTest extends PreTradeFixture {
    private static final String LINEAR = "{\"symbol\":\"BTCUSDT\",\"status\":\"Trading\",\"priceFilter\":{\"minPrice\":"
            + "\"0.10\",\"maxPrice\":\"1999999.80\",\"tickSize\":\"0.10\"},"
            + "\"lotSizeFilter\":{\"maxOrderQty\":\"1190.000\","
            + "\"minOrderQty\":\"0.001\",\"qtyStep\":\"0.001\",\"maxMktOrderQty\":\"500.000\","
            + "\"minNotionalValue\":\"5\"},"
            + "\"riskParameters\":{\"priceLimitRatioX\":\"0.01\",\"priceLimitRatioY\":\"0.02\"}}";
    private static final String SPOT = "{\"symbol\":\"BTCUSDT\",\"lotSizeFilter\":{\"basePrecision\":\"0.000001\","
            + "\"quotePrecision\":\"0.0000001\",\"minOrderAmt\":\"5\",\"maxLimitOrderQty\":\"83\","
            + "\"maxMarketOrderQty\":"
            + "\"41.5\",\"postOnlyMaxLimitOrderSize\":\"60000\"},\"priceFilter\":{\"tickSize\":\"0.1\"}}";

    @BeforeEach
    void theTableIsRead() {
        table(Category.LINEAR, LINEAR);
        table(Category.SPOT, SPOT);
    }

    private void table(Category category, String entry) {
        Buffer answer = Buffer.buffer("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"category\":\"" + category.wire()
                + "\",\"list\":[" + entry + ",{\"symbol\":\"!\"}],\"nextPageCursor\":\"\"},\"time\":1}");
        instruments.read(
                TESTNET, category, InstrumentPage.read(category, answer).instruments());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "1 | 65000.05 | TICK_SIZE | price 65000.05 is not a multiple of the tick 0.10 of BTCUSDT: nearest are"
                        + " 65000.00 and 65000.10",
                "1000 | 0.05 | TICK_SIZE | price 0.05 is not a multiple of the tick 0.10 of BTCUSDT: the nearest is"
                        + " 0.10",
                "0.0015 | 65000 | QTY_STEP | qty 0.0015 is not a multiple of the step 0.001 of BTCUSDT: nearest are"
                        + " 0.001 and 0.002",
                "0.0005 | 65000 | QTY_STEP | qty 0.0005 is not a multiple of the step 0.001 of BTCUSDT: the nearest is"
                        + " 0.001",
                "0 | 65000 | MIN_ORDER_QTY | qty 0 is below the minimum 0.001 of BTCUSDT: the nearest is 0.001",
                "1190.001 | 65000 | MAX_ORDER_QTY | qty 1190.001 is above the maximum 1190.000 of BTCUSDT: the nearest"
                        + " is 1190.000",
                "1190.0005 | 65000 | QTY_STEP | qty 1190.0005 is not a multiple of the step 0.001 of BTCUSDT: the"
                        + " nearest is 1190.000",
                "0.001 | 4000.0 | MIN_NOTIONAL | qty 0.001 x price 4000.0 is 4.0000 and below the minimum notional 5 of"
                        + " BTCUSDT: the nearest qty at that price is 0.002"
            })
    void theRefusalNamesTheFieldAndTheNearestValidValue(
            String qty, String price, TradingRuleName filter, String detail) {
        RiskLimit no = refusal(create(limit("a", qty, price)));

        assertThat(no.rule().name()).isEqualTo(filter);
        assertThat(no.detail()).isEqualTo(detail);
        assertThat(no.errors())
                .extracting("pointer")
                .containsExactly(filter == TradingRuleName.TICK_SIZE ? "/price" : "/qty");
    }

    @ParameterizedTest
    @CsvSource({"0.001, 65000.10", "0.0010, 65000.100", "1190, 65000", "0.002, 2500.0"})
    void whatFitsPassesHoweverItIsWritten(String qty, String price) {
        assertThat(passed(create(limit("a", qty, price)))).isTrue();
    }

    @Test
    void whatIsUnknownPasses() {
        assertThat(passed(create(limit("a", "0.0015", "65000.05").replace("BTCUSDT", "NEWUSDT"))))
                .isTrue();
        assertThat(passed(create(order(Category.INVERSE, "b", "Buy", "Limit", "0.5", ",\"price\":\"1.23\""))))
                .isTrue();
    }

    @Test
    void aTableOfMoreThanTwoHoursJudgesNothing() {
        pass(Duration.ofMinutes(119));
        assertThat(passed(create(limit("a", "1", "65000.05")))).isFalse();
        pass(Duration.ofMinutes(1));
        assertThat(passed(create(limit("b", "1", "65000.05")))).isTrue();
    }

    @Test
    void theSizeOfAnOrderThatOnlyReducesIsBybitsToCut() {
        assertThat(passed(create(limit("a", "5000", "65000", ",\"reduceOnly\":true"))))
                .isTrue();
        assertThat(passed(create(limit("b", "0", "65000", ",\"reduceOnly\":true,\"closeOnTrigger\":true"))))
                .isTrue();
        assertThat(passed(create(limit("c", "1", "65000.05", ",\"reduceOnly\":true"))))
                .isFalse();
    }

    @Test
    void marketOrdersHaveAMaximumOfTheirOwnAndNoTick() {
        assertThat(passed(create(order(Category.LINEAR, "a", "Buy", "Market", "500", ",\"price\":\"1.23\""))))
                .isTrue();
        assertThat(refusal(create(market("b", "500.001"))).rule().limit()).isEqualTo("500.000");
    }

    @Test
    void aSellFarBelowTheMarketIsRefusedOnlyWhenItsMovedPriceIsTooSmallToo() {
        String tiny = order(Category.LINEAR, "a", "Sell", "Limit", "0.001", ",\"price\":\"100.0\"");
        assertThat(passed(create(tiny))).as("without a price nobody knows").isTrue();

        marketAt("65000", "65000");
        assertThat(passed(create(tiny))).as("Bybit moves it to 64350").isTrue();
        pass(Duration.ofSeconds(3));
        marketAt("4000", "4000");
        assertThat(refusal(create(tiny)).rule().name()).isEqualTo(TradingRuleName.MIN_NOTIONAL);
    }

    @Test
    void spotAmountsAreHeldAgainstTheQuotePrecisionAndTheSmallestAmount() {
        assertThat(passed(spotMarket("5", ""))).isTrue();
        assertThat(refusal(spotMarket("4.9", "")).rule().name()).isEqualTo(TradingRuleName.MIN_NOTIONAL);
        assertThat(refusal(spotMarket("5.00000001", "")).detail()).contains("nearest are 5.0000000 and 5.0000001");
        assertThat(refusal(spotMarket("41.6", ",\"marketUnit\":\"baseCoin\""))
                        .rule()
                        .name())
                .isEqualTo(TradingRuleName.MAX_ORDER_QTY);
    }

    private PreTrade.Verdict spotMarket(String qty, String more) {
        return create(order(Category.SPOT, "a", "Buy", "Market", qty, more));
    }

    @Test
    void onSpotAPostOnlyOrderMayBeLarger() {
        String more = ",\"price\":\"65000\"";
        assertThat(passed(create(order(Category.SPOT, "a", "Buy", "Limit", "84", more))))
                .isFalse();
        assertThat(passed(create(
                        order(Category.SPOT, "b", "Buy", "Limit", "84", more + ",\"timeInForce\":\"PostOnly\""))))
                .isTrue();
    }

    @Test
    void amendsAreHeldAgainstTickAndStep() {
        assertThat(passed(amend(amended("a", ",\"price\":\"65000.05\"")))).isFalse();
        assertThat(passed(amend(amended("a", ",\"qty\":\"0.0015\"")))).isFalse();
        assertThat(passed(amend(amended("a", ",\"qty\":\"0.002\",\"price\":\"65000.1\""))))
                .isTrue();
        assertThat(passed(amend(amended("a", ",\"takeProfit\":\"65000.05\"")))).isTrue();
    }
}
