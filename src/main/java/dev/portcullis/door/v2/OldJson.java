package dev.portcullis.door.v2;

import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.JsonNodeFactory;
import com.fasterxml.jackson.databind.node.ObjectNode;
import com.fasterxml.jackson.databind.node.TextNode;
import com.fasterxml.jackson.databind.util.RawValue;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.regex.Pattern;

/** JSON as this door reads and writes it; a decimal is written as the digits that it came in, also as a number. */
final class OldJson {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build();
    private static final Pattern NUMBER = Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?");

    private OldJson() {}

    static ObjectNode object() {
        return MAPPER.createObjectNode();
    }

    static ArrayNode array() {
        return MAPPER.createArrayNode();
    }

    /** A decimal as a JSON number, digit by digit; as a string when it cannot be one, 0 when it is empty. */
    static JsonNode number(String decimal) {
        if (decimal.isEmpty()) {
            return JsonNodeFactory.instance.numberNode(0);
        }
        return NUMBER.matcher(decimal).matches()
                ? JsonNodeFactory.instance.rawValueNode(new RawValue(decimal))
                : TextNode.valueOf(decimal);
    }

    /** @throws IOException when it is no whole JSON */
    static JsonNode read(Buffer text) throws IOException {
        JsonNode json = MAPPER.readTree(text.getBytes());
        return json == null ? MAPPER.missingNode() : json;
    }

    static Buffer write(JsonNode json) {
        try {
            return Buffer.buffer(MAPPER.writeValueAsBytes(json));
        } catch (JsonProcessingException impossible) {
            throw new UncheckedIOException(impossible);
        }
    }
}
