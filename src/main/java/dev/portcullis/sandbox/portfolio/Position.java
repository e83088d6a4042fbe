package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * A position as it was at one moment; never changes.
 *
 * @param instrument of what
 * @param positionIdx 0 one-way, 1 hedge Buy side, 2 hedge Sell side
 * @param signedQty above zero long, below zero short
 * @param averagePrice entry price, zero when flat
 * @param realisedPnl profit and loss of all closings so far, in the settle coin
 * @param createdMillis when it was first touched
 * @param updatedMillis when it last changed
 */
public record Position(
        Instrument instrument,
        int positionIdx,
        BigDecimal signedQty,
        BigDecimal averagePrice,
        BigDecimal realisedPnl,
        long createdMillis,
        long updatedMillis) {
    static Position flat(Instrument instrument, int positionIdx, long nowMillis) {
        return new Position(
                instrument, positionIdx, BigDecimal.ZERO, BigDecimal.ZERO, BigDecimal.ZERO, nowMillis, nowMillis);
    }

    /** Its size, without sign. */
    public BigDecimal size() {
        return signedQty.abs();
    }

    /** Whether there is none. */
    public boolean isFlat() {
        return signedQty.signum() == 0;
    }

    /** How much of it an order of this side would close. */
    public BigDecimal closableBy(Side side) {
        return signedQty.signum() == -side.sign() ? size() : BigDecimal.ZERO;
    }

    /** Its value at its entry price. */
    public BigDecimal value() {
        return isFlat() ? BigDecimal.ZERO : instrument.value(averagePrice, size());
    }

    /** What closing this much of it at this price earns, in the settle coin. */
    public BigDecimal pnl(BigDecimal exitPrice, BigDecimal qty) {
        if (isFlat()) {
            return BigDecimal.ZERO;
        }
        BigDecimal gain = instrument.category() == Category.INVERSE
                ? instrument.value(averagePrice, qty).subtract(instrument.value(exitPrice, qty))
                : exitPrice.subtract(averagePrice).multiply(qty);
        return signedQty.signum() > 0 ? gain : gain.negate();
    }

    /** The position after a trade. */
    Position after(Side side, BigDecimal price, BigDecimal qty, long nowMillis) {
        BigDecimal closing = closableBy(side).min(qty);
        BigDecimal next = signedQty.add(side == Side.BUY ? qty : qty.negate());
        BigDecimal pnl = realisedPnl.add(pnl(price, closing));
        return new Position(
                instrument, positionIdx, next, nextAverage(price, qty, closing, next), pnl, createdMillis, nowMillis);
    }

    private BigDecimal nextAverage(BigDecimal price, BigDecimal qty, BigDecimal closing, BigDecimal next) {
        if (next.signum() == 0) {
            return BigDecimal.ZERO;
        }
        if (closing.signum() == 0) {
            return blended(price, qty);
        }
        boolean turned = next.signum() != signedQty.signum();
        return turned ? price : averagePrice;
    }

    private BigDecimal blended(BigDecimal price, BigDecimal qty) {
        if (isFlat()) {
            return price;
        }
        BigDecimal totalQty = size().add(qty);
        BigDecimal totalValue = value().add(instrument.value(price, qty));
        return instrument.category() == Category.INVERSE
                ? totalQty.divide(totalValue, MathContext.DECIMAL64)
                : totalValue.divide(totalQty, MathContext.DECIMAL64);
    }
}
