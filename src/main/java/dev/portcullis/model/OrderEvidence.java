package dev.portcullis.model;

import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/** What reconciliation asks about one order; REST answers first, streams later. */
public interface OrderEvidence {
    /** Asks the open orders, which include recently closed ones when asked by id (docs:v5/order/open-order). */
    Future<Sighting> realtime(Question question);

    /** Asks the order history, which may lag (docs:v5/order/order-list). */
    Future<Sighting> history(Question question);

    /** Which order is meant; at least one of the ids is given. */
    record Question(
            AccountId account,
            Category category,
            @Nullable Symbol symbol,
            @Nullable OrderLinkId orderLinkId,
            @Nullable OrderId orderId) {}

    /** What one read says. */
    sealed interface Sighting {
        /** The order exists. */
        record Seen(OrderSnapshot order, long serverTimeMillis) implements Sighting {}

        /** That read does not show it, at that time of the exchange. */
        record NotSeen(long serverTimeMillis) implements Sighting {}

        /** The read failed; it proves nothing. */
        record CouldNotTell(String why) implements Sighting {}
    }
}
