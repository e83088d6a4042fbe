package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * Gathers orders page by page, from v5's open ones into its closed ones, until there are as many as wanted. An order
 * that closes meanwhile is in both lists; its later state counts.
 */
final class OrderWalk {
    private static final int PAGE_MAX = 50;
    private static final int CALLS_MAX = 16;

    private final OldCalls calls;
    private final OldReads reads;
    private final OldRequest request;
    private final OrderFilter filter;
    private final int wanted;
    private final Map<String, JsonNode> found = new LinkedHashMap<>();

    private int callsMade;

    /** For one request. */
    OrderWalk(OldCalls calls, OldReads reads, OldRequest request, OrderFilter filter, int wanted) {
        this.calls = calls;
        this.reads = reads;
        this.request = request;
        this.filter = filter;
        this.wanted = wanted;
    }

    /**
     * What was found.
     *
     * @param next where it goes on; empty at the end
     * @param last the last read, whose limits are told
     */
    record Found(Collection<JsonNode> orders, Optional<OrderPlace> next, OldReads.Read last) {
        List<JsonNode> from(int skipped, int count) {
            return orders.stream().skip(skipped).limit(count).toList();
        }
    }

    /** The place at which a walk for that filter begins. */
    static OrderPlace begin(OrderFilter filter) {
        return new OrderPlace(filter.wantsOpen() ? OrderPlace.List.OPEN : OrderPlace.List.CLOSED, "");
    }

    Future<Found> from(OrderPlace place) {
        int limit = Math.min(PAGE_MAX, wanted - found.size());
        V5Query query = filter.query(place, limit);
        boolean isOpen = place.list() == OrderPlace.List.OPEN;
        EndpointId endpoint = isOpen ? EndpointTable.ORDER_REALTIME : EndpointTable.ORDER_HISTORY;
        Call call = callsMade++ == 0 ? calls.read(request, endpoint, query) : calls.further(request, endpoint, query);
        return reads.read(request.family(), call).compose(read -> took(place, read));
    }

    private Future<Found> took(OrderPlace place, OldReads.Read read) {
        V5Page page = read.page();
        page.items().stream()
                .filter(filter::takes)
                .forEach(order -> found.put(order.path("orderId").asText(), order));
        Optional<OrderPlace> next = behind(place, page);
        if (next.isEmpty() || found.size() >= wanted || callsMade >= CALLS_MAX) {
            return Future.succeededFuture(new Found(found.values(), next, read));
        }
        return from(next.get());
    }

    private Optional<OrderPlace> behind(OrderPlace place, V5Page page) {
        if (page.hasNext()) {
            return Optional.of(new OrderPlace(place.list(), page.nextCursor()));
        }
        boolean goesOn = place.list() == OrderPlace.List.OPEN && filter.wantsClosed();
        return goesOn ? Optional.of(new OrderPlace(OrderPlace.List.CLOSED, "")) : Optional.empty();
    }
}
