package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.door.v1.PlacementReading.Wanted;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;

/**
 * Reads the orders of a batch, each for itself: one that is wrong has its problem at once and keeps none of the others.
 */
final class BatchReading {
    private static final int ORDERS_MAX = 100;

    private final CallerNames callerNames;
    private final EnvironmentId environment;
    private final List<BatchItem> items = new ArrayList<>();
    private final Map<Integer, Placement> refused = new TreeMap<>();
    private final Map<OrderLinkId, Integer> placeOfLink = new HashMap<>();

    private BatchReading(CallerNames callerNames, EnvironmentId environment) {
        this.callerNames = callerNames;
        this.environment = environment;
    }

    /** @throws RejectedException when there is no list of orders */
    static BatchReading of(ObjectNode body, CallerNames callerNames, EnvironmentId environment) {
        JsonNode orders = body.path("orders");
        boolean isOneList = body.size() == 1 && orders.isArray() && !orders.isEmpty();
        if (!isOneList || orders.size() > ORDERS_MAX) {
            throw Rejection.Malformed.at(
                            "/orders", "must be the body's one member, a list of 1 to " + ORDERS_MAX + " orders")
                    .asException();
        }
        BatchReading reading = new BatchReading(callerNames, environment);
        for (int place = 0; place < orders.size(); place++) {
            reading.take(place, orders.get(place));
        }
        return reading;
    }

    private void take(int place, JsonNode order) {
        try {
            items.add(item(place, order));
        } catch (RejectedException wrong) {
            refused.put(place, new Placement.No(V1Problem.of(wrong.rejection(), true)));
        }
    }

    private BatchItem item(int place, JsonNode order) {
        String pointer = "/orders/" + place;
        if (!(order instanceof ObjectNode fields)) {
            throw Rejection.Malformed.at(pointer, "must be an object with the fields of one order")
                    .asException();
        }
        OrderDraft draft = OrderDraft.read(fields, pointer);
        OrderLinkId link = callerNames.orderLinkId(draft.clientOrderId(), place);
        OrderNames names = callerNames.names(draft.clientOrderId(), place);
        requireReadable(draft, link, names, pointer);
        Integer earlier = placeOfLink.putIfAbsent(link, place);
        if (earlier != null) {
            throw Rejection.Malformed.at(pointer + "/clientOrderId", "is the one of /orders/" + earlier + " too")
                    .asException();
        }
        return new BatchItem(place, new Wanted(draft, environment, link), names);
    }

    /** What Bybit's own fields must look like is said where they are read; here only the place is added. */
    private static void requireReadable(OrderDraft draft, OrderLinkId link, OrderNames names, String pointer) {
        try {
            draft.body(link, names);
        } catch (RejectedException wrong) {
            Rejection.Malformed inside = (Rejection.Malformed) wrong.rejection();
            throw new RejectedException(new Rejection.Malformed(
                    inside.detail(),
                    inside.errors().stream()
                            .map(error -> new Rejection.FieldError(pointer + error.pointer(), error.detail()))
                            .toList()));
        }
    }

    /** Those that may be sent. */
    List<BatchItem> items() {
        return items;
    }

    /** Those that may not, by their place. */
    Map<Integer, Placement> refused() {
        return refused;
    }
}
