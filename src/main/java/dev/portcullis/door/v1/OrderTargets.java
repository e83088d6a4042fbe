package dev.portcullis.door.v1;

import dev.portcullis.identity.Client;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Symbol;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.KnownOrders;
import dev.portcullis.pipeline.OrderLinkIds;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;

/**
 * Finds the order that a path means: by the exchange's id, by {@code client:} and the caller's own id, or by {@code
 * link:} and the orderLinkId. Category and symbol come from the gate's own records, for foreign orders from the query.
 */
final class OrderTargets {
    /** The parameters that name a foreign order's place. */
    static final Set<String> PARAMETERS = Set.of("category", "symbol");

    private static final String CLIENT = "client:";
    private static final String LINK = "link:";

    private final KnownOrders known;

    OrderTargets(KnownOrders known) {
        this.known = known;
    }

    /** Fails with what the door makes a problem of when the order cannot be named. */
    Future<OrderTarget> find(V1Request request, Client client, EnvironmentId environment) {
        requirePlace(request);
        String id = request.capture("id");
        AccountId account = request.account();
        if (id.startsWith(CLIENT)) {
            OrderLinkId link = OrderLinkIds.ofClientOrderId(account, client.id(), own(id.substring(CLIENT.length())));
            return byLink(request, client, environment, link);
        }
        if (id.startsWith(LINK)) {
            return byLink(request, client, environment, id(id.substring(LINK.length()), OrderLinkId::new));
        }
        OrderId orderId = id(id, OrderId::new);
        return known.find(environment, account, orderId, request.home())
                .recover(cannotTell -> whenItsPlaceIsNamed(request, cannotTell))
                .map(order -> order.map(found -> ofKnown(client, found))
                        .map(target -> withId(target, orderId))
                        .orElseGet(() -> foreign(request, Optional.of(orderId), Optional.empty())));
    }

    private Future<OrderTarget> byLink(V1Request request, Client client, EnvironmentId environment, OrderLinkId link) {
        return known.find(environment, request.account(), link, request.home())
                .recover(cannotTell -> whenItsPlaceIsNamed(request, cannotTell))
                .map(order -> target(request, client, order, link));
    }

    /** A disk that cannot be read keeps nobody from getting out who says where the order is. */
    private static Future<Optional<KnownOrder>> whenItsPlaceIsNamed(V1Request request, Throwable cannotTell) {
        boolean isNamed = request.query().one("category").isPresent()
                && request.query().one("symbol").isPresent();
        return isNamed ? Future.succeededFuture(Optional.empty()) : Future.failedFuture(cannotTell);
    }

    private static String own(String clientOrderId) {
        if (!clientOrderId.matches(OrderDraft.CLIENT_ORDER_ID)) {
            throw malformed();
        }
        return clientOrderId;
    }

    private static <T> T id(String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException notOne) {
            throw malformed();
        }
    }

    private static RuntimeException malformed() {
        return Rejection.Malformed.at(
                        "path", "an order is named by its orderId, by client:<clientOrderId> or by link:<orderLinkId>")
                .asException();
    }

    private static OrderTarget target(V1Request request, Client client, Optional<KnownOrder> order, OrderLinkId link) {
        return order.map(found -> ofKnown(client, found))
                .orElseGet(() -> foreign(request, Optional.empty(), Optional.of(link)));
    }

    private static OrderTarget ofKnown(Client client, KnownOrder order) {
        boolean isOwn = order.owner().equals(client.id());
        return new OrderTarget(
                order.category(),
                order.symbol(),
                order.orderId(),
                Optional.of(order.orderLinkId()),
                Optional.of(order),
                isOwn ? Optional.ofNullable(order.names().clientOrderId()) : Optional.empty());
    }

    private static OrderTarget withId(OrderTarget target, OrderId orderId) {
        return new OrderTarget(
                target.category(),
                target.symbol(),
                Optional.of(orderId),
                target.orderLinkId(),
                target.known(),
                target.clientOrderId());
    }

    /** What the query says of the place must be one, also where the gate knows better. */
    private static void requirePlace(V1Request request) {
        request.query().one("symbol").ifPresent(OrderTargets::symbol);
        request.query()
                .one("category")
                .filter(word -> Category.ofWire(word).isEmpty())
                .ifPresent(noCategory -> {
                    throw Rejection.Malformed.at("query category", "must be spot, linear, inverse or option")
                            .asException();
                });
    }

    private static OrderTarget foreign(V1Request request, Optional<OrderId> orderId, Optional<OrderLinkId> link) {
        Optional<Category> category = request.query().one("category").flatMap(Category::ofWire);
        Optional<Symbol> symbol = request.query().one("symbol").map(OrderTargets::symbol);
        if (category.isEmpty() || symbol.isEmpty()) {
            throw Rejection.Malformed.at(
                            "query",
                            "this order did not pass the gate; name its category (spot, linear, inverse or option) and"
                                    + " its symbol: ?category=linear&symbol=BTCUSDT")
                    .asException();
        }
        return new OrderTarget(category.get(), symbol.get(), orderId, link, Optional.empty(), Optional.empty());
    }

    private static Symbol symbol(String text) {
        try {
            return new Symbol(text);
        } catch (IllegalArgumentException notOne) {
            throw Rejection.Malformed.at("query symbol", "must be an upper-case name, such as BTCUSDT")
                    .asException();
        }
    }
}
