package dev.portcullis.sandbox.portfolio;

import java.math.BigDecimal;
import java.math.MathContext;

/**
 * What an open order holds of its account's coins.
 *
 * @param kind the coins themselves (spot) or margin (derivatives)
 * @param coin which coin
 * @param amount how much
 */
public record Reservation(Kind kind, String coin, BigDecimal amount) {
    /** What is held. */
    public enum Kind {
        /** The coin that a spot order would spend. */
        SPOT,
        /** Initial margin. */
        MARGIN
    }

    /** Holds nothing. */
    public static final Reservation NONE = new Reservation(Kind.MARGIN, "USDT", BigDecimal.ZERO);

    /** The part of it for this much of an open quantity. */
    Reservation share(BigDecimal qty, BigDecimal openQty) {
        if (openQty.signum() == 0 || qty.compareTo(openQty) >= 0) {
            return this;
        }
        return new Reservation(kind, coin, amount.multiply(qty).divide(openQty, MathContext.DECIMAL64));
    }

    /** What is left of it without a part. */
    Reservation minus(Reservation part) {
        return new Reservation(kind, coin, amount.subtract(part.amount()));
    }
}
