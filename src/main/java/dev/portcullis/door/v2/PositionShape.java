package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.util.List;
import java.util.Map;

/** A position of v5 as the old API showed it: inverse ones mostly with decimals as strings, linear ones as numbers. */
final class PositionShape {
    private static final List<Map.Entry<String, String>> DECIMALS = List.of(
            Map.entry("position_value", "positionValue"),
            Map.entry("entry_price", "avgPrice"),
            Map.entry("leverage", "leverage"),
            Map.entry("position_margin", "positionIM"),
            Map.entry("liq_price", "liqPrice"),
            Map.entry("bust_price", "bustPrice"),
            Map.entry("take_profit", "takeProfit"),
            Map.entry("stop_loss", "stopLoss"),
            Map.entry("trailing_stop", "trailingStop"),
            Map.entry("realised_pnl", "curRealisedPnl"),
            Map.entry("cum_realised_pnl", "cumRealisedPnl"));

    private PositionShape() {}

    static ObjectNode of(OldFamily family, JsonNode item) {
        int index = item.path("positionIdx").asInt();
        String side = item.path("side").asText();
        ObjectNode position = OldJson.object()
                .put("position_idx", index)
                .put("symbol", item.path("symbol").asText())
                .put("side", side.isEmpty() ? "None" : side);
        position.set("size", OldJson.number(item.path("size").asText()));
        DECIMALS.forEach(names -> position.set(
                names.getKey(), decimal(family, item.path(names.getValue()).asText())));
        position.set("unrealised_pnl", OldJson.number(item.path("unrealisedPnl").asText()));
        position.put("is_isolated", item.path("tradeMode").asInt() == 1)
                .put("auto_add_margin", item.path("autoAddMargin").asInt())
                .put("position_status", item.path("positionStatus").asText())
                .put("deleverage_indicator", item.path("adlRankIndicator").asInt())
                .put("risk_id", item.path("riskId").asInt())
                .put("tp_sl_mode", item.path("tpslMode").asText());
        if (family == OldFamily.LINEAR) {
            return position.put("mode", index == 0 ? "MergedSingle" : "BothSide");
        }
        return position.put("mode", 0)
                .put(
                        "created_at",
                        OrderShape.moment(family, item.path("createdTime").asLong()))
                .put(
                        "updated_at",
                        OrderShape.moment(family, item.path("updatedTime").asLong()));
    }

    /** The inverse half wrote what is not there as the string 0. */
    private static JsonNode decimal(OldFamily family, String text) {
        return family == OldFamily.LINEAR ? OldJson.number(text) : TextNode.valueOf(text.isEmpty() ? "0" : text);
    }
}
