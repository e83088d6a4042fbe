package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.WriteBody;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * An order as its caller wrote it, checked, and the same in Bybit's fields, still without an orderLinkId.
 *
 * @param asked the request's own members, which the answer repeats
 * @param fields Bybit's fields, without category
 * @param clientOrderId the caller's id of it, or null
 */
record OrderDraft(
        Category category,
        ObjectNode asked,
        ObjectNode fields,
        @Nullable String clientOrderId) {

    /** What a clientOrderId may look like: also the last part of the order's path. */
    static final String CLIENT_ORDER_ID = "[A-Za-z0-9_.~:-]{1,64}";

    private static final Set<OrderField> ALL = EnumSet.allOf(OrderField.class);
    private static final Set<String> BESIDE = Set.of("category", "clientOrderId", "extra");

    /** @throws dev.portcullis.model.RejectedException that names every field that is wrong */
    static OrderDraft read(ObjectNode order, String pointer) {
        List<FieldError> complaints = new ArrayList<>();
        OrderFieldsReading reading = new OrderFieldsReading(pointer, complaints);
        reading.refuseUnknown(order, ALL, BESIDE);
        ObjectNode fields = V1Json.object();
        reading.copy(order, ALL, fields);
        requireFields(order, reading);
        Optional<Category> category = category(order, reading);
        String clientOrderId = clientOrderId(order, reading);
        refuse(complaints);
        return new OrderDraft(category.orElseThrow(), order, fields, clientOrderId);
    }

    private static void requireFields(ObjectNode order, OrderFieldsReading reading) {
        Stream.of(OrderField.SYMBOL, OrderField.SIDE, OrderField.TYPE, OrderField.QTY)
                .filter(field -> !order.has(field.text()))
                .forEach(field -> reading.complain(field.text(), "is missing"));
        boolean isLimit = order.path("type").asText().equals("limit");
        boolean isMarket = order.path("type").asText().equals("market");
        if (isLimit && !order.has("price")) {
            reading.complain("price", "is missing; a limit order needs one");
        }
        if (isMarket && order.has("price")) {
            reading.complain("price", "does not go with a market order; leave it out");
        }
    }

    private static Optional<Category> category(ObjectNode order, OrderFieldsReading reading) {
        JsonNode named = order.get("category");
        Optional<Category> category = named == null ? Optional.of(Category.LINEAR) : Category.ofWire(named.asText());
        if (category.isEmpty()) {
            reading.complain("category", "must be spot, linear, inverse or option");
        }
        return category;
    }

    private static @Nullable String clientOrderId(ObjectNode order, OrderFieldsReading reading) {
        JsonNode named = order.get("clientOrderId");
        if (named == null) {
            return null;
        }
        if (!named.isTextual() || !named.textValue().matches(CLIENT_ORDER_ID)) {
            reading.complain("clientOrderId", "must be 1 to 64 letters, digits and _ . ~ : -");
        }
        return named.asText();
    }

    static void refuse(List<FieldError> complaints) {
        if (!complaints.isEmpty()) {
            String detail = complaints.stream()
                    .map(complaint -> complaint.pointer() + ": " + complaint.detail())
                    .collect(Collectors.joining("; "));
            throw new Rejection.Malformed(detail, List.copyOf(complaints)).asException();
        }
    }

    /** The body of a create of this order alone. */
    WriteBody body(OrderLinkId orderLinkId, OrderNames names) {
        ObjectNode body = V1Json.object().put("category", category.wire());
        body.setAll(fields);
        body.put("orderLinkId", orderLinkId.text());
        WriteBody read = OrderBody.read(EndpointKind.CREATE, V1Json.write(body));
        return new WriteBody(
                read.bytes(),
                read.category(),
                read.orders().stream().map(facts -> facts.named(names)).toList());
    }

    /** Bybit's fields of this order as one of a batch. */
    ObjectNode item(OrderLinkId orderLinkId) {
        return fields.deepCopy().put("orderLinkId", orderLinkId.text());
    }
}
