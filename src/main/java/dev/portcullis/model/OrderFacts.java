package dev.portcullis.model;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What the gate reads of one order in a write body; the body itself travels unchanged.
 *
 * @param symbol the instrument; null in a cancel-all by coin
 * @param orderLinkId the client's id; null when the body names the order by orderId alone
 * @param orderId Bybit's id; null in a create
 * @param side null in amends and cancels
 * @param qty null in cancels, and in an amend that leaves it
 * @param price null for market orders and cancels
 * @param terms the parts that only creates have
 */
public record OrderFacts(
        @Nullable Symbol symbol,
        @Nullable OrderLinkId orderLinkId,
        @Nullable OrderId orderId,
        @Nullable Side side,
        @Nullable Decimal qty,
        @Nullable Decimal price,
        @Nullable CreateTerms terms) {

    /** The same create with these other names. */
    public OrderFacts named(OrderNames names) {
        CreateTerms own = Objects.requireNonNull(terms, "only a create has other names");
        CreateTerms named = new CreateTerms(own.orderType(), own.reduceOnly(), own.fingerprint(), names);
        return new OrderFacts(symbol, orderLinkId, orderId, side, qty, price, named);
    }

    /** The same order under the given id. */
    public OrderFacts under(OrderLinkId id) {
        return new OrderFacts(symbol, id, orderId, side, qty, price, terms);
    }
}
