package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.venue.Amendment;
import dev.portcullis.sandbox.venue.OrderRef;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import java.util.List;
import java.util.function.Predicate;

/** Create, amend, cancel, cancel-all, pre-check (docs:v5/order). */
final class OrderWrites {
    private final Venue venue;

    OrderWrites(Venue venue) {
        this.venue = venue;
    }

    Envelope create(Caller caller, Params params) {
        OrderSnapshot order = venue.create(caller.uid(), params.category(), params);
        return Envelope.ok(OrderJson.acknowledgement(order));
    }

    Envelope amend(Caller caller, Params params) {
        OrderRef ref = OrderRef.of(params.category(), params);
        return Envelope.ok(OrderJson.acknowledgement(venue.amend(caller.uid(), ref, Amendment.of(params))));
    }

    Envelope cancel(Caller caller, Params params) {
        OrderRef ref = OrderRef.of(params.category(), params);
        return Envelope.ok(OrderJson.acknowledgement(venue.cancel(caller.uid(), ref)));
    }

    Envelope cancelAll(Caller caller, Params params) {
        List<OrderSnapshot> cancelled = venue.cancelAll(caller.uid(), toCancel(params));
        ArrayNode list = Json.array();
        cancelled.forEach(order -> list.add(OrderJson.acknowledgement(order)));
        ObjectNode result = Json.object();
        result.set("list", list);
        return Envelope.ok(result.put("success", "1"));
    }

    Envelope preCheck(Caller caller, Params params) {
        String linkId = venue.preCheck(caller.uid(), params.category(), params);
        return Envelope.ok(Json.object()
                .put("orderId", "")
                .put("orderLinkId", linkId)
                .put("preImrE4", 0)
                .put("preMmrE4", 0)
                .put("postImrE4", 0)
                .put("postMmrE4", 0));
    }

    /** Derivatives need a symbol or coin, symbol first; spot and option mean everything without one. */
    private static Predicate<OrderSnapshot> toCancel(Params params) {
        Category category = params.category();
        String symbol = params.text("symbol");
        String baseCoin = params.text("baseCoin");
        String settleCoin = params.text("settleCoin");
        boolean derivatives = category == Category.LINEAR || category == Category.INVERSE;
        if (derivatives && symbol.isEmpty() && baseCoin.isEmpty() && settleCoin.isEmpty()) {
            throw RetCode.PARAMETER.refusal("params error: symbol, baseCoin or settleCoin is required");
        }
        Predicate<OrderSnapshot> inCategory = order -> order.category() == category;
        Predicate<OrderSnapshot> inScope = scope(symbol, baseCoin, settleCoin);
        return inCategory.and(inScope).and(kind(category, params));
    }

    private static Predicate<OrderSnapshot> scope(String symbol, String baseCoin, String settleCoin) {
        if (!symbol.isEmpty()) {
            return order -> order.symbol().equals(symbol);
        }
        if (!baseCoin.isEmpty()) {
            return order -> order.instrument().coins().base().equals(baseCoin);
        }
        return order ->
                settleCoin.isEmpty() || order.instrument().coins().settle().equals(settleCoin);
    }

    private static Predicate<OrderSnapshot> kind(Category category, Params params) {
        String filter = params.text("orderFilter");
        String wanted = filter.isEmpty() && category.isSpot() ? "Order" : filter;
        return switch (wanted) {
            case "", "OpenOrder" -> order -> true;
            case "Order" -> order -> order.status() != OrderStatus.UNTRIGGERED;
            case "StopOrder", "tpslOrder" -> order -> order.status() == OrderStatus.UNTRIGGERED;
            case "OcoOrder", "BidirectionalTpslOrder" -> order -> false;
            default -> throw Params.invalid("orderFilter", "is not one that this category has");
        };
    }
}
