package dev.portcullis.sandbox.instrument;

import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * Which prices an instrument takes.
 *
 * @param tickSize every price is a multiple of it
 * @param limitRatio how far past the reference price a buy may bid or a sell may ask below, as a fraction of it
 */
public record PriceRules(BigDecimal tickSize, BigDecimal limitRatio) {
    /** Whether the price is a multiple of the tick. */
    public boolean onTick(BigDecimal price) {
        return price.remainder(tickSize).signum() == 0;
    }

    /** The highest price at which one may buy now. */
    public BigDecimal highestBuy(BigDecimal reference) {
        return roundToTick(reference.add(reference.multiply(limitRatio)), RoundingMode.DOWN);
    }

    /** The lowest price at which one may sell now. */
    public BigDecimal lowestSell(BigDecimal reference) {
        return roundToTick(reference.subtract(reference.multiply(limitRatio)), RoundingMode.UP)
                .max(tickSize);
    }

    /** The nearest multiple of the tick in the given direction. */
    public BigDecimal roundToTick(BigDecimal price, RoundingMode direction) {
        return price.divide(tickSize, 0, direction).multiply(tickSize);
    }
}
