package dev.portcullis.bybit.normal;

import com.fasterxml.jackson.databind.DeserializationFeature;
import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.ObjectReader;
import com.fasterxml.jackson.databind.cfg.JsonNodeFeature;
import com.fasterxml.jackson.databind.json.JsonMapper;
import com.fasterxml.jackson.databind.node.MissingNode;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One page of a list that Bybit answers with success.
 *
 * @param items objects in Bybit's order
 * @param nextCursor what the next page is asked for with; empty when this is the last one
 */
public record V5Page(List<JsonNode> items, String nextCursor) {
    /** A reader looks its deserializer up when it is made; a mapper would at each read, under a lock at the first. */
    private static final ObjectReader READER = JsonMapper.builder()
            .enable(DeserializationFeature.FAIL_ON_TRAILING_TOKENS, DeserializationFeature.USE_BIG_DECIMAL_FOR_FLOATS)
            .disable(JsonNodeFeature.STRIP_TRAILING_BIGDECIMAL_ZEROES)
            .build()
            .readerFor(JsonNode.class);

    /**
     * Reads the body of an answer whose retCode is 0.
     *
     * @throws IllegalArgumentException when it is cut, or has no list of objects
     */
    public static V5Page read(Buffer body) {
        JsonNode result = parsed(body).path("result");
        JsonNode list = result.path("list");
        if (!list.isArray()) {
            throw new IllegalArgumentException("the answer has no list");
        }
        List<JsonNode> items = new ArrayList<>(list.size());
        for (JsonNode item : list) {
            if (!item.isObject()) {
                throw new IllegalArgumentException("the answer's list holds what is no object");
            }
            items.add(item);
        }
        return new V5Page(List.copyOf(items), result.path("nextPageCursor").asText(""));
    }

    private static JsonNode parsed(Buffer body) {
        try {
            JsonNode answer = READER.readTree(body.getBytes());
            return answer == null ? MissingNode.getInstance() : answer;
        } catch (IOException cut) {
            throw new IllegalArgumentException("the answer is not whole JSON", cut);
        }
    }

    /** Whether another page follows. */
    public boolean hasNext() {
        return !nextCursor.isEmpty();
    }
}
