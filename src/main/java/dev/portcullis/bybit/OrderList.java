package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the orders that {@code realtime} or {@code history} answers (docs:v5/order/open-order, order-list). */
public final class OrderList {
    private static final String ASKED = "the order list";

    private OrderList() {}

    /**
     * The orders in the answer, in its order.
     *
     * @throws IllegalArgumentException when the answer is no success, has no list, or an order in it cannot be read:
     *     then it proves nothing
     */
    public static List<OrderSnapshot> read(Buffer body) {
        JsonNode list = V5Result.of(body, ASKED).path("list");
        if (!list.isArray()) {
            throw new IllegalArgumentException(ASKED + " came without a list");
        }
        List<OrderSnapshot> orders = new ArrayList<>(list.size());
        list.forEach(item -> orders.add(order(item)));
        return List.copyOf(orders);
    }

    private static OrderSnapshot order(JsonNode item) {
        return new OrderSnapshot(
                new OrderId(required(item, "orderId")),
                orderLinkId(item.path("orderLinkId").asText()),
                new Symbol(required(item, "symbol")),
                Side.ofWire(required(item, "side")).orElseThrow(() -> unreadable("side")),
                required(item, "orderStatus"),
                createdTime(item));
    }

    private static @Nullable OrderLinkId orderLinkId(String text) {
        return text.isEmpty() ? null : new OrderLinkId(text);
    }

    private static long createdTime(JsonNode item) {
        String text = required(item, "createdTime");
        if (!text.matches("[0-9]{1,18}")) {
            throw unreadable("createdTime");
        }
        return Long.parseLong(text);
    }

    private static String required(JsonNode item, String name) {
        String text = item.path(name).asText();
        if (text.isEmpty()) {
            throw unreadable(name);
        }
        return text;
    }

    private static IllegalArgumentException unreadable(String name) {
        return new IllegalArgumentException(ASKED + " has an order whose " + name + " is missing or unreadable");
    }
}
