package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.order.OrderSnapshot;
import java.util.function.Predicate;

/**
 * One page of a list of orders, newest first.
 *
 * @param filter which orders
 * @param beforeSequence only those older than this; {@link Long#MAX_VALUE} for the first page
 * @param limit how many at most
 */
public record OrderQuery(Predicate<OrderSnapshot> filter, long beforeSequence, int limit) {}
