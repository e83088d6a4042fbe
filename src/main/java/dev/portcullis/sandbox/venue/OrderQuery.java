package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.order.OrderSnapshot;
import java.util.function.Predicate;

/**
 * One page of a list of orders, newest first.
 *
 * @param orderId only this order; empty for any
 * @param orderLinkId only orders of this id, unless an orderId is given; empty for any
 * @param filter which of them
 * @param beforeSequence only those older than this; {@link Long#MAX_VALUE} for the first page
 * @param limit how many at most
 */
public record OrderQuery(
        String orderId, String orderLinkId, Predicate<OrderSnapshot> filter, long beforeSequence, int limit) {
    boolean namesOrder() {
        return !orderId.isEmpty() || !orderLinkId.isEmpty();
    }
}
