package dev.portcullis.bybit;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonFactoryBuilder;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonProcessingException;
import com.fasterxml.jackson.core.JsonToken;
import com.fasterxml.jackson.core.StreamReadConstraints;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Rejection.Malformed;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * Reads a body of one JSON object token by token, so strictly that no other parser can read it differently: UTF-8
 * only, no name twice at any level, no lone surrogate, nothing behind the object, at most {@value #DEPTH_MAX} levels.
 */
final class StrictJson {
    static final int BODY_BYTES_MAX = 64 * 1024;
    static final int DEPTH_MAX = 8;
    static final int NUMBER_DIGITS_MAX = 64;

    private static final JsonFactory FACTORY = new JsonFactoryBuilder()
            .disable(JsonFactory.Feature.INTERN_FIELD_NAMES)
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxNumberLength(NUMBER_DIGITS_MAX)
                    .build())
            .build();

    private final JsonParser parser;
    private final boolean escaped;

    private StrictJson(JsonParser parser, boolean escaped) {
        this.parser = parser;
        this.escaped = escaped;
    }

    /** A body whose {@code request} lists several orders. */
    record Batch(JsonMembers top, List<JsonMembers> request) {}

    /** @throws dev.portcullis.model.RejectedException when the bytes are not one strict JSON object */
    static JsonMembers object(byte[] bytes) {
        return read(bytes, StrictJson::wholeObject);
    }

    /** @throws dev.portcullis.model.RejectedException when the bytes are not one strict JSON object of a batch */
    static Batch batch(byte[] bytes) {
        return read(bytes, StrictJson::wholeBatch);
    }

    private interface Reading<T> {
        T of(StrictJson json) throws IOException;
    }

    private static <T> T read(byte[] bytes, Reading<T> reading) {
        if (bytes.length > BODY_BYTES_MAX) {
            throw malformed("the body is larger than 64 KiB; send fewer orders at a time");
        }
        BodyText.requireUtf8(bytes);
        try (JsonParser parser = FACTORY.createParser(bytes)) {
            return reading.of(new StrictJson(parser, BodyText.hasBackslash(bytes)));
        } catch (JsonProcessingException broken) {
            throw malformed(whereBroken(broken));
        } catch (IOException impossible) {
            throw malformed("the body cannot be read; send one JSON object");
        }
    }

    private static String whereBroken(JsonProcessingException broken) {
        long at = broken.getLocation() == null
                ? 0
                : Math.max(0, broken.getLocation().getByteOffset());
        return "the body is not valid JSON near byte " + at + "; send one JSON object, UTF-8, numbers of at most "
                + NUMBER_DIGITS_MAX + " digits";
    }

    private JsonMembers wholeObject() throws IOException {
        expectObject();
        JsonMembers members = members("", 1);
        expectEnd();
        return members;
    }

    private Batch wholeBatch() throws IOException {
        expectObject();
        List<JsonMembers> request = new ArrayList<>();
        SortedMap<String, JsonMember> byName = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = name();
            JsonToken token = parser.nextToken();
            boolean isRequest = name.equals("request") && token == JsonToken.START_ARRAY;
            JsonMember member = isRequest ? request(request) : member("", name, 1);
            put(byName, name, member, "");
        }
        expectEnd();
        return new Batch(new JsonMembers(byName), request);
    }

    private JsonMember request(List<JsonMembers> into) throws IOException {
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String pointer = "/request/" + into.size();
            if (parser.currentToken() != JsonToken.START_OBJECT) {
                throw Malformed.at(pointer, "must be an object with the fields of one order")
                        .asException();
            }
            into.add(members(pointer, 3));
        }
        return new JsonMember(JsonToken.START_ARRAY, "");
    }

    private JsonMembers members(String pointer, int depth) throws IOException {
        SortedMap<String, JsonMember> byName = new TreeMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = name();
            parser.nextToken();
            put(byName, name, member(pointer, name, depth), pointer);
        }
        return new JsonMembers(byName);
    }

    private JsonMember member(String parent, String name, int depth) throws IOException {
        JsonToken token = parser.currentToken();
        if (token.isScalarValue()) {
            return new JsonMember(token, scalar(parent, name));
        }
        String pointer = pointer(parent, name);
        int inside = deeper(pointer, depth);
        String text = token == JsonToken.START_OBJECT
                ? CanonicalText.of(members(pointer, inside))
                : CanonicalText.of(elements(pointer, inside));
        return new JsonMember(token, text);
    }

    private String scalar(String parent, String name) throws IOException {
        String text = parser.getText();
        if (escaped && BodyText.hasLoneSurrogate(text)) {
            throw Malformed.at(pointer(parent, name), BodyText.HALF_A_CHARACTER).asException();
        }
        return text;
    }

    private List<JsonMember> elements(String pointer, int depth) throws IOException {
        List<JsonMember> elements = new ArrayList<>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            elements.add(member(pointer, Integer.toString(elements.size()), depth));
        }
        return elements;
    }

    private String name() throws IOException {
        String name = parser.currentName();
        if (escaped && BodyText.hasLoneSurrogate(name)) {
            throw malformed("a field's name " + BodyText.HALF_A_CHARACTER);
        }
        return name;
    }

    private static void put(SortedMap<String, JsonMember> byName, String name, JsonMember member, String pointer) {
        if (byName.put(name, member) != null) {
            throw Malformed.at(pointer(pointer, name), "is named twice; keep one")
                    .asException();
        }
    }

    private static int deeper(String pointer, int depth) {
        if (depth == DEPTH_MAX) {
            throw Malformed.at(pointer, "is nested deeper than " + DEPTH_MAX + " levels; flatten it")
                    .asException();
        }
        return depth + 1;
    }

    private void expectObject() throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw malformed("the body must be one JSON object");
        }
    }

    private void expectEnd() throws IOException {
        if (parser.nextToken() != null) {
            throw malformed("something follows the JSON object; send one object only");
        }
    }

    private static String pointer(String parent, String name) {
        return parent + "/" + BodyText.shown(name);
    }

    private static RuntimeException malformed(String detail) {
        return new Malformed(detail, List.of(new FieldError("", detail))).asException();
    }
}
