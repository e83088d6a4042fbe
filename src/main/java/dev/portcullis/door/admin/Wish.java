package dev.portcullis.door.admin;

import dev.portcullis.identity.OperatorName;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;

/**
 * What an operator asks; every part is read with its name, so that an error can name it.
 *
 * @param operator who asks
 * @param path the parts of the path that vary
 * @param query the query's parameters
 * @param body the JSON body; empty when there is none
 */
record Wish(OperatorName operator, Map<String, String> path, Map<String, String> query, JsonObject body) {
    /** A part of a wish that cannot be read; becomes a 400 that names it. */
    static final class Unreadable extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final String pointer;

        Unreadable(String pointer, String detail) {
            super(detail, null, false, false);
            this.pointer = pointer;
        }

        String pointer() {
            return pointer;
        }

        String detail() {
            return String.valueOf(getMessage());
        }
    }

    /** A part of the path, in its form. */
    <T> T inPath(String name, Function<String, T> form) {
        String text = path.get(name);
        if (text == null) {
            throw new Unreadable("path", name + " is missing");
        }
        return read("path " + name, text, form);
    }

    /** A text field of the body that must be there, in its form. */
    <T> T need(String field, Function<String, T> form) {
        return read("/" + field, text(field).orElseThrow(() -> new Unreadable("/" + field, "is missing")), form);
    }

    /** A text field of the body, or of the query, in its form; empty when it is missing. */
    <T> Optional<T> may(String field, Function<String, T> form) {
        Optional<String> given = text(field).or(() -> Optional.ofNullable(query.get(field)));
        return given.map(text -> read("/" + field, text, form));
    }

    private Optional<String> text(String field) {
        Object value = body.getValue(field);
        if (value == null) {
            return Optional.empty();
        }
        if (value instanceof String text) {
            return Optional.of(text);
        }
        throw new Unreadable("/" + field, "must be a string");
    }

    /** A field of true or false; false when it is missing. */
    boolean flag(String field) {
        Object value = body.getValue(field);
        if (value == null) {
            return false;
        }
        if (value instanceof Boolean flag) {
            return flag;
        }
        throw new Unreadable("/" + field, "must be true or false");
    }

    /** A list of texts; empty when it is missing. */
    List<String> texts(String field) {
        Object value = body.getValue(field);
        if (value == null) {
            return List.of();
        }
        if (!(value instanceof JsonArray list)) {
            throw new Unreadable("/" + field, "must be a list of strings");
        }
        List<String> texts = new ArrayList<>();
        for (int i = 0; i < list.size(); i++) {
            if (!(list.getValue(i) instanceof String text)) {
                throw new Unreadable("/" + field + "/" + i, "must be a string");
            }
            texts.add(text);
        }
        return texts;
    }

    static <T> T read(String pointer, String text, Function<String, T> form) {
        try {
            return form.apply(text);
        } catch (IllegalArgumentException e) {
            throw new Unreadable(pointer, String.valueOf(e.getMessage()));
        }
    }
}
