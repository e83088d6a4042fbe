package dev.portcullis.model;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class TradingRulesTest {
    private static final List<String> ALL = List.of(
            "symbols=BTCUSDT,ETHUSDT",
            "sides=Buy",
            "orderTypes=Limit",
            "qtyMax=2.5",
            "notionalMax=100000",
            "openOrdersMax=50",
            "openNotionalMax=500000",
            "dailyNotionalMax=5000000",
            "ordersPerSecondMax=10",
            "duplicateWithin=500ms",
            "leverageMax=10",
            "hours=Fri 22:00-24:00,Mon-Thu 08:00-17:30",
            "blackouts=2026-11-26T12:00:00Z/2026-11-26T14:00:00Z",
            "collarLast=2%",
            "collarMark=1.5%",
            "collarWhenStale=pass");

    @Test
    void everyRuleIsReadAsItIsWritten() {
        TradingRules rules = TradingRules.NONE.with(ALL, List.of());

        assertThat(rules.words()).hasSize(ALL.size());
        assertThat(rules.text().split(" (?=[a-zA-Z]+=)")).containsExactlyInAnyOrderElementsOf(ALL);
        assertThat(TradingRules.of(rules.words())).isEqualTo(rules);
    }

    @Test
    void rulesThatSayTheSameAreEqual() {
        TradingRules one =
                TradingRules.NONE.with(List.of("qtyMax=2.50", "hours=Mon 01:00-02:00,Fri 01:00-02:00"), List.of());
        TradingRules other =
                TradingRules.NONE.with(List.of("hours=Fri 01:00-02:00,Mon 01:00-02:00", "qtyMax=2.5"), List.of());

        assertThat(one).isEqualTo(other);
    }

    @Test
    void aRuleIsReplacedOrTakenAwayAndTheOthersStay() {
        TradingRules before = TradingRules.NONE.with(List.of("qtyMax=2", "sides=Buy"), List.of());

        assertThat(before.with(List.of("qtyMax=1000"), List.of("sides")).text()).isEqualTo("qtyMax=1000");
        assertThat(before.with(List.of(), List.of("qtyMax", "sides"))).isEqualTo(TradingRules.NONE);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "qtyMax=0 | qtyMax: \"0\" must be a decimal above 0",
                "qtyMax=1e3 | qtyMax: \"1e3\" must be",
                "openOrdersMax=0 | to stop all orders, halt",
                "sides=Up | sides: \"Up\" is no side",
                "orderTypes=Iceberg | write Limit or Market",
                "symbols=btc | symbols: symbol must match",
                "duplicateWithin=2 | such as 500ms",
                "collarLast=2 | such as 2.5%",
                "collarWhenStale=pass | says nothing without",
                "hours=Mon 8-17 | such as Mon-Fri 08:00-17:30",
                "hours=Mon 08:00-25:00 | is no time of a day",
                "blackouts=tomorrow | such as 2026-11-26",
                "qtyMin=2 | \"qtyMin\" is no rule; the rules are symbols, sides",
                "tickSize=2 | \"tickSize\" is no rule",
                "qtyMax | such as qtyMax=2"
            })
    void whatIsNoRuleIsNamedWithWhatItShouldBe(String rule, String words) {
        assertThatThrownBy(() -> TradingRules.NONE.with(List.of(rule), List.of()))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(words);
    }
}
