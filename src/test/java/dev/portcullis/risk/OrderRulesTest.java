package dev.portcullis.risk;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.TradingRuleName;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What the rules say of single orders, one rule after the other. */
final class OrderRulesTest extends PreTradeFixture {
    @Test
    void withoutARuleEverythingPassesAndNothingIsHeldOrAsked() {
        PreTrade.Verdict verdict = create(limit("a", "99999999", "99999999"));

        assertThat(verdict).isSameAs(PreTrade.Verdict.Passed.FREELY);
        assertThat(pricesAsked).isZero();
    }

    @ParameterizedTest
    @CsvSource({"2, true", "2.0, true", "2.000000000000000001, false", "5, false"})
    void anOrderOfAtMostTheMaximumPasses(String qty, boolean passes) {
        grantRules("qtyMax=2");

        assertThat(passed(create(limit("a", qty, "1")))).isEqualTo(passes);
    }

    @Test
    void theRefusalNamesRuleLimitAskedFieldAndWhatToDo() {
        grantRules("qtyMax=2");

        RiskLimit no = refusal(create(limit("a", "5", "1")));

        assertThat(no.rule()).isEqualTo(new RiskLimit.Rule(TradingRuleName.QTY_MAX, "2", "5"));
        assertThat(no.detail())
                .isEqualTo("qty 5 exceeds 2 (rule qtyMax=2 of client bot1 on account alpha); send at most 2, or let an"
                        + " operator change it: portcullis client rules bot1 alpha");
        assertThat(no.errors()).extracting("pointer").containsExactly("/qty");
    }

    @Test
    void aRuleOfOneGrantBindsNoOtherAndOneOfTheAccountBindsAll() {
        grantRules("qtyMax=2");
        assertThat(passed(check(BOT2, EndpointKind.CREATE, limit("a", "5", "1"))))
                .isTrue();

        accountRules("qtyMax=4");
        assertThat(refusal(check(BOT2, EndpointKind.CREATE, limit("b", "5", "1")))
                        .detail())
                .contains("of account alpha", "account rules alpha");
    }

    @ParameterizedTest
    @CsvSource({
        "symbols=ETHUSDT, SYMBOLS",
        "sides=Sell, SIDES",
        "orderTypes=Market, ORDER_TYPES",
    })
    void whatIsNotAllowedIsRefused(String rule, TradingRuleName name) {
        grantRules(rule);

        assertThat(refusal(create(limit("a", "1", "1"))).rule().name()).isEqualTo(name);
    }

    @Test
    void whatIsAllowedPasses() {
        grantRules("symbols=ETHUSDT,BTCUSDT", "sides=Buy", "orderTypes=Limit");

        assertThat(passed(create(limit("a", "1", "1")))).isTrue();
    }

    @ParameterizedTest
    @CsvSource({
        "LINEAR, 2, 500, true",
        "LINEAR, 2, 500.01, false",
        "SPOT, 0.5, 2001, false",
        "INVERSE, 1000, 1, true",
        "INVERSE, 1001, 0.5, false"
    })
    void notionalIsQtyTimesPriceAndForInverseTheQty(Category category, String qty, String price, boolean passes) {
        grantRules("notionalMax=1000");

        assertThat(passed(create(order(category, "a", "Buy", "Limit", qty, ",\"price\":\"" + price + "\""))))
                .isEqualTo(passes);
    }

    @Test
    void aMarketOrderIsWorthWhatTheMarketSaysAndIsRefusedWhenThatIsSilent() {
        grantRules("notionalMax=1000");

        assertThat(refusal(create(market("a", "1"))).detail()).contains("the market's price is not known", "try again");
        marketAt("999", "1");
        assertThat(passed(create(market("b", "1")))).isTrue();
        assertThat(passed(create(market("c", "1.01")))).isFalse();
    }

    @Test
    void theAmountOfASpotMarketOrderIsItsWorthAndNoQty() {
        grantRules("notionalMax=1000");
        assertThat(passed(create(order(Category.SPOT, "a", "Buy", "Market", "1000", ""))))
                .isTrue();
        assertThat(passed(create(order(Category.SPOT, "b", "Buy", "Market", "1001", ""))))
                .isFalse();

        grantRules("qtyMax=5");
        assertThat(refusal(create(order(Category.SPOT, "c", "Buy", "Market", "1", "")))
                        .detail())
                .contains("marketUnit baseCoin");
        assertThat(passed(create(order(Category.SPOT, "d", "Buy", "Market", "1", ",\"marketUnit\":\"baseCoin\""))))
                .isTrue();
    }

    @Test
    void anOrderThatOnlyReducesPassesButOnSpot() {
        grantRules("qtyMax=1", "notionalMax=1", "symbols=ETHUSDT", "openOrdersMax=1", "hours=Mon 00:00-00:01");

        assertThat(passed(create(limit("a", "500", "1", ",\"reduceOnly\":true"))))
                .isTrue();
        assertThat(passed(create(limit("b", "501", "1", ",\"reduceOnly\":true"))))
                .isTrue();
        assertThat(passed(create(
                        order(Category.SPOT, "c", "Buy", "Limit", "500", ",\"price\":\"1\",\"reduceOnly\":true"))))
                .isFalse();
    }

    @Test
    void cancelsAndReadsAreNeverStopped() {
        grantRules("symbols=ETHUSDT", "openOrdersMax=1", "hours=Mon 00:00-00:01", "ordersPerSecondMax=1");

        for (int i = 0; i < 3; i++) {
            assertThat(passed(check(BOT1, EndpointKind.CANCEL, amended("a", ""))))
                    .isTrue();
        }
    }

    @Test
    void everyWrongOrderOfABatchIsNamedAndNoneIsHeld() {
        grantRules("qtyMax=1", "openOrdersMax=2");
        String batch = "{\"category\":\"linear\",\"request\":[" + limit("a", "2", "1") + "," + limit("b", "1", "1")
                + "," + limit("c", "3", "1") + "]}";

        RiskLimit no = refusal(check(BOT1, EndpointKind.CREATE_BATCH, batch));

        assertThat(no.errors()).extracting("pointer").containsExactly("/request/0/qty", "/request/2/qty");
        assertThat(no.detail()).endsWith("; 1 more");
        assertThat(passed(create(limit("d", "1", "1")))).isTrue();
        assertThat(passed(create(limit("e", "1", "2")))).isTrue();
    }

    @Test
    void ordersAreTakenInTheHoursAndNotInABlackout() {
        grantRules("hours=Mon-Fri 08:00-17:00,Sun 22:00-02:00", "blackouts=2026-11-25T13:00:00Z/2026-11-25T14:00:00Z");

        assertThat(passed(create(limit("a", "1", "1")))).as("Wednesday noon").isTrue();
        wall = Instant.parse("2026-11-25T13:00:00Z");
        assertThat(refusal(create(limit("b", "1", "1"))).rule().name()).isEqualTo(TradingRuleName.BLACKOUTS);
        wall = Instant.parse("2026-11-25T14:00:00Z");
        assertThat(passed(create(limit("c", "1", "1")))).isTrue();
        wall = Instant.parse("2026-11-25T17:00:00Z");
        assertThat(refusal(create(limit("d", "1", "1"))).rule().name()).isEqualTo(TradingRuleName.HOURS);
        wall = Instant.parse("2026-11-30T01:59:59Z");
        assertThat(passed(create(limit("e", "1", "1")))).as("over midnight").isTrue();
        wall = Instant.parse("2026-11-30T02:00:00Z");
        assertThat(passed(create(limit("f", "1", "1")))).isFalse();
    }

    @Test
    void leverageIsCapped() {
        grantRules("leverageMax=10");

        assertThat(passed(leverage("10", "10"))).isTrue();
        RiskLimit no = refusal(leverage("10", "10.01"));
        assertThat(no.rule()).isEqualTo(new RiskLimit.Rule(TradingRuleName.LEVERAGE_MAX, "10", "10.01"));
        assertThat(passed(check(BOT1, EndpointKind.CONFIGURE, "{\"leverage\":\"11\"}")))
                .as("of spot margin")
                .isFalse();
        assertThat(passed(check(BOT1, EndpointKind.CONFIGURE, "{\"category\":\"linear\",\"mode\":3}")))
                .isTrue();
    }

    private PreTrade.Verdict leverage(String buy, String sell) {
        return check(
                BOT1,
                EndpointKind.CONFIGURE,
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"" + buy + "\",\"sellLeverage\":\""
                        + sell + "\"}");
    }

    @ParameterizedTest
    @CsvSource({
        "Buy, 102, true",
        "Buy, 102.1, false",
        "Buy, 1, true",
        "Sell, 98, true",
        "Sell, 97.9, false",
        "Sell, 999, true"
    })
    void aPriceMayBeOnlySoMuchWorseThanTheLast(String side, String price, boolean passes) {
        grantRules("collarLast=2%");
        marketAt("100", "50");

        assertThat(passed(create(order(Category.LINEAR, "a", side, "Limit", "1", ",\"price\":\"" + price + "\""))))
                .isEqualTo(passes);
    }

    @Test
    void theMarkBindsBesidesTheLastAndNotWhereThereIsNone() {
        grantRules("collarLast=50%", "collarMark=2%");
        marketAt("100", "90");
        assertThat(refusal(create(limit("a", "1", "92"))).rule().name()).isEqualTo(TradingRuleName.COLLAR_MARK);

        pass(Duration.ofSeconds(3));
        marketAt("100", null);
        assertThat(passed(create(limit("b", "1", "92")))).isTrue();
    }

    @Test
    void whenNoFreshPriceIsKnownTheCollarRefusesUnlessItIsToldToPass() {
        grantRules("collarLast=2%");
        assertThat(refusal(create(limit("a", "1", "100"))).detail()).contains("not known freshly");
        marketAt("100", "100");
        assertThat(passed(create(limit("b", "1", "100")))).isTrue();
        market = Optional.empty();
        pass(Duration.ofMillis(1_999));
        assertThat(passed(create(limit("c", "1", "100"))))
                .as("fresh for two seconds")
                .isTrue();
        pass(Duration.ofMillis(1));
        assertThat(passed(create(limit("d", "1", "100")))).isFalse();

        grantRules("collarLast=2%", "collarWhenStale=pass");
        assertThat(passed(create(limit("e", "1", "100")))).isTrue();
    }

    @Test
    void anOrderThatWaitsForATriggerIsMeasuredFromIt() {
        grantRules("collarLast=2%");
        marketAt("100", "100");

        assertThat(passed(create(limit("a", "1", "121", ",\"triggerPrice\":\"120\",\"triggerDirection\":1"))))
                .isTrue();
        assertThat(passed(create(limit("b", "1", "123", ",\"triggerPrice\":\"120\",\"triggerDirection\":1"))))
                .isFalse();
    }

    @Test
    void onePriceIsSharedByTheOrdersOfAMoment() {
        grantRules("collarLast=2%");
        marketAt("100", "100");
        for (int i = 0; i < 50; i++) {
            create(limit("a" + i, "1", "100"));
        }

        assertThat(pricesAsked).isEqualTo(1);
    }
}
