package dev.portcullis.sandbox.book;

import dev.portcullis.sandbox.order.Fill;
import dev.portcullis.sandbox.order.Order;
import java.math.BigDecimal;

/** Takes what a book produces: the venue books it to accounts. Called while the trade happens. */
public interface TradeSink {
    /** An account's order traded. */
    void traded(Order order, BigDecimal price, BigDecimal qty, Fill.Liquidity liquidity);

    /** A resting order was taken out because it would have met an order of the same account. */
    void selfMatched(Order resting);

    /** How much of a resting order may trade now; a reduce-only one may have no position left to reduce. */
    BigDecimal tradable(Order resting);
}
