package dev.portcullis.sandbox.book;

import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.math.RoundingMode;

/** Lets an order take from a book, best price and oldest first, at the resting orders' prices. */
public final class Matcher {
    private final OrderBook book;
    private final TradeSink sink;

    /** A matcher on this book that reports to the sink. */
    public Matcher(OrderBook book, TradeSink sink) {
        this.book = book;
        this.sink = sink;
    }

    /** How a taking order came out of the book. */
    public enum Result {
        /** It took what it could. */
        DONE,
        /** It met an order of its own account and gave way (smpType CancelTaker or CancelBoth). */
        SELF_MATCHED
    }

    /** Takes as much as price and size allow; what is left of the order is for the caller to decide on. */
    public Result take(Order taker) {
        Budget budget = new Budget(taker);
        Side makers = taker.side().opposite();
        while (true) {
            OrderBook.Front front = book.front(makers).orElse(null);
            if (front == null || !OrderBook.reaches(taker.side(), taker.price(), front.price())) {
                return Result.DONE;
            }
            if (front.resting() instanceof Resting.OfAccount maker && preventsSelfMatch(taker, maker.order())) {
                if (giveWay(taker, maker.order())) {
                    return Result.SELF_MATCHED;
                }
                continue;
            }
            BigDecimal wanted = wanted(taker, budget, front.price());
            if (wanted.signum() <= 0) {
                return Result.DONE;
            }
            trade(taker, front, wanted, budget);
        }
    }

    /** An amount of quote coin is spot, where no position binds the order. */
    private BigDecimal wanted(Order taker, Budget budget, BigDecimal price) {
        BigDecimal qty = budget.qtyAt(price);
        return taker.terms().sizing().inQuote() ? qty : qty.min(sink.tradable(taker));
    }

    private void trade(Order taker, OrderBook.Front front, BigDecimal wanted, Budget budget) {
        BigDecimal qty = wanted.min(available(front.resting()));
        if (qty.signum() > 0) {
            budget.spend(qty, front.price());
            sink.traded(taker, front.price(), qty, Fill.Liquidity.TAKER);
            takeFrom(front, qty);
        }
        if (isUsedUp(front.resting())) {
            book.remove(taker.side().opposite(), front);
        }
    }

    private BigDecimal available(Resting resting) {
        return resting instanceof Resting.OfAccount maker
                ? sink.tradable(maker.order()).min(maker.openQty())
                : resting.openQty();
    }

    private void takeFrom(OrderBook.Front front, BigDecimal qty) {
        if (front.resting() instanceof Resting.Quote quote) {
            quote.take(qty);
        } else if (front.resting() instanceof Resting.OfAccount maker) {
            sink.traded(maker.order(), front.price(), qty, Fill.Liquidity.MAKER);
        }
    }

    /** A reduce-only order without a position left is used up too: it can never trade again where it stands. */
    private boolean isUsedUp(Resting resting) {
        return available(resting).signum() <= 0;
    }

    private static boolean preventsSelfMatch(Order taker, Order maker) {
        String smpType = taker.terms().echoed("smpType");
        return taker.uid() == maker.uid() && !smpType.isEmpty() && !smpType.equals("None");
    }

    /** Cancels the resting order where asked to; true when the taker must stop. */
    private boolean giveWay(Order taker, Order maker) {
        String smpType = taker.terms().echoed("smpType");
        if (!smpType.equals("CancelTaker")) {
            book.remove(maker);
            sink.selfMatched(maker);
        }
        return !smpType.equals("CancelMaker");
    }

    /** What a taker may still take: a quantity, or an amount of the quote coin (spot market buy). */
    private static final class Budget {
        private final Order taker;
        private BigDecimal left;

        private Budget(Order taker) {
            this.taker = taker;
            this.left = taker.terms()
                    .sizing()
                    .qty()
                    .subtract(
                            taker.terms().sizing().inQuote()
                                    ? taker.now().progress().value()
                                    : taker.now().progress().filled());
        }

        private BigDecimal qtyAt(BigDecimal price) {
            return taker.terms().sizing().inQuote()
                    ? taker.instrument().lots().cutToStep(left.divide(price, 18, RoundingMode.DOWN))
                    : left;
        }

        private void spend(BigDecimal qty, BigDecimal price) {
            left = left.subtract(taker.terms().sizing().inQuote() ? qty.multiply(price) : qty);
        }
    }
}
