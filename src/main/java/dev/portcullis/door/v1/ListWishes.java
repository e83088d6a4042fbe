package dev.portcullis.door.v1;

import dev.portcullis.model.Category;
import dev.portcullis.model.Rejection;
import java.time.InstantSource;
import java.util.Set;

/** Reads from requests which lists they want; what Bybit would refuse is said here, in words that name the fix. */
final class ListWishes {
    static final Set<String> ORDERS = Set.of(
            "view", "category", "symbol", "baseCoin", "settleCoin", "orderFilter", "from", "to", "limit", "cursor");
    static final Set<String> EXECUTIONS = Set.of(
            "category", "symbol", "baseCoin", "settleCoin", "orderId", "orderLinkId", "from", "to", "limit", "cursor");
    static final Set<String> POSITIONS = Set.of("category", "symbol", "baseCoin", "settleCoin", "limit", "cursor");
    static final Set<String> FEES = Set.of("category", "symbol", "baseCoin");
    static final Set<String> INSTRUMENTS = Set.of("category", "symbol", "baseCoin", "status", "limit", "cursor");

    private final InstantSource wallClock;

    ListWishes(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    ListWish orders(V1Request request) {
        String view = request.query().one("view").orElse("open");
        return switch (view) {
            case "open" -> openOrders(request);
            case "history" ->
                scoped(Listing.ORDER_HISTORY, request)
                        .filter("orderFilter", ListFilter.ORDER_KIND)
                        .during(wallClock.millis());
            default ->
                throw Rejection.Malformed.at("query view", "must be open or history")
                        .asException();
        };
    }

    /** Of linear, Bybit lists no open orders without a scope (docs:v5/order/open-order); none is guessed. */
    private static ListWish openOrders(V1Request request) {
        boolean isTimed = request.query().one("from").isPresent()
                || request.query().one("to").isPresent();
        if (isTimed) {
            throw Rejection.Malformed.at("query from", "and to go with view=history; open orders have no times")
                    .asException();
        }
        ListWish.Draft draft = scoped(Listing.OPEN_ORDERS, request).filter("orderFilter", ListFilter.ORDER_KIND);
        if (category(request) == Category.LINEAR) {
            draft.requireOneOf("open linear orders", "symbol", "baseCoin", "settleCoin");
        }
        return draft.always();
    }

    ListWish executions(V1Request request) {
        return scoped(Listing.EXECUTIONS, request)
                .filter("orderId", ListFilter.ID)
                .filter("orderLinkId", ListFilter.ID)
                .during(wallClock.millis());
    }

    ListWish positions(V1Request request) {
        Category category = category(request);
        if (category == Category.SPOT) {
            throw Rejection.Malformed.at("query category", "must be linear, inverse or option; spot has no positions")
                    .asException();
        }
        ListWish.Draft draft = scoped(Listing.POSITIONS, request);
        if (category == Category.LINEAR) {
            draft.requireOneOf("linear positions", "symbol", "settleCoin");
        }
        return draft.always();
    }

    ListWish fees(V1Request request) {
        return named(Listing.FEES, request).always();
    }

    ListWish instruments(V1Request request) {
        return named(Listing.INSTRUMENTS, request)
                .filter("status", ListFilter.INSTRUMENT_STATUS)
                .always();
    }

    private static ListWish.Draft scoped(Listing listing, V1Request request) {
        return named(listing, request).filter("settleCoin", ListFilter.COIN);
    }

    private static ListWish.Draft named(Listing listing, V1Request request) {
        return ListWish.of(listing, request, category(request))
                .filter("symbol", ListFilter.SYMBOL)
                .filter("baseCoin", ListFilter.COIN);
    }

    private static Category category(V1Request request) {
        return request.query()
                .one("category")
                .map(word -> Category.ofWire(word)
                        .orElseThrow(() -> Rejection.Malformed.at(
                                        "query category", "must be spot, linear, inverse or option")
                                .asException()))
                .orElse(Category.LINEAR);
    }
}
