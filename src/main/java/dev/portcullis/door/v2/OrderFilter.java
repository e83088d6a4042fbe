package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.Category;
import dev.portcullis.model.Rejection;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;

/**
 * Which orders a script asks for. The old list held open and closed orders alike; v5 has a list of each.
 *
 * @param statuses v5's words of the states that are wanted; empty when all are
 * @param isAll whether every state is wanted, so that {@code statuses} does not count
 * @param orderId empty when no order is named so
 */
record OrderFilter(
        Category category,
        String symbol,
        Set<String> statuses,
        boolean isAll,
        Optional<String> orderId,
        Optional<String> orderLinkId) {

    /** @throws dev.portcullis.model.RejectedException when a state is none of the old API's */
    static OrderFilter of(OldFamily family, FieldReading fields) {
        Optional<String> statuses = fields.text(OldField.ORDER_STATUS);
        String symbol = fields.needed(OldField.SYMBOL);
        return new OrderFilter(
                family.category(symbol),
                symbol,
                statuses.map(OrderFilter::v5Words).orElse(Set.of()),
                statuses.isEmpty(),
                fields.text(OldField.ORDER_ID),
                fields.text(OldField.ORDER_LINK_ID));
    }

    private static Set<String> v5Words(String list) {
        Set<String> words = new HashSet<>();
        for (String old : list.split(",", -1)) {
            if (old.equals(OldWords.PENDING_CANCEL)) {
                continue;
            }
            String open = OldWords.OPEN.get(old);
            String word = open == null ? OldWords.CLOSED.get(old) : open;
            if (word == null) {
                throw Rejection.Malformed.at(
                                OldField.ORDER_STATUS.text(),
                                "must be Created, New, PartiallyFilled, Filled, Cancelled, Rejected or PendingCancel,"
                                        + " or several of them joined by commas")
                        .asException();
            }
            words.add(word);
        }
        return words;
    }

    /** The same of open orders alone. */
    OrderFilter onlyOpen() {
        return new OrderFilter(category, symbol, new HashSet<>(OldWords.OPEN.values()), false, orderId, orderLinkId);
    }

    /** Whether an order of one of v5's lists is wanted. */
    boolean takes(JsonNode order) {
        return isAll || statuses.contains(order.path("orderStatus").asText());
    }

    boolean wantsOpen() {
        return isAll || OldWords.OPEN.values().stream().anyMatch(statuses::contains);
    }

    boolean wantsClosed() {
        return isAll || OldWords.CLOSED.values().stream().anyMatch(statuses::contains);
    }

    /** The beginning of v5's query for a page of such orders. */
    V5Query query(OrderPlace place, int limit) {
        V5Query query = new V5Query()
                .put("category", category.wire())
                .put("symbol", symbol)
                .put("orderId", orderId)
                .put("orderLinkId", orderLinkId)
                .put("orderFilter", "Order")
                .put("limit", Integer.toString(limit));
        boolean isOneClosed = place.list() == OrderPlace.List.CLOSED && statuses.size() == 1;
        if (isOneClosed) {
            query.put("orderStatus", statuses.iterator().next());
        }
        return place.cursor().isEmpty() ? query : query.put("cursor", place.cursor());
    }
}
