package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.door.RawAnswer;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.Set;

/** Lists orders: the inverse list goes on by a cursor, the linear one by page numbers; a search asks for one order. */
final class OrderLists {
    private static final int LIMIT_DEFAULT = 20;
    private static final int SEARCH_MAX = 500;

    private static final Set<OldField> INVERSE =
            Set.of(OldField.SYMBOL, OldField.ORDER_STATUS, OldField.DIRECTION, OldField.LIMIT, OldField.CURSOR);
    private static final Set<OldField> LINEAR = Set.of(
            OldField.SYMBOL,
            OldField.ORDER_STATUS,
            OldField.ORDER,
            OldField.LIMIT,
            OldField.PAGE,
            OldField.ORDER_ID,
            OldField.ORDER_LINK_ID);
    private static final Set<OldField> SEARCH = Set.of(OldField.SYMBOL, OldField.ORDER_ID, OldField.ORDER_LINK_ID);

    private final OldCalls calls;
    private final OldReads reads;
    private final OldAnswers answers;

    OrderLists(OldCalls calls, OldReads reads, OldAnswers answers) {
        this.calls = calls;
        this.reads = reads;
        this.answers = answers;
    }

    List<OldRoute> routes() {
        return List.of(
                OldRoute.get("/v2/private/order/list", OldFamily.INVERSE, this::byCursor),
                OldRoute.get("/v2/private/order", OldFamily.INVERSE, this::search),
                OldRoute.get("/private/linear/order/list", OldFamily.LINEAR, this::byPage),
                OldRoute.get("/private/linear/order/search", OldFamily.LINEAR, this::search));
    }

    private Future<RawAnswer> byCursor(OldRequest request) {
        FieldReading fields = request.fields(INVERSE).require(OldField.SYMBOL).done();
        OrderFilter filter = OrderFilter.of(request.family(), fields);
        int limit = count(fields, OldField.LIMIT, LIMIT_DEFAULT);
        OrderPlace place = fields.text(OldField.CURSOR).map(OrderPlace::read).orElse(OrderWalk.begin(filter));
        return new OrderWalk(calls, reads, request, filter, limit).from(place).map(found -> {
            ObjectNode result = OldJson.object();
            result.set("data", shaped(request.family(), found.from(0, limit)));
            result.put("cursor", found.next().map(OrderPlace::text).orElse(""));
            return success(found.last(), result);
        });
    }

    private Future<RawAnswer> byPage(OldRequest request) {
        FieldReading fields = request.fields(LINEAR).require(OldField.SYMBOL).done();
        OrderFilter filter = OrderFilter.of(request.family(), fields);
        int limit = count(fields, OldField.LIMIT, LIMIT_DEFAULT);
        int page = count(fields, OldField.PAGE, 1);
        return new OrderWalk(calls, reads, request, filter, page * limit)
                .from(OrderWalk.begin(filter))
                .map(found -> {
                    requireWhole(found, page * limit);
                    ObjectNode result = OldJson.object().put("current_page", page);
                    result.set("data", shaped(request.family(), found.from((page - 1) * limit, limit)));
                    return success(found.last(), result);
                });
    }

    /** A page that ends early would look like the end of the list. */
    private static void requireWhole(OrderWalk.Found found, int wanted) {
        if (found.orders().size() < wanted && found.next().isPresent()) {
            throw found.last()
                    .unreadable("has more orders than are looked through for one page; ask for fewer states or a lower"
                            + " page");
        }
    }

    private Future<RawAnswer> search(OldRequest request) {
        FieldReading fields = request.fields(SEARCH).require(OldField.SYMBOL).done();
        OrderFilter filter = OrderFilter.of(request.family(), fields);
        boolean isOne = fields.has(OldField.ORDER_ID) || fields.has(OldField.ORDER_LINK_ID);
        return isOne ? one(request, filter) : open(request, filter);
    }

    private Future<RawAnswer> one(OldRequest request, OrderFilter filter) {
        return new OrderWalk(calls, reads, request, filter, 1)
                .from(OrderWalk.begin(filter))
                .map(found -> {
                    Optional<JsonNode> order = found.orders().stream().findFirst();
                    JsonNode shown = order.orElseThrow(() -> new TroubleException(
                            found.last().call(), found.last().told().head(), Trouble.absent(request.family())));
                    return success(found.last(), OrderShape.of(request.family(), shown));
                });
    }

    private Future<RawAnswer> open(OldRequest request, OrderFilter filter) {
        OrderFilter onlyOpen = filter.onlyOpen();
        return new OrderWalk(calls, reads, request, onlyOpen, SEARCH_MAX)
                .from(OrderWalk.begin(onlyOpen))
                .map(found -> success(found.last(), shaped(request.family(), found.from(0, SEARCH_MAX))));
    }

    private RawAnswer success(OldReads.Read read, JsonNode result) {
        return answers.success(read.call(), read.told(), result, List.of());
    }

    private static ArrayNode shaped(OldFamily family, List<JsonNode> orders) {
        ArrayNode list = OldJson.array();
        orders.forEach(order -> list.add(OrderShape.of(family, order)));
        return list;
    }

    private static int count(FieldReading fields, OldField field, int otherwise) {
        return fields.text(field).map(Integer::parseInt).orElse(otherwise);
    }
}
