package dev.portcullis.bybit.normal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Category;

/** Shows an order of Bybit's: its fields, and its state in the gate's words. */
public final class NormalOrder {
    private static final String NOTHING_WRONG = "EC_NoError";

    private NormalOrder() {}

    /**
     * The order in the gate's words.
     *
     * @param category of the list that it is in; the item's own counts where it has one, as in the stream
     * @param item as {@code realtime}, {@code history} or the order stream has it
     */
    public static ObjectNode of(Category category, JsonNode item) {
        ObjectNode order = NormalItem.ORDER.of(category, item);
        String word = item.path("orderStatus").asText("");
        OrderStatus status = OrderStatus.ofBybit(word);
        order.put("status", status.text());
        if (status == OrderStatus.UNKNOWN && !word.isEmpty()) {
            order.put("exchangeStatus", word);
        }
        String reason = item.path("rejectReason").asText("");
        if (!reason.isEmpty() && !reason.equals(NOTHING_WRONG)) {
            order.put("rejectReason", reason);
        }
        return order;
    }
}
