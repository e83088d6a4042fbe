package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.Rejection.FieldError;
import java.util.List;
import java.util.Map;
import java.util.Set;

/**
 * Turns the fields of one order of this door into Bybit's, and notes every complaint. What is copied stays the same
 * text: no number is parsed on the way.
 */
final class OrderFieldsReading {
    private static final int TEXT_LENGTH_MAX = 64;
    private static final int SMALL_NUMBER_MAX = 2;
    private static final Set<String> OWN_IN_EXTRA = Set.of("category", "orderLinkId", "orderId");

    private final String pointer;
    private final List<FieldError> complaints;

    /** @param pointer where the order stands in the body: empty, or such as {@code /orders/3} */
    OrderFieldsReading(String pointer, List<FieldError> complaints) {
        this.pointer = pointer;
        this.complaints = complaints;
    }

    /** Copies the fields of {@code from} that are {@code allowed} into a v5 body. */
    void copy(ObjectNode from, Set<OrderField> allowed, ObjectNode into) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            OrderField field = OrderField.of(member.getKey()).orElse(null);
            if (field != null && allowed.contains(field)) {
                put(field, member.getValue(), into);
            }
        }
        JsonNode extra = from.get("extra");
        if (extra != null) {
            putExtra(extra, into);
        }
    }

    /** Complains of every member that is not known. */
    void refuseUnknown(ObjectNode from, Set<OrderField> allowed, Set<String> others) {
        for (Map.Entry<String, JsonNode> member : from.properties()) {
            String name = member.getKey();
            boolean isKnown = others.contains(name)
                    || OrderField.of(name).filter(allowed::contains).isPresent();
            if (!isKnown) {
                complain(name, "is not known here; a further field of Bybit's v5 goes into extra");
            }
        }
    }

    void complain(String name, String detail) {
        complaints.add(new FieldError(pointer + "/" + name.replace("~", "~0").replace("/", "~1"), detail));
    }

    private void put(OrderField field, JsonNode value, ObjectNode into) {
        switch (field.form().kind()) {
            case TEXT -> putText(field, value, into);
            case DECIMAL -> putDecimal(field, value, into);
            case WORD -> putWord(field, value, into);
            case FLAG, FLAG_AS_NUMBER -> putFlag(field, value, into);
            case SMALL_NUMBER -> putSmallNumber(field, value, into);
        }
    }

    private void putText(OrderField field, JsonNode value, ObjectNode into) {
        boolean isText = value.isTextual()
                && !value.textValue().isEmpty()
                && value.textValue().length() <= TEXT_LENGTH_MAX;
        if (isText) {
            into.put(field.wire(), value.textValue());
        } else {
            complain(field.text(), "must be a string of 1 to " + TEXT_LENGTH_MAX + " characters");
        }
    }

    private void putDecimal(OrderField field, JsonNode value, ObjectNode into) {
        if (value.isNumber()) {
            complain(field.text(), "must be a string, such as \"0.001\": numbers are rounded by JSON parsers");
        } else if (value.isTextual() && isDecimal(value.textValue())) {
            into.put(field.wire(), value.textValue());
        } else {
            complain(field.text(), "must be a string of plain digits, such as \"0.001\"");
        }
    }

    private static boolean isDecimal(String text) {
        try {
            new Decimal(text);
            return true;
        } catch (IllegalArgumentException notOne) {
            return false;
        }
    }

    private void putWord(OrderField field, JsonNode value, ObjectNode into) {
        Map<String, String> words = field.form().words();
        String wire = value.isTextual() ? words.get(value.textValue()) : null;
        if (wire == null) {
            complain(field.text(), "must be one of " + String.join(", ", words.keySet()));
        } else {
            into.put(field.wire(), wire);
        }
    }

    private void putFlag(OrderField field, JsonNode value, ObjectNode into) {
        if (!value.isBoolean()) {
            complain(field.text(), "must be true or false");
        } else if (field.form().kind() == OrderField.Kind.FLAG) {
            into.put(field.wire(), value.booleanValue());
        } else {
            into.put(field.wire(), value.booleanValue() ? 1 : 0);
        }
    }

    private void putSmallNumber(OrderField field, JsonNode value, ObjectNode into) {
        boolean fits = value.isInt() && value.intValue() >= 0 && value.intValue() <= SMALL_NUMBER_MAX;
        if (fits) {
            into.put(field.wire(), value.intValue());
        } else {
            complain(field.text(), "must be 0, 1 or 2");
        }
    }

    private void putExtra(JsonNode extra, ObjectNode into) {
        if (!extra.isObject()) {
            complain("extra", "must be an object of further v5 fields");
            return;
        }
        for (Map.Entry<String, JsonNode> member : extra.properties()) {
            putOneExtra(member.getKey(), member.getValue(), into);
        }
    }

    private void putOneExtra(String name, JsonNode value, ObjectNode into) {
        if (OWN_IN_EXTRA.contains(name) || OrderField.isWire(name)) {
            complain("extra", "holds " + name + ", which has a field of its own beside extra");
        } else if (value.isTextual() || value.isBoolean() || value.isIntegralNumber()) {
            into.set(name, value);
        } else {
            complain("extra", "holds " + name + ", which must be a string, a whole number, true or false");
        }
    }
}
