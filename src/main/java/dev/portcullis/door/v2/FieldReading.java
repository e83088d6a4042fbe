package dev.portcullis.door.v2;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * The parameters of one endpoint, read into v5's values. What the endpoint does not know is refused by name and never
 * dropped; a caller hears of everything that is wrong at once.
 */
final class FieldReading {
    /** What every endpoint takes: the token, and what belonged to the old signature, which the gate makes itself. */
    private static final Set<String> BESIDE = Set.of("api_key", "sign", "timestamp", "time", "recv_window");

    private final Map<OldField, JsonNode> values = new EnumMap<>(OldField.class);
    private final List<FieldError> complaints = new ArrayList<>();

    private FieldReading() {}

    /** Reads them; complaints are said by {@link #done}. */
    static FieldReading of(Parameters parameters, Set<OldField> known) {
        FieldReading reading = new FieldReading();
        parameters.all().forEach((name, given) -> reading.take(name, given, known));
        return reading;
    }

    private void take(String name, Parameters.Given given, Set<OldField> known) {
        if (BESIDE.contains(name)) {
            return;
        }
        Optional<OldField> field = OldField.named(name).filter(known::contains);
        if (field.isEmpty()) {
            complain(shown(name), "is not known here; known are " + listed(known));
            return;
        }
        Optional<JsonNode> value = field.get().form().reading().apply(given.member());
        value.ifPresent(read -> values.put(field.get(), read));
        if (value.isEmpty()) {
            complain(name, field.get().form().wanted());
        }
    }

    private static String shown(String name) {
        return name.matches("[A-Za-z0-9_.-]{1,40}") ? name : "a parameter with an odd name";
    }

    private static String listed(Set<OldField> known) {
        return known.stream()
                .map(OldField::text)
                .collect(Collectors.collectingAndThen(
                        Collectors.toCollection(TreeSet::new), names -> String.join(", ", names)));
    }

    /** Complains unless all of these are there, or are wrong already. */
    FieldReading require(OldField... fields) {
        for (OldField field : fields) {
            if (!values.containsKey(field) && !isComplainedOf(field)) {
                complain(field.text(), "is missing");
            }
        }
        return this;
    }

    /** Complains unless one of these is there, or is wrong already. */
    FieldReading requireOneOf(String why, List<OldField> fields) {
        for (OldField field : fields) {
            if (values.containsKey(field) || isComplainedOf(field)) {
                return this;
            }
        }
        complain(fields.get(0).text(), why);
        return this;
    }

    private boolean isComplainedOf(OldField field) {
        return complaints.stream().anyMatch(complaint -> complaint.pointer().equals(field.text()));
    }

    /** @throws dev.portcullis.model.RejectedException that names everything that is wrong */
    FieldReading done() {
        if (complaints.isEmpty()) {
            return this;
        }
        String detail = complaints.stream()
                .map(complaint -> complaint.pointer() + ": " + complaint.detail())
                .collect(Collectors.joining("; "));
        throw new Rejection.Malformed(detail, List.copyOf(complaints)).asException();
    }

    private void complain(String name, String detail) {
        complaints.add(new FieldError(name, detail));
    }

    Optional<String> text(OldField field) {
        return Optional.ofNullable(values.get(field)).map(JsonNode::asText);
    }

    /** The text of a field that is required. */
    String needed(OldField field) {
        return text(field).orElseThrow(() -> new IllegalStateException(field + " was not required"));
    }

    boolean has(OldField field) {
        return values.containsKey(field);
    }

    /** Puts all of them into a body, by v5's names. */
    void into(ObjectNode body) {
        values.forEach((field, value) -> body.set(field.v5Name(), value));
    }
}
