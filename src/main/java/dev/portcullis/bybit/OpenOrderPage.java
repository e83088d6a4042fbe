package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/**
 * One page of all open orders, whoever placed them (docs:v5/order/open-order).
 *
 * @param nextCursor where the next page begins; empty after the last one
 */
public record OpenOrderPage(List<OpenOrder> orders, String nextCursor) {
    private static final String ASKED = "the open orders";
    /** What the exchange makes by itself out of an order or a position has another word (docs:v5/enum createType). */
    private static final Set<String> PLACED_BY_SOMEBODY = Set.of("", "CreateByUser", "CreateByClosing");

    /**
     * An open order.
     *
     * @param orderLinkId empty when it has none, or one that no order of ours could have
     * @param createType Bybit's word for who made it; empty where it says none
     */
    public record OpenOrder(
            OrderId orderId,
            Optional<OrderLinkId> orderLinkId,
            String symbol,
            String side,
            String createType,
            long createdMillis) {
        /** Whether somebody placed it, and not the exchange out of another order or a position. */
        public boolean isPlacedBySomebody() {
            return PLACED_BY_SOMEBODY.contains(createType);
        }
    }

    /**
     * Reads one answer of {@code GET /v5/order/realtime}.
     *
     * @throws IllegalArgumentException when the answer is no success, has no list, or an order without an id
     */
    public static OpenOrderPage read(Buffer body) {
        JsonNode result = V5Result.of(body, ASKED);
        if (!result.path("list").isArray()) {
            throw new IllegalArgumentException(ASKED + " came without a list");
        }
        List<OpenOrder> orders = new ArrayList<>();
        result.get("list").forEach(item -> orders.add(order(item)));
        return new OpenOrderPage(
                List.copyOf(orders), result.path("nextPageCursor").asText(""));
    }

    private static OpenOrder order(JsonNode item) {
        return new OpenOrder(
                new OrderId(item.path("orderId").asText()),
                link(item.path("orderLinkId").asText()),
                item.path("symbol").asText(),
                item.path("side").asText(),
                item.path("createType").asText(),
                item.path("createdTime").asLong());
    }

    private static Optional<OrderLinkId> link(String text) {
        try {
            return Optional.of(new OrderLinkId(text));
        } catch (IllegalArgumentException noneOfOurs) {
            return Optional.empty();
        }
    }
}
