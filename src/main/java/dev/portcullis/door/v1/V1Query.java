package dev.portcullis.door.v1;

import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;

/** The parameters of a query, decoded once: each at most once, and each one that the route knows. */
final class V1Query {
    private final Map<String, String> byName;

    private V1Query(Map<String, String> byName) {
        this.byName = byName;
    }

    /** @throws dev.portcullis.model.RejectedException that names every parameter that is wrong */
    static V1Query read(String rawQuery, Set<String> known) {
        Map<String, String> byName = new LinkedHashMap<>();
        List<FieldError> complaints = new ArrayList<>();
        for (String pair : rawQuery.isEmpty() ? new String[0] : rawQuery.split("&", -1)) {
            take(pair, known, byName, complaints);
        }
        if (!complaints.isEmpty()) {
            throw new Rejection.Malformed(
                            complaints.get(0).pointer() + ": "
                                    + complaints.get(0).detail(),
                            complaints)
                    .asException();
        }
        return new V1Query(byName);
    }

    private static void take(String pair, Set<String> known, Map<String, String> byName, List<FieldError> complaints) {
        int equals = pair.indexOf('=');
        Optional<String> name = decoded(equals < 0 ? pair : pair.substring(0, equals));
        Optional<String> value = decoded(equals < 0 ? "" : pair.substring(equals + 1));
        if (name.isEmpty() || value.isEmpty()) {
            complaints.add(new FieldError("query", "holds what is no percent-encoded UTF-8 text"));
        } else if (!known.contains(name.get())) {
            complaints.add(new FieldError("query", "holds an unknown parameter; known are " + listed(known)));
        } else if (byName.put(name.get(), value.get()) != null) {
            complaints.add(new FieldError("query " + name.get(), "comes twice; send it once"));
        } else if (value.get().isEmpty()) {
            complaints.add(new FieldError("query " + name.get(), "is empty; give it a value or leave it out"));
        }
    }

    private static String listed(Set<String> known) {
        return known.isEmpty() ? "none here" : String.join(", ", new TreeSet<>(known));
    }

    /** Percent-decoded, a plus as a space; empty when that is not UTF-8. */
    private static Optional<String> decoded(String text) {
        ByteBuffer bytes = ByteBuffer.allocate(text.length());
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c > '~' || c < ' ') {
                return Optional.empty();
            }
            if (c == '%') {
                bytes.put((byte) Integer.parseInt(text, i + 1, i + 3, 16));
                i += 2;
            } else {
                bytes.put((byte) (c == '+' ? ' ' : c));
            }
        }
        try {
            return Optional.of(
                    StandardCharsets.UTF_8.newDecoder().decode(bytes.flip()).toString());
        } catch (CharacterCodingException notUtf8) {
            return Optional.empty();
        }
    }

    /** The parameter's value; empty when it is absent. */
    Optional<String> one(String name) {
        return Optional.ofNullable(byName.get(name));
    }
}
