package dev.portcullis.bybit;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectMapper;
import com.fasterxml.jackson.databind.json.JsonMapper;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;

/** Opens the {@code result} of an answer as a tree, for what is far from the hot path. */
final class V5Result {
    private static final ObjectMapper MAPPER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS)
            .build();

    private V5Result() {}

    /** @throws IllegalArgumentException when the answer is no success of Bybit's with an object as its result */
    static JsonNode of(Buffer body, String asked) {
        JsonNode answer = parsed(body, asked);
        JsonNode retCode = answer.path("retCode");
        if (!retCode.isInt()) {
            throw new IllegalArgumentException(asked + " answered without a retCode");
        }
        if (retCode.intValue() != 0) {
            throw new IllegalArgumentException(asked + " answered retCode " + retCode.intValue());
        }
        if (!answer.path("result").isObject()) {
            throw new IllegalArgumentException(asked + " answered without a result");
        }
        return answer.get("result");
    }

    private static JsonNode parsed(Buffer body, String asked) {
        try {
            JsonNode answer = MAPPER.readTree(body.getBytes());
            return answer == null ? MAPPER.missingNode() : answer;
        } catch (IOException notJson) {
            throw new IllegalArgumentException(asked + " answered what is not JSON", notJson);
        }
    }
}
