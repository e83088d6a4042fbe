package dev.portcullis.model;

import java.util.Arrays;
import java.util.EnumSet;
import java.util.Optional;
import java.util.stream.Collectors;

/** The name of a rule for orders, as commands, files, refusals and metrics spell it. */
public enum TradingRuleName {
    SYMBOLS("symbols"),
    SIDES("sides"),
    ORDER_TYPES("orderTypes"),
    QTY_MAX("qtyMax"),
    NOTIONAL_MAX("notionalMax"),
    OPEN_ORDERS_MAX("openOrdersMax"),
    OPEN_NOTIONAL_MAX("openNotionalMax"),
    DAILY_NOTIONAL_MAX("dailyNotionalMax"),
    ORDERS_PER_SECOND_MAX("ordersPerSecondMax"),
    DUPLICATE_WITHIN("duplicateWithin"),
    LEVERAGE_MAX("leverageMax"),
    HOURS("hours"),
    BLACKOUTS("blackouts"),
    COLLAR_LAST("collarLast"),
    COLLAR_MARK("collarMark"),
    COLLAR_WHEN_STALE("collarWhenStale"),
    /** Bybit's own: the price is a multiple of it. */
    TICK_SIZE("tickSize"),
    /** Bybit's own: the qty is a multiple of it. */
    QTY_STEP("qtyStep"),
    /** Bybit's own smallest qty. */
    MIN_ORDER_QTY("minOrderQty"),
    /** Bybit's own largest qty. */
    MAX_ORDER_QTY("maxOrderQty"),
    /** Bybit's own smallest value. */
    MIN_NOTIONAL("minNotional");

    private final String text;

    TradingRuleName(String text) {
        this.text = text;
    }

    /** The word. */
    public String text() {
        return text;
    }

    /** Whether it is a filter of the instrument, which the exchange sets, and no rule of the desk. */
    public boolean isOfInstrument() {
        return EnumSet.range(TICK_SIZE, MIN_NOTIONAL).contains(this);
    }

    /** The rule of the desk with that name. */
    public static Optional<TradingRuleName> ofText(String word) {
        return Arrays.stream(values())
                .filter(name -> !name.isOfInstrument() && name.text.equals(word))
                .findFirst();
    }

    /** All names of the desk's rules, joined by a comma. */
    public static String all() {
        return Arrays.stream(values())
                .filter(name -> !name.isOfInstrument())
                .map(TradingRuleName::text)
                .collect(Collectors.joining(", "));
    }
}
