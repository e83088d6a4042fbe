package dev.portcullis.sandbox.order;

import dev.portcullis.sandbox.wire.TimeInForce;
import java.math.BigDecimal;

/**
 * At what price and how long an order may trade.
 *
 * @param kind limit or market
 * @param price the limit; for a market order the slippage cap, zero before it is known
 * @param timeInForce market orders always act as IOC
 */
public record Pricing(Kind kind, BigDecimal price, TimeInForce timeInForce) {
    /** Limit or market. */
    public enum Kind {
        /** {@code Limit}. */
        LIMIT("Limit"),
        /** {@code Market}. */
        MARKET("Market");

        private final String word;

        Kind(String word) {
            this.word = word;
        }

        /** The word on the wire. */
        public String word() {
            return word;
        }
    }

    /** The same at another price. */
    public Pricing at(BigDecimal other) {
        return new Pricing(kind, other, timeInForce);
    }

    /** Whether this is a market order. */
    public boolean isMarket() {
        return kind == Kind.MARKET;
    }
}
