package dev.portcullis.model;

import java.math.BigDecimal;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.SortedMap;
import org.jspecify.annotations.Nullable;

/**
 * What the desk allows of orders before they go out: on a grant for one client, or on an account for all of its clients
 * together. What is not said is not limited.
 */
public record TradingRules(
        Allowed allowed,
        Size size,
        Exposure exposure,
        Pace pace,
        Times times,
        Collar collar,
        @Nullable BigDecimal leverageMax) {
    /** Everything is allowed. */
    public static final TradingRules NONE = new TradingRules(
            new Allowed(Set.of(), Set.of(), Set.of()),
            new Size(null, null),
            new Exposure(null, null, null),
            new Pace(null, null),
            new Times(List.of(), List.of()),
            new Collar(null, null, false),
            null);

    /**
     * What may be traded; an empty set allows all.
     *
     * @param orderTypes Bybit's words, Limit and Market
     */
    public record Allowed(Set<Symbol> symbols, Set<Side> sides, Set<String> orderTypes) {
        /** Keeps copies. */
        public Allowed {
            symbols = Set.copyOf(symbols);
            sides = Set.copyOf(sides);
            orderTypes = Set.copyOf(orderTypes);
        }
    }

    /**
     * How large one order may be.
     *
     * @param qtyMax in the unit of the order's qty
     * @param notionalMax in the quote coin; for inverse contracts in USD
     */
    public record Size(
            @Nullable BigDecimal qtyMax, @Nullable BigDecimal notionalMax) {}

    /**
     * How much may be open, and ordered in a day, at the same time.
     *
     * @param openOrdersMax orders that may live
     * @param openNotionalMax what they may be worth together
     * @param dailyNotionalMax what all orders of a day (UTC) may be worth together
     */
    public record Exposure(
            @Nullable Integer openOrdersMax,
            @Nullable BigDecimal openNotionalMax,
            @Nullable BigDecimal dailyNotionalMax) {
        /** Whether it matters which orders still live. */
        public boolean isOfOpenOrders() {
            return openOrdersMax != null || openNotionalMax != null;
        }

        /** Whether it matters what an order is worth. */
        public boolean isOfNotional() {
            return openNotionalMax != null || dailyNotionalMax != null;
        }
    }

    /**
     * How quickly orders may follow each other.
     *
     * @param ordersPerSecondMax creates and amends in a rolling second
     * @param duplicateMillis within this time no order of the same symbol, side, price and qty passes
     */
    public record Pace(
            @Nullable Integer ordersPerSecondMax, @Nullable Integer duplicateMillis) {}

    /**
     * When orders are taken.
     *
     * @param hours in any of these; empty means always
     * @param blackouts in none of these
     */
    public record Times(List<TradingWindow> hours, List<Blackout> blackouts) {
        /** Keeps them in the order of their words, so that two that say the same are equal. */
        public Times {
            hours = hours.stream()
                    .sorted(Comparator.comparing(TradingWindow::text))
                    .toList();
            blackouts = blackouts.stream()
                    .sorted(Comparator.comparing(Blackout::text))
                    .toList();
        }
    }

    /**
     * How much worse than the market a limit price may be: a buy above it, a sell below it.
     *
     * @param lastPercent against the last price
     * @param markPercent against the mark price, where there is one
     * @param passesWhenStale whether an order passes when no fresh price is known; otherwise it is refused
     */
    public record Collar(
            @Nullable BigDecimal lastPercent, @Nullable BigDecimal markPercent, boolean passesWhenStale) {
        /** Whether it needs prices. */
        public boolean isAny() {
            return lastPercent != null || markPercent != null;
        }
    }

    /** Whether there is no rule. */
    public boolean isNone() {
        return equals(NONE);
    }

    /**
     * Rules from words such as {@code qtyMax} and {@code 2}; no words are {@link #NONE}.
     *
     * @throws IllegalArgumentException naming the word that is no rule, or what its value must be
     */
    public static TradingRules of(SortedMap<String, String> words) {
        return TradingRuleWords.read(words);
    }

    /** The rules in words, which {@link #of} reads again: what commands, files and the store show. */
    public SortedMap<String, String> words() {
        return TradingRuleWords.write(this);
    }

    /**
     * These rules with some set and some taken away.
     *
     * @param set such as {@code qtyMax=2}
     * @param clear the names of rules
     * @throws IllegalArgumentException naming what cannot be read
     */
    public TradingRules with(List<String> set, List<String> clear) {
        return TradingRuleWords.edited(this, set, clear);
    }

    /** The rules on one line; {@code none} when there are none. */
    public String text() {
        return TradingRuleWords.line(this);
    }
}
