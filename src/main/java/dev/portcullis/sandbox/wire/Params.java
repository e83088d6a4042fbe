package dev.portcullis.sandbox.wire;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import java.io.IOException;
import java.math.BigDecimal;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Pattern;

/** The parameters of one request, from a query string or a JSON body; a bad one is refused with 10001 and its name. */
public final class Params {
    private static final Pattern DECIMAL = Pattern.compile("-?[0-9]{1,20}(\\.[0-9]{1,18})?");

    private final ObjectNode fields;

    private Params(ObjectNode fields) {
        this.fields = fields;
    }

    /** The parameters in an object of a body or of a batch item. */
    public static Params of(ObjectNode fields) {
        return new Params(fields);
    }

    /**
     * Reads a JSON body; an empty body has no parameters.
     *
     * @throws Refusal 10001 when it is not one JSON object
     */
    public static Params ofBody(byte[] body) {
        if (body.length == 0) {
            return new Params(Json.object());
        }
        try {
            if (Json.read(body) instanceof ObjectNode object) {
                return new Params(object);
            }
        } catch (IOException malformed) {
            throw RetCode.PARAMETER.refusal("params error: request body is not valid JSON");
        }
        throw RetCode.PARAMETER.refusal("params error: request body must be a JSON object");
    }

    /**
     * Reads a raw query string, percent-decoding names and values once.
     *
     * @throws Refusal 10001 when an escape is broken
     */
    public static Params ofQuery(String rawQuery) {
        ObjectNode fields = Json.object();
        int start = 0;
        while (start < rawQuery.length()) {
            int end = rawQuery.indexOf('&', start);
            end = end < 0 ? rawQuery.length() : end;
            putPair(fields, rawQuery.substring(start, end));
            start = end + 1;
        }
        return new Params(fields);
    }

    private static void putPair(ObjectNode fields, String pair) {
        if (pair.isEmpty()) {
            return;
        }
        int equals = pair.indexOf('=');
        String name = equals < 0 ? pair : pair.substring(0, equals);
        String value = equals < 0 ? "" : pair.substring(equals + 1);
        fields.put(decode(name), decode(value));
    }

    private static String decode(String text) {
        try {
            return URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw RetCode.PARAMETER.refusal("params error: query string has a broken percent escape");
        }
    }

    /** The fields themselves, for what is echoed and never interpreted. */
    public ObjectNode fields() {
        return fields;
    }

    /** A string parameter; empty text when absent, null or empty. */
    public String text(String name) {
        JsonNode node = fields.get(name);
        if (node == null || node.isNull()) {
            return "";
        }
        if (!node.isTextual()) {
            throw invalid(name, "must be a string");
        }
        return node.textValue();
    }

    /** A string parameter that must be there. */
    public String requiredText(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            throw missing(name);
        }
        return text;
    }

    /** The category, which must be there and be one of Bybit's. */
    public Category category() {
        return Category.of(requiredText("category"))
                .orElseThrow(() -> invalid("category", "must be one of spot, linear, inverse, option"));
    }

    /** A decimal parameter, which Bybit takes as a string only; empty when absent or empty. */
    public Optional<BigDecimal> decimal(String name) {
        String text = text(name);
        if (text.isEmpty()) {
            return Optional.empty();
        }
        if (!DECIMAL.matcher(text).matches()) {
            throw invalid(name, "must be a plain decimal number");
        }
        return Optional.of(new BigDecimal(text));
    }

    /** A decimal parameter that must be there. */
    public BigDecimal requiredDecimal(String name) {
        return decimal(name).orElseThrow(() -> missing(name));
    }

    /** A whole number, as a JSON number or as text (SDKs differ); empty when absent or empty. */
    public Optional<Long> whole(String name) {
        JsonNode node = fields.get(name);
        if (node == null
                || node.isNull()
                || (node.isTextual() && node.textValue().isEmpty())) {
            return Optional.empty();
        }
        if (node.isIntegralNumber() && node.canConvertToLong()) {
            return Optional.of(node.longValue());
        }
        if (node.isTextual()) {
            return Optional.of(parseWhole(name, node.textValue()));
        }
        throw invalid(name, "must be an integer");
    }

    /** A whole number within bounds, or the default when absent. */
    public int whole(String name, int min, int max, int whenAbsent) {
        long value = whole(name).orElse((long) whenAbsent);
        if (value < min || value > max) {
            throw invalid(name, "must be from " + min + " to " + max);
        }
        return (int) value;
    }

    private static long parseWhole(String name, String text) {
        try {
            return Long.parseLong(text);
        } catch (NumberFormatException notANumber) {
            throw invalid(name, "must be an integer");
        }
    }

    /** A leverage or similar figure, as text or as a JSON number (SDKs differ). */
    public BigDecimal requiredFigure(String name) {
        JsonNode node = fields.get(name);
        if (node != null && node.isNumber()) {
            return node.decimalValue();
        }
        return requiredDecimal(name);
    }

    /** A boolean, false when absent. */
    public boolean flag(String name) {
        JsonNode node = fields.get(name);
        if (node == null || node.isNull()) {
            return false;
        }
        if (!node.isBoolean()) {
            throw invalid(name, "must be true or false");
        }
        return node.booleanValue();
    }

    /** The refusal of an absent parameter. */
    public static Refusal missing(String name) {
        return RetCode.PARAMETER.refusal("params error: " + name + " is required");
    }

    /** The refusal of a parameter with a wrong value. */
    public static Refusal invalid(String name, String expected) {
        return RetCode.PARAMETER.refusal("params error: " + name + " invalid, " + expected);
    }
}
