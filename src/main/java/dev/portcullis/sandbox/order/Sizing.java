package dev.portcullis.sandbox.order;

import java.math.BigDecimal;

/**
 * How much an order trades.
 *
 * @param unit what qty counts
 * @param qty as the caller sent it, or cut to a position
 */
public record Sizing(Unit unit, BigDecimal qty) {
    /** What qty counts. */
    public enum Unit {
        /** The instrument's own unit: base coin, or USD for inverse contracts. */
        BASE("baseCoin"),
        /** The quote coin: a spot market buy's default. */
        QUOTE("quoteCoin");

        private final String word;

        Unit(String word) {
            this.word = word;
        }

        /** The word on the wire, {@code marketUnit}. */
        public String word() {
            return word;
        }
    }

    /** The same unit, another quantity. */
    public Sizing of(BigDecimal other) {
        return new Sizing(unit, other);
    }

    /** Whether the quantity is an amount of the quote coin. */
    public boolean inQuote() {
        return unit == Unit.QUOTE;
    }
}
