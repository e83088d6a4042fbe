package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.bybit.normal.Form;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;

/** An order of v5's lists as the old lists showed it: inverse ones with decimals as strings, linear ones as numbers. */
final class OrderShape {
    private static final List<Map.Entry<String, String>> DECIMALS = List.of(
            Map.entry("price", "price"),
            Map.entry("qty", "qty"),
            Map.entry("leaves_qty", "leavesQty"),
            Map.entry("leaves_value", "leavesValue"),
            Map.entry("cum_exec_qty", "cumExecQty"),
            Map.entry("cum_exec_value", "cumExecValue"),
            Map.entry("cum_exec_fee", "cumExecFee"));

    private OrderShape() {}

    static ObjectNode of(OldFamily family, JsonNode item) {
        ObjectNode order = OldJson.object()
                .put("order_id", item.path("orderId").asText())
                .put("order_link_id", item.path("orderLinkId").asText())
                .put("position_idx", item.path("positionIdx").asInt())
                .put("symbol", item.path("symbol").asText())
                .put("side", item.path("side").asText())
                .put("order_type", item.path("orderType").asText());
        DECIMALS.forEach(names -> order.set(
                names.getKey(), decimal(family, item.path(names.getValue()).asText())));
        order.put("time_in_force", OldWords.timeInForce(item.path("timeInForce").asText()))
                .put("order_status", OldWords.status(item.path("orderStatus").asText()))
                .put("reject_reason", item.path("rejectReason").asText())
                .put("reduce_only", item.path("reduceOnly").asBoolean())
                .put("close_on_trigger", item.path("closeOnTrigger").asBoolean());
        putTakeProfit(family, item, order);
        return order.put(
                        "created" + family.momentSuffix(),
                        moment(family, item.path("createdTime").asLong()))
                .put(
                        "updated" + family.momentSuffix(),
                        moment(family, item.path("updatedTime").asLong()));
    }

    /** Take profit and stop loss, from a v5 order or the body of a create. */
    static void putTakeProfit(OldFamily family, JsonNode v5, ObjectNode order) {
        order.set("take_profit", decimal(family, v5.path("takeProfit").asText()));
        order.set("stop_loss", decimal(family, v5.path("stopLoss").asText()));
        order.put("tp_trigger_by", v5.path("tpTriggerBy").asText());
        order.put("sl_trigger_by", v5.path("slTriggerBy").asText());
    }

    /** A decimal of a list, in the family's way. */
    static JsonNode decimal(OldFamily family, String text) {
        return family == OldFamily.LINEAR ? OldJson.number(text) : TextNode.valueOf(text);
    }

    /** A moment as the family wrote it: linear to the second; empty when there is none. */
    static String moment(OldFamily family, long millis) {
        if (millis <= 0) {
            return "";
        }
        Instant moment = Instant.ofEpochMilli(millis);
        return family == OldFamily.LINEAR
                ? moment.truncatedTo(ChronoUnit.SECONDS).toString()
                : Form.rfc3339(moment);
    }
}
