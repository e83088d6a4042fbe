package dev.portcullis.sandbox.endpoint;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.order.OrderSnapshot;
import dev.portcullis.sandbox.order.OrderStatus;
import dev.portcullis.sandbox.venue.OrderQuery;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.PageToken;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Set;
import java.util.function.BiFunction;
import java.util.function.Predicate;

/** Realtime and history (docs:v5/order/open-order, v5/order/order-list). */
final class OrderReads {
    private static final int LIMIT_MAX = 50;
    private static final int LIMIT_DEFAULT = 20;
    private static final long UNFILLED_KEPT_MILLIS = Duration.ofHours(24).toMillis();
    private static final Set<OrderStatus> KEPT_SHORTLY = Set.of(OrderStatus.CANCELLED, OrderStatus.DEACTIVATED);

    private final Venue venue;
    private final InstantSource serverClock;

    OrderReads(Venue venue, InstantSource serverClock) {
        this.venue = venue;
        this.serverClock = serverClock;
    }

    Envelope realtime(Caller caller, Params params) {
        Category category = params.category();
        if (category == Category.LINEAR && !namesScope(params)) {
            throw RetCode.PARAMETER.refusal("params error: symbol, baseCoin or settleCoin is required");
        }
        boolean byId =
                !params.text("orderId").isEmpty() || !params.text("orderLinkId").isEmpty();
        int openOnly = params.whole("openOnly", 0, 2, 0);
        Predicate<OrderSnapshot> open = order -> order.isOpen() == (openOnly == 0);
        Predicate<OrderSnapshot> shown = byId ? order -> true : open;
        return page(params, shown.and(filter(params)), query -> venue.current(caller.uid(), query));
    }

    Envelope history(Caller caller, Params params) {
        TimeSpan span = TimeSpan.of(params, serverClock.millis());
        String status = params.text("orderStatus");
        Predicate<OrderSnapshot> shown = order -> !order.isOpen()
                && span.contains(order.identity().createdMillis())
                && isKept(order)
                && (status.isEmpty() || order.status().word().equals(status));
        return page(params, shown.and(filter(params)), query -> venue.closed(caller.uid(), query));
    }

    /** Cancelled orders leave history after a day, those with fills stay. */
    private boolean isKept(OrderSnapshot order) {
        boolean shortly = KEPT_SHORTLY.contains(order.status())
                && order.progress().filled().signum() == 0;
        return !shortly || serverClock.millis() - order.updatedMillis() < UNFILLED_KEPT_MILLIS;
    }

    private interface Source {
        List<OrderSnapshot> find(OrderQuery query);
    }

    private static Envelope page(Params params, Predicate<OrderSnapshot> filter, Source source) {
        int limit = params.whole("limit", 1, LIMIT_MAX, LIMIT_DEFAULT);
        long before = PageToken.sequence(params.text("cursor")).orElse(Long.MAX_VALUE);
        List<OrderSnapshot> found = source.find(
                new OrderQuery(params.text("orderId"), params.text("orderLinkId"), filter, before, limit + 1));
        List<OrderSnapshot> shown = found.subList(0, Math.min(limit, found.size()));
        ArrayNode list = Json.array();
        shown.forEach(order -> list.add(OrderJson.of(order)));
        ObjectNode result = Json.object();
        result.set("list", list);
        result.put(
                "nextPageCursor",
                found.size() > limit
                        ? PageToken.of(shown.get(limit - 1).identity().sequence())
                        : "");
        return Envelope.ok(result.put("category", params.category().word()));
    }

    private static boolean namesScope(Params params) {
        return !params.text("symbol").isEmpty()
                || !params.text("baseCoin").isEmpty()
                || !params.text("settleCoin").isEmpty();
    }

    private static Predicate<OrderSnapshot> filter(Params params) {
        Category category = params.category();
        Predicate<OrderSnapshot> inCategory = order -> order.category() == category;
        return inCategory
                .and(equalTo(params, "symbol", (order, symbol) -> order.symbol().equals(symbol)))
                .and(equalTo(
                        params,
                        "baseCoin",
                        (order, coin) -> order.instrument().coins().base().equals(coin)))
                .and(equalTo(
                        params,
                        "settleCoin",
                        (order, coin) -> order.instrument().coins().settle().equals(coin)))
                .and(equalTo(params, "orderFilter", OrderReads::isOfKind));
    }

    private static boolean isOfKind(OrderSnapshot order, String filter) {
        boolean conditional = order.terms().trigger().isPresent();
        return filter.equals("Order") != conditional;
    }

    private static Predicate<OrderSnapshot> equalTo(
            Params params, String name, BiFunction<OrderSnapshot, String, Boolean> equal) {
        String wanted = params.text(name);
        return wanted.isEmpty() ? order -> true : order -> equal.apply(order, wanted);
    }
}
