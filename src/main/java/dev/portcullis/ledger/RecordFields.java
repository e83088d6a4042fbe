package dev.portcullis.ledger;

import com.fasterxml.jackson.core.JsonFactory;
import com.fasterxml.jackson.core.JsonParser;
import com.fasterxml.jackson.core.JsonToken;
import java.io.IOException;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The flat fields of one line, read back; each getter names the field that is missing or of the wrong type. */
final class RecordFields {
    private static final JsonFactory JSON = new JsonFactory();

    private final Map<String, Object> values;

    private RecordFields(Map<String, Object> values) {
        this.values = values;
    }

    /** @throws IllegalArgumentException when the bytes are no flat JSON object of texts, whole numbers and flags */
    static RecordFields parse(byte[] bytes, int from, int length) {
        try (JsonParser parser = JSON.createParser(bytes, from, length)) {
            return new RecordFields(readObject(parser));
        } catch (IOException e) {
            throw new IllegalArgumentException(
                    "the line is no JSON object: " + e.getClass().getSimpleName(), e);
        }
    }

    private static Map<String, Object> readObject(JsonParser parser) throws IOException {
        if (parser.nextToken() != JsonToken.START_OBJECT) {
            throw new IllegalArgumentException("the line is no JSON object");
        }
        Map<String, Object> values = new HashMap<>();
        while (parser.nextToken() == JsonToken.FIELD_NAME) {
            String name = parser.currentName();
            if (values.put(name, readValue(parser)) != null) {
                throw new IllegalArgumentException(name + " stands there twice");
            }
        }
        return values;
    }

    private static Object readValue(JsonParser parser) throws IOException {
        return switch (parser.nextToken()) {
            case VALUE_STRING -> parser.getText();
            case VALUE_NUMBER_INT -> parser.getLongValue();
            case VALUE_TRUE -> true;
            case VALUE_FALSE -> false;
            default ->
                throw new IllegalArgumentException(parser.currentName() + " is neither text, whole number nor flag");
        };
    }

    /** The record that the fields are. */
    LedgerRecord record() {
        if (number("v") != RecordLine.VERSION) {
            throw new IllegalArgumentException("v is " + number("v") + ", this version reads " + RecordLine.VERSION);
        }
        String ev = text("ev");
        RecordKind kind = RecordKind.ofText(ev).orElseThrow(() -> new IllegalArgumentException("ev is \"" + ev + "\""));
        return RecordReading.read(kind, this);
    }

    String text(String name) {
        return required(name, textOrNull(name));
    }

    @Nullable
    String textOrNull(String name) {
        return as(String.class, name);
    }

    long number(String name) {
        return required(name, numberOrNull(name));
    }

    /** A number that must fit an int. */
    int smallNumber(String name) {
        long value = number(name);
        if (value != (int) value) {
            throw new IllegalArgumentException(name + " is " + value + ", expected a number of at most 31 bits");
        }
        return (int) value;
    }

    @Nullable
    Long numberOrNull(String name) {
        return as(Long.class, name);
    }

    boolean flag(String name) {
        return required(name, as(Boolean.class, name));
    }

    private <T> @Nullable T as(Class<T> type, String name) {
        Object value = values.get(name);
        if (value != null && !type.isInstance(value)) {
            throw new IllegalArgumentException(name + " is no " + type.getSimpleName());
        }
        return type.cast(value);
    }

    private static <T> T required(String name, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(name + " is missing");
        }
        return value;
    }
}
