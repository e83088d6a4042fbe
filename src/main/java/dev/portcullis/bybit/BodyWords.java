package dev.portcullis.bybit;

import dev.portcullis.model.EndpointKind;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;

/**
 * The fields of one order, or of one setting, in the body of a write, for those that are seldom asked for. The body was
 * read strictly before; this reads it once more.
 */
public final class BodyWords {
    private final JsonMembers members;

    private BodyWords(JsonMembers members) {
        this.members = members;
    }

    /** One for each order of the body, in its order; one for a body that is no batch. */
    public static List<BodyWords> of(EndpointKind kind, Buffer body) {
        return kind.isBatch()
                ? StrictJson.batch(body.getBytes()).request().stream()
                        .map(BodyWords::new)
                        .toList()
                : List.of(new BodyWords(StrictJson.object(body.getBytes())));
    }

    /** The text of that field, of a number its digits; empty when it is missing, null or empty. */
    public Optional<String> text(String name) {
        return Optional.ofNullable(members.filled(name)).map(JsonMember::text);
    }
}
