package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.venue.Amendment;
import dev.portcullis.sandbox.venue.OrderRef;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Refusal;
import dev.portcullis.sandbox.wire.RetCode;

/** The three batches: each item succeeds or fails alone, the whole answers 0 (docs:v5/order/batch-place). */
final class OrderBatches {
    private static final int ITEMS_MAX = 20;
    private static final int SPOT_ITEMS_MAX = 10;

    private final Venue venue;

    OrderBatches(Venue venue) {
        this.venue = venue;
    }

    /** One item of a batch. */
    private interface Item {
        OrderSnapshot take(long uid, Category category, Params item);
    }

    Route.Batch create() {
        return batch((uid, category, item) -> venue.create(uid, category, item), "createAt");
    }

    Route.Batch amend() {
        return batch((uid, category, item) -> venue.amend(uid, OrderRef.of(category, item), Amendment.of(item)), "");
    }

    Route.Batch cancel() {
        return batch((uid, category, item) -> venue.cancel(uid, OrderRef.of(category, item)), "");
    }

    private static Route.Batch batch(Item item, String timeField) {
        return new Route.Batch() {
            @Override
            public int cost(Params params) {
                return OrderBatches.cost(params);
            }

            @Override
            public Envelope answer(Caller caller, Params params, int granted) {
                return OrderBatches.answer(item, timeField, new Passed(caller.uid(), granted), params);
            }
        };
    }

    /** Whose batch, and how much of it the window let through. */
    private record Passed(long uid, int granted) {}

    /** An option batch costs one request, any other one an order each. */
    private static int cost(Params params) {
        int items = items(params).size();
        return params.category() == Category.OPTION ? 1 : items;
    }

    private static Envelope answer(Item item, String timeField, Passed passed, Params params) {
        Category category = params.category();
        ArrayNode list = Json.array();
        ArrayNode codes = Json.array();
        int number = 0;
        for (JsonNode node : items(params)) {
            boolean inWindow = category == Category.OPTION ? passed.granted() > 0 : number < passed.granted();
            answerItem(item, timeField, new Slot(passed.uid(), category, inWindow), node, list, codes);
            number++;
        }
        ObjectNode result = Json.object();
        result.set("list", list);
        ObjectNode extra = Json.object();
        extra.set("list", codes);
        return new Envelope(RetCode.OK.code(), RetCode.OK.message(), result, extra);
    }

    /** Where an item stands. */
    private record Slot(long uid, Category category, boolean inWindow) {}

    private static void answerItem(
            Item item, String timeField, Slot slot, JsonNode node, ArrayNode list, ArrayNode codes) {
        ObjectNode entry = list.addObject()
                .put("category", slot.category().word())
                .put("symbol", node.path("symbol").asText())
                .put("orderId", "")
                .put("orderLinkId", node.path("orderLinkId").asText());
        if (!timeField.isEmpty()) {
            entry.put(timeField, "");
        }
        try {
            OrderSnapshot order = take(item, slot, node);
            entry.put("orderId", order.orderId()).put("orderLinkId", order.orderLinkId());
            if (!timeField.isEmpty()) {
                entry.put(timeField, Long.toString(order.identity().createdMillis()));
            }
            codes.addObject().put("code", RetCode.OK.code()).put("msg", RetCode.OK.message());
        } catch (Refusal refusal) {
            codes.addObject().put("code", refusal.code()).put("msg", refusal.text());
        }
    }

    private static OrderSnapshot take(Item item, Slot slot, JsonNode node) {
        if (!slot.inWindow()) {
            throw RetCode.TOO_MANY_VISITS.refusal();
        }
        if (node instanceof ObjectNode fields) {
            return item.take(slot.uid(), slot.category(), Params.of(fields));
        }
        throw Params.invalid("request", "every item must be an object");
    }

    private static ArrayNode items(Params params) {
        int most = params.category().isSpot() ? SPOT_ITEMS_MAX : ITEMS_MAX;
        if (!(params.fields().get("request") instanceof ArrayNode items)) {
            throw Params.missing("request");
        }
        if (items.isEmpty() || items.size() > most) {
            throw Params.invalid("request", "must have 1 to " + most + " orders");
        }
        return items;
    }
}
