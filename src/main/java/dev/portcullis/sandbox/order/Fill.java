package dev.portcullis.sandbox.order;

import java.math.BigDecimal;

/**
 * One order's share of a trade.
 *
 * @param price the resting order's price
 * @param qty how much, in the instrument's unit
 * @param value price times quantity (inverse: quantity over price)
 * @param liquidity whether the order rested or took
 * @param fee what it cost
 * @param feeCoin in which coin
 * @param feeRate fee over value
 */
public record Fill(
        BigDecimal price,
        BigDecimal qty,
        BigDecimal value,
        Liquidity liquidity,
        BigDecimal fee,
        String feeCoin,
        BigDecimal feeRate) {
    /** Which role an order had in a trade. */
    public enum Liquidity {
        /** It rested. */
        MAKER,
        /** It took. */
        TAKER
    }
}
