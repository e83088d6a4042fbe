package dev.portcullis.sandbox.instrument;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;

/**
 * One tradable instrument.
 *
 * @param id category and symbol
 * @param coins base, quote and settle coin
 * @param prices tick and price band
 * @param lots steps, minima and maxima of quantities
 * @param openingPrice the reference price at which the simulator starts it
 * @param listing its entry in {@code GET /v5/market/instruments-info}
 */
public record Instrument(
        InstrumentId id, Coins coins, PriceRules prices, LotRules lots, BigDecimal openingPrice, ObjectNode listing) {
    /** The product category. */
    public Category category() {
        return id.category();
    }

    /** The symbol on the wire. */
    public String symbol() {
        return id.symbol();
    }

    /** Price times quantity: in the quote coin, for inverse contracts in the settle coin (qty counts USD). */
    public BigDecimal value(BigDecimal price, BigDecimal qty) {
        return category() == Category.INVERSE ? qty.divide(price, MathContext.DECIMAL64) : price.multiply(qty);
    }

    /** The quantity, at least the smallest, that is worth this much of the quote coin. */
    public BigDecimal qtyWorth(BigDecimal quoteValue, BigDecimal price) {
        BigDecimal qty = category() == Category.INVERSE ? quoteValue : quoteValue.divide(price, 18, RoundingMode.DOWN);
        return lots.cutToStep(qty).max(lots.minQty());
    }

    /** The coin that a fee, a margin or a trade's value is in. */
    public String valueCoin() {
        return category().isSpot() ? coins.quote() : coins.settle();
    }

    /** The coin that a spot order of this side spends. */
    public String spentCoin(Side side) {
        return side == Side.BUY ? coins.quote() : coins.base();
    }

    /** The coin that a spot order of this side receives. */
    public String receivedCoin(Side side) {
        return spentCoin(side.opposite());
    }
}
