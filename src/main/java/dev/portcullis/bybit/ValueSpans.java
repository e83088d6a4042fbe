package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;

/** Finds where the values of some members stand in a JSON text, so that they can be replaced in place. */
final class ValueSpans {
    private ValueSpans() {}

    /** From the value's first byte up to but without {@code end}. */
    record Span(String pointer, int start, int end) {}

    /**
     * The spans of the members with these JSON pointers, in the order of the bytes; a member named twice has two.
     *
     * @throws IOException when the text is not whole JSON
     */
    static List<Span> of(byte[] json, Set<String> pointers) throws IOException {
        List<Span> spans = new ArrayList<>();
        try (JsonParser parser = LenientJson.parser(json)) {
            for (JsonToken token = parser.nextToken(); token != null; token = parser.nextToken()) {
                String pointer = parser.getParsingContext().pathAsPointer().toString();
                if (token == JsonToken.FIELD_NAME && pointers.contains(pointer)) {
                    parser.nextToken();
                    spans.add(span(parser, pointer));
                }
            }
        }
        return spans;
    }

    private static Span span(JsonParser parser, String pointer) throws IOException {
        int start = (int) parser.currentTokenLocation().getByteOffset();
        parser.skipChildren();
        parser.finishToken();
        return new Span(pointer, start, (int) parser.currentLocation().getByteOffset());
    }
}
