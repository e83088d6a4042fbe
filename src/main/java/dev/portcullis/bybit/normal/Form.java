package dev.portcullis.bybit.normal;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.LongNode;
import com.fasterxml.jackson.databind.node.MissingNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.function.Function;

/** How one value of Bybit's is shown; what Bybit leaves empty is not shown at all. */
@SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
public enum Form {
    /** A string as it came. */
    TEXT(Form::text),

    /** A decimal as the text that Bybit wrote, never a number that a parser could round. */
    DECIMAL(Form::decimal),

    /** RFC 3339 with milliseconds, from Unix milliseconds; 0 means that there is no such time. */
    TIME(Form::time),

    /** One of Bybit's words in lower case, its parts joined by underscores. */
    WORD(Form::text),

    /** true or false, which Bybit also writes as 1 and 0. */
    FLAG(Form::flag),

    /** A whole number, which Bybit also writes as a string. */
    WHOLE(Form::whole),

    /** A whole number where 0 means that there is none. */
    WHOLE_FROM_ONE(Form::wholeFromOne),

    /** An object whose every value is a decimal, such as fees by coin. */
    DECIMALS(Form::decimals);

    private static final DateTimeFormatter RFC_3339 =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);
    private static final int DIGITS_MAX = 18;
    /** 9999-12-31T23:59:59.999Z: a later time has no form in RFC 3339. */
    private static final long LAST_MILLIS = 253_402_300_799_999L;

    private final Function<JsonNode, JsonNode> show;

    Form(Function<JsonNode, JsonNode> show) {
        this.show = show;
    }

    /** The value as it is shown; a missing node when it says nothing. */
    JsonNode shown(JsonNode value) {
        return show.apply(value);
    }

    /** A moment as this form of time has it. */
    public static String rfc3339(Instant moment) {
        return RFC_3339.format(moment);
    }

    private static JsonNode text(JsonNode value) {
        String text = value.asText("");
        return text.isEmpty() || !value.isValueNode() || value.isNull() ? nothing() : TextNode.valueOf(text);
    }

    private static JsonNode decimal(JsonNode value) {
        return value.isNumber() ? TextNode.valueOf(value.decimalValue().toPlainString()) : text(value);
    }

    private static JsonNode time(JsonNode value) {
        long millis = wholeFromOne(value).asLong(0);
        return millis < 1 || millis > LAST_MILLIS ? nothing() : TextNode.valueOf(rfc3339(Instant.ofEpochMilli(millis)));
    }

    private static JsonNode flag(JsonNode value) {
        if (value.isBoolean()) {
            return value;
        }
        String text = value.asText("");
        return text.equals("1") || text.equals("0") ? BooleanNode.valueOf(text.equals("1")) : nothing();
    }

    private static JsonNode whole(JsonNode value) {
        if (value.isIntegralNumber()) {
            return value;
        }
        String text = value.asText("");
        return text.matches("-?[0-9]{1," + DIGITS_MAX + "}") ? LongNode.valueOf(Long.parseLong(text)) : nothing();
    }

    private static JsonNode wholeFromOne(JsonNode value) {
        JsonNode whole = whole(value);
        return whole.asLong(0) == 0 ? nothing() : whole;
    }

    private static JsonNode decimals(JsonNode value) {
        ObjectNode shown = JsonNodeFactory.instance.objectNode();
        for (Map.Entry<String, JsonNode> member : value.properties()) {
            JsonNode decimal = decimal(member.getValue());
            if (!decimal.isMissingNode()) {
                shown.set(member.getKey(), decimal);
            }
        }
        return shown.isEmpty() ? nothing() : shown;
    }

    private static JsonNode nothing() {
        return MissingNode.getInstance();
    }
}
