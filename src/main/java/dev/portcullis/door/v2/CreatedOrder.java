package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.V5Envelope;
import java.util.Optional;

/**
 * The order that the old create answered with. v5 answers with ids alone, so the rest is what was asked for; what has
 * become of it since only a read shows, and {@code Created} never said more than that Bybit has taken it.
 */
final class CreatedOrder {
    private CreatedOrder() {}

    /** @param asked the v5 body of the create */
    static ObjectNode of(OldFamily family, ObjectNode asked, V5Envelope envelope) {
        ObjectNode order = OldJson.object()
                .put(
                        "order_id",
                        Optional.ofNullable(envelope.orderId())
                                .map(Object::toString)
                                .orElse(""))
                .put(
                        "order_link_id",
                        Optional.ofNullable(envelope.orderLinkId())
                                .map(Object::toString)
                                .orElse(""));
        for (String name : new String[] {"symbol", "side"}) {
            order.put(name, asked.path(name).asText());
        }
        order.put("order_type", asked.path("orderType").asText());
        order.set("price", OldJson.number(asked.path("price").asText()));
        order.set("qty", OldJson.number(asked.path("qty").asText()));
        order.put(
                "time_in_force", OldWords.timeInForce(asked.path("timeInForce").asText()));
        order.put("order_status", "Created").put("last_exec_time", 0).put("last_exec_price", 0);
        order.set("leaves_qty", OldJson.number(asked.path("qty").asText()));
        order.put("cum_exec_qty", 0)
                .put("cum_exec_value", 0)
                .put("cum_exec_fee", 0)
                .put("reject_reason", "EC_NoError");
        order.put("reduce_only", asked.path("reduceOnly").asBoolean());
        order.put("close_on_trigger", asked.path("closeOnTrigger").asBoolean());
        order.put("position_idx", asked.path("positionIdx").asInt());
        OrderShape.putTakeProfit(family, asked, order);
        String created = OrderShape.moment(family, envelope.timeMillis());
        return order.put("created" + family.momentSuffix(), created).put("updated" + family.momentSuffix(), created);
    }
}
