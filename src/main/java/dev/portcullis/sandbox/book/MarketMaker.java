package dev.portcullis.sandbox.book;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/**
 * The synthetic market maker: quotes a ladder round the reference price, so that market orders fill and far limit
 * orders rest; when the price moves it takes the orders that its new quotes would cross.
 */
public final class MarketMaker {
    private final MakerSettings settings;

    /** A market maker that quotes so. */
    public MarketMaker(MakerSettings settings) {
        this.settings = settings;
    }

    /** Moves to a reference price: takes what stands in the way, up to its whole depth, then quotes anew. */
    public void move(OrderBook book, BigDecimal reference, TradeSink sink) {
        book.removeQuotes();
        if (settings.levels() > 0) {
            takeCrossed(book, Side.BUY, reference, sink);
            takeCrossed(book, Side.SELL, reference, sink);
            quote(book, reference);
        }
    }

    /** Quotes anew at full size after its quotes were taken, never against a resting order. */
    public void refill(OrderBook book, BigDecimal reference) {
        book.removeQuotes();
        quote(book, reference);
    }

    private void quote(OrderBook book, BigDecimal reference) {
        BigDecimal size = levelQty(book.instrument(), reference);
        for (int level = 1; level <= settings.levels(); level++) {
            for (Side side : Side.values()) {
                BigDecimal price = price(book.instrument(), reference, side, level);
                if (price.signum() > 0 && !book.crosses(side, price)) {
                    book.add(side, price, new Resting.Quote(size));
                }
            }
        }
    }

    private void takeCrossed(OrderBook book, Side restingSide, BigDecimal reference, TradeSink sink) {
        BigDecimal quote = price(book.instrument(), reference, restingSide.opposite(), 1);
        BigDecimal left = levelQty(book.instrument(), reference).multiply(BigDecimal.valueOf(settings.levels()));
        while (left.signum() > 0 && book.crosses(restingSide.opposite(), quote)) {
            OrderBook.Front front = book.front(restingSide).orElseThrow();
            Order order = ((Resting.OfAccount) front.resting()).order();
            BigDecimal qty = left.min(sink.tradable(order)).min(order.leavesQty());
            if (qty.signum() > 0) {
                sink.traded(order, front.price(), qty, Fill.Liquidity.MAKER);
                left = left.subtract(qty);
            }
            if (!order.isOpen() || qty.signum() <= 0) {
                book.remove(restingSide, front);
            }
        }
    }

    private BigDecimal levelQty(Instrument instrument, BigDecimal reference) {
        return instrument.qtyWorth(BigDecimal.valueOf(settings.levelValue()), reference);
    }

    private BigDecimal price(Instrument instrument, BigDecimal reference, Side side, int level) {
        BigDecimal distance =
                instrument.prices().tickSize().multiply(BigDecimal.valueOf((long) settings.ticksApart() * level));
        BigDecimal middle =
                instrument.prices().roundToTick(reference, side == Side.BUY ? RoundingMode.DOWN : RoundingMode.UP);
        return side == Side.BUY ? middle.subtract(distance) : middle.add(distance);
    }
}
