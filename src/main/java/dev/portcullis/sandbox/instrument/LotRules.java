package dev.portcullis.sandbox.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Which quantities an instrument takes.
 *
 * @param qtyStep every quantity is a multiple of it (spot: basePrecision)
 * @param minQty smallest order
 * @param maxLimitQty largest limit order
 * @param maxMarketQty largest market order
 * @param minNotional smallest price times quantity, in the quote coin
 */
public record LotRules(
        BigDecimal qtyStep,
        BigDecimal minQty,
        BigDecimal maxLimitQty,
        BigDecimal maxMarketQty,
        BigDecimal minNotional) {
    /** Whether the quantity is a multiple of the step. */
    public boolean onStep(BigDecimal qty) {
        return qty.remainder(qtyStep).signum() == 0;
    }

    /** The quantity cut down to a multiple of the step. */
    public BigDecimal cutToStep(BigDecimal qty) {
        return qty.divide(qtyStep, 0, RoundingMode.DOWN).multiply(qtyStep);
    }
}
