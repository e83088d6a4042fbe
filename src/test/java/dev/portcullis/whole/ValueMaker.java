package dev.portcullis.whole;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.BooleanNode;
import com.fasterxml.jackson.databind.node.IntNode;
import com.fasterxml.jackson.databind.node.NullNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import dev.portcullis.door.v1.OpenApi;
import java.math.BigDecimal;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Random;

/** Makes values from schemas of the OpenAPI document: those that fit, and those that do not. */
final class ValueMaker {
    private static final int TRIES_MAX = 200;

    /** Strings that fit the forms of the document; which ones fit a schema is for the schema to say. */
    private static final List<String> TEXTS = List.of(
            "BTCUSDT",
            "ETHUSDT",
            "SOLUSDT",
            "BTCUSD",
            "NOSUCHUSDT",
            "USDT",
            "BTC",
            "BTC,USDT",
            "alpha",
            "0.001",
            "0.01",
            "20000",
            "20500.5",
            "1",
            "malformed",
            "key-reused",
            "no-such-problem",
            "an-id_1",
            "client:a.1",
            "link:an-id_1",
            "2",
            "100");

    private static final List<String> STRANGE = List.of(
            "",
            " ",
            "btcusdt",
            "-1",
            "1e5",
            "1.",
            ".5",
            "NaN",
            "null",
            "true",
            "BTC/USDT",
            "ä€𝄞",
            "\u0000",
            "\n",
            "%",
            "'\"<>&",
            "../../etc",
            "x".repeat(300),
            "9".repeat(40),
            "2026-13-45T99:00:00Z",
            "Buy",
            "GTC");

    private final OpenApi document;
    private final Schemas schemas;
    private final Random random;

    ValueMaker(OpenApi document, Schemas schemas, Random random) {
        this.document = document;
        this.schemas = schemas;
        this.random = random;
    }

    /** A value that fits. */
    JsonNode fitting(JsonNode schema) {
        for (int i = 0; i < TRIES_MAX; i++) {
            JsonNode value = guess(document.resolved(schema));
            if (schemas.fits(schema, value)) {
                return value;
            }
        }
        throw new AssertionError("no value found for " + schema);
    }

    /** A text that does not fit a parameter's schema. */
    String strangeText(JsonNode schema) {
        for (int i = 0; i < TRIES_MAX; i++) {
            String text = pick(STRANGE);
            if (!fitsAsText(schema, text)) {
                return text;
            }
        }
        throw new AssertionError("everything fits " + schema);
    }

    /** Whether a parameter with that text fits its schema. */
    boolean fitsAsText(JsonNode schema, String text) {
        boolean isNumber = document.resolved(schema).path("type").asText().equals("integer");
        if (!isNumber) {
            return schemas.fits(schema, TextNode.valueOf(text));
        }
        return text.matches("[0-9]{1,6}") && schemas.fits(schema, IntNode.valueOf(Integer.parseInt(text)));
    }

    /** An object that does not fit, one step away from one that does. */
    JsonNode misfit(JsonNode schema) {
        for (int i = 0; i < TRIES_MAX; i++) {
            JsonNode value = fitting(schema).deepCopy();
            spoil((ObjectNode) value);
            if (!schemas.fits(schema, value)) {
                return value;
            }
        }
        throw new AssertionError("everything fits " + schema);
    }

    private void spoil(ObjectNode object) {
        List<String> names = object.properties().stream().map(Map.Entry::getKey).toList();
        String name = names.isEmpty() ? "nothing" : pick(names);
        switch (random.nextInt(4)) {
            case 0 -> object.remove(name);
            case 1 -> object.set("unknown" + random.nextInt(3), strange());
            default -> {
                if (object.get(name) instanceof ArrayNode list && list.get(0) instanceof ObjectNode first) {
                    spoilOrEmpty(list, first);
                } else {
                    object.set(name, strange());
                }
            }
        }
    }

    private void spoilOrEmpty(ArrayNode list, ObjectNode first) {
        if (random.nextBoolean()) {
            list.removeAll();
        } else {
            list.set(0, strange());
            list.add(first);
        }
    }

    private JsonNode strange() {
        return switch (random.nextInt(7)) {
            case 0 -> NullNode.getInstance();
            case 1 -> BooleanNode.valueOf(random.nextBoolean());
            case 2 -> IntNode.valueOf(random.nextInt());
            case 3 -> Schemas.MAPPER.createArrayNode().add(1);
            case 4 -> Schemas.MAPPER.createObjectNode().put("a", "b");
            default -> TextNode.valueOf(pick(STRANGE));
        };
    }

    private JsonNode guess(JsonNode schema) {
        if (schema.has("enum")) {
            JsonNode words = schema.path("enum");
            return words.get(random.nextInt(words.size()));
        }
        return switch (schema.path("type").asText()) {
            case "object" -> object(schema);
            case "array" -> array(schema);
            case "integer" -> integer(schema);
            case "boolean" -> BooleanNode.valueOf(random.nextBoolean());
            default -> TextNode.valueOf(text(schema));
        };
    }

    private ObjectNode object(JsonNode schema) {
        ObjectNode object = Schemas.MAPPER.createObjectNode();
        List<String> required = Schemas.MAPPER.convertValue(
                schema.path("required").isMissingNode() ? Schemas.MAPPER.createArrayNode() : schema.path("required"),
                Schemas.MAPPER.getTypeFactory().constructCollectionType(List.class, String.class));
        for (Map.Entry<String, JsonNode> property : schema.path("properties").properties()) {
            if (required.contains(property.getKey())
                    || random.nextInt(6) == 0
                    || property.getKey().equals("price")) {
                object.set(property.getKey(), fitting(property.getValue()));
            }
        }
        return object;
    }

    private ArrayNode array(JsonNode schema) {
        ArrayNode array = Schemas.MAPPER.createArrayNode();
        int size = schema.path("minItems").asInt(0) + random.nextInt(4);
        for (int i = 0; i < size; i++) {
            array.add(fitting(schema.path("items")));
        }
        return array;
    }

    private IntNode integer(JsonNode schema) {
        int min = schema.path("minimum").asInt(0);
        int max = schema.path("maximum").asInt(1_000);
        return IntNode.valueOf(min + random.nextInt(max - min + 1));
    }

    private String text(JsonNode schema) {
        if (schema.path("format").asText().equals("date-time")) {
            return Instant.now()
                    .minus(Duration.ofMinutes(random.nextInt(20_000)))
                    .toString();
        }
        if (schema.has("examples") && random.nextInt(4) > 0) {
            return schema.path("examples").get(0).asText();
        }
        return random.nextInt(8) == 0
                ? BigDecimal.valueOf(random.nextInt(1_000_000), random.nextInt(7))
                        .toPlainString()
                : pick(TEXTS);
    }

    <T> T pick(List<T> of) {
        return of.get(random.nextInt(of.size()));
    }
}
