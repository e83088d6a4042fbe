package dev.portcullis.bybit;

import dev.portcullis.bybit.OrderLinkIdPlaces.Place;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Rejection.Malformed;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Reads of a write's body what the gate must know, by one strict scan, and leaves the bytes as they are. Fields that
 * the gate does not know pass.
 */
public final class OrderBody {
    private OrderBody() {}

    /**
     * Reads the body of a call of that kind.
     *
     * @param kind what the call does; not a read without a body
     * @param body the bytes as received, at most 64 KiB
     * @throws dev.portcullis.model.RejectedException with a {@link Malformed} that names every wrong field
     */
    public static WriteBody read(EndpointKind kind, Buffer body) {
        return kind.isBatch() ? batch(kind, body) : single(kind, body);
    }

    /**
     * Gives every order to create without an orderLinkId one of {@code ids}: put first into its object when the field
     * is missing, in the place of its value when that is empty or null. All other bytes stay as they are.
     *
     * @param kind what the call does; only creates are changed
     */
    public static WriteBody fillOrderLinkIds(EndpointKind kind, WriteBody body, Supplier<OrderLinkId> ids) {
        if (!kind.isCreate() || body.orders().stream().allMatch(order -> order.orderLinkId() != null)) {
            return body;
        }
        byte[] bytes = body.bytes().getBytes();
        List<Place> places = kind.isBatch() ? OrderLinkIdPlaces.batch(bytes) : OrderLinkIdPlaces.single(bytes);
        ByteEdits edits = new ByteEdits(bytes);
        List<OrderFacts> orders = new ArrayList<>(places.size());
        for (int i = 0; i < places.size(); i++) {
            orders.add(filled(body.orders().get(i), places.get(i), edits, ids));
        }
        return new WriteBody(edits.result(), body.category(), List.copyOf(orders));
    }

    private static OrderFacts filled(OrderFacts order, Place place, ByteEdits edits, Supplier<OrderLinkId> ids) {
        if (order.orderLinkId() != null) {
            return order;
        }
        OrderLinkId id = ids.get();
        String value = "\"" + id + "\"";
        edits.replace(place.start(), place.end(), place.isTaken() ? value : "\"orderLinkId\":" + value + ",");
        return order.under(id);
    }

    private static WriteBody single(EndpointKind kind, Buffer body) {
        JsonMembers members = StrictJson.object(body.getBytes());
        List<FieldError> complaints = new ArrayList<>();
        OrderFields fields = new OrderFields(members, "", complaints);
        if (kind == EndpointKind.CONFIGURE) {
            Category category = fields.optionalCategory();
            refuse(complaints);
            return WriteBody.plain(body, category);
        }
        Category category = fields.requiredCategory();
        OrderFacts facts = facts(kind, fields, category);
        refuse(complaints);
        return new WriteBody(body, category, facts == null ? List.of() : List.of(facts));
    }

    private static WriteBody batch(EndpointKind kind, Buffer body) {
        StrictJson.Batch batch = StrictJson.batch(body.getBytes());
        List<FieldError> complaints = new ArrayList<>();
        Category category = new OrderFields(batch.top(), "", complaints).requiredCategory();
        checkSize(batch, category, complaints);
        refuse(complaints);
        List<OrderFacts> orders = new ArrayList<>(batch.request().size());
        for (int i = 0; i < batch.request().size(); i++) {
            OrderFields fields = new OrderFields(batch.request().get(i), "/request/" + i, complaints);
            fields.agreesWith(category);
            OrderFacts facts = facts(kind, fields, category);
            if (facts != null) {
                orders.add(facts);
            }
        }
        refuse(complaints);
        checkNoIdTwice(orders, complaints);
        refuse(complaints);
        return new WriteBody(body, category, List.copyOf(orders));
    }

    private static void checkSize(StrictJson.Batch batch, @Nullable Category category, List<FieldError> complaints) {
        int size = batch.request().size();
        if (size == 0) {
            complaints.add(new FieldError("/request", "must be a list of at least one order"));
        } else if (category != null && size > RateTable.batchMax(category)) {
            complaints.add(new FieldError(
                    "/request",
                    "has " + size + " orders; Bybit takes at most " + RateTable.batchMax(category) + " of category "
                            + category.wire() + " in one batch"));
        }
    }

    private static void checkNoIdTwice(List<OrderFacts> orders, List<FieldError> complaints) {
        Map<OrderLinkId, Integer> first = new HashMap<>();
        for (int i = 0; i < orders.size(); i++) {
            OrderLinkId id = orders.get(i).orderLinkId();
            Integer earlier = id == null ? null : first.putIfAbsent(id, i);
            if (earlier != null) {
                complaints.add(new FieldError(
                        "/request/" + i + "/orderLinkId", "is the one of /request/" + earlier + " too; keep one"));
            }
        }
    }

    private static @Nullable OrderFacts facts(EndpointKind kind, OrderFields fields, @Nullable Category category) {
        return switch (kind) {
            case CREATE, CREATE_BATCH, PRE_CHECK -> fields.create(category);
            case AMEND, AMEND_BATCH -> fields.amend();
            case CANCEL, CANCEL_BATCH -> fields.cancel();
            case CANCEL_ALL -> fields.cancelAll();
            case READ, PUBLIC_READ, CONFIGURE ->
                throw new IllegalArgumentException("a " + kind + " names no orders in a body");
        };
    }

    private static void refuse(List<FieldError> complaints) {
        if (!complaints.isEmpty()) {
            String detail = complaints.stream()
                    .map(complaint -> complaint.pointer() + ": " + complaint.detail())
                    .collect(Collectors.joining("; "));
            throw new Malformed(detail, List.copyOf(complaints)).asException();
        }
    }
}
