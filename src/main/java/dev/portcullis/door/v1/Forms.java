package dev.portcullis.door.v1;

import java.util.List;
import java.util.Locale;

/** The forms that an answer may have. */
final class Forms {
    private static final List<String> JSON = List.of("application/json", "application/*", "*/*");

    private Forms() {}

    /** Refuses a request that wants lines, and nothing else, of what is no list. */
    static void requireJson(V1Request request) {
        if (!request.wantsLines()) {
            return;
        }
        String accept = request.header("Accept").orElse("").toLowerCase(Locale.ROOT);
        boolean takesJson = List.of(accept.split(",")).stream()
                .map(part -> part.split(";", 2)[0].strip())
                .anyMatch(JSON::contains);
        if (!takesJson) {
            throw new V1ProblemException(
                    V1Problem.of(ProblemType.NOT_ACCEPTABLE, "this is no list, so it comes as application/json alone"));
        }
    }
}
