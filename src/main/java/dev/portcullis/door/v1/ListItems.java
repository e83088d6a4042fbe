package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.normal.V5Page;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;

/** Shows the items of a page; an order carries what its caller calls it and where it is, too. */
final class ListItems {
    private final ClientOrderIds clientOrderIds;

    ListItems(ClientOrderIds clientOrderIds) {
        this.clientOrderIds = clientOrderIds;
    }

    /**
     * The items of a page, as they are shown.
     *
     * @param environment where the account is; empty when that is not known
     */
    Future<List<ObjectNode>> of(V1Request request, ListWish wish, Optional<String> environment, V5Page page) {
        List<ObjectNode> items = page.items().stream()
                .map(item -> wish.listing().shown(wish.category(), item))
                .toList();
        if (!wish.listing().isOfOrders()) {
            return Future.succeededFuture(items);
        }
        List<Future<ObjectNode>> orders = items.stream()
                .map(order -> named(request, order).map(named -> placed(request, environment, named)))
                .toList();
        return Future.all(orders).map(all -> all.<ObjectNode>list());
    }

    private static ObjectNode placed(V1Request request, Optional<String> environment, ObjectNode order) {
        environment.ifPresent(name -> order.put("environment", name));
        return order.put("requestId", request.id().text());
    }

    private Future<ObjectNode> named(V1Request request, ObjectNode order) {
        Optional<OrderLinkId> link = link(order.path("orderLinkId").asText(""));
        if (link.isEmpty()) {
            return Future.succeededFuture(order);
        }
        return clientOrderIds.find(request, link.get()).map(found -> {
            found.ifPresent(id -> order.put("clientOrderId", id));
            return order;
        });
    }

    private static Optional<OrderLinkId> link(String text) {
        try {
            return text.isEmpty() ? Optional.empty() : Optional.of(new OrderLinkId(text));
        } catch (IllegalArgumentException noneOfOurs) {
            return Optional.empty();
        }
    }
}
