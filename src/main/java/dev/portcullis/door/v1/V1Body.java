package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.StrictBody;
import dev.portcullis.model.Rejection;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.util.List;
import java.util.Locale;
import java.util.Optional;

/** Opens the body of a request of this door: one strict JSON object. */
final class V1Body {
    private V1Body() {}

    /** @throws V1ProblemException when the body is labelled as something else than JSON */
    static ObjectNode object(V1Request request) {
        requireJson(request);
        Buffer body = request.raw().body();
        StrictBody.require(body);
        return (ObjectNode) read(body);
    }

    private static JsonNode read(Buffer body) {
        try {
            return V1Json.read(body);
        } catch (IOException broken) {
            throw new Rejection.Malformed("the body is not valid JSON; send one JSON object", List.of()).asException();
        }
    }

    private static void requireJson(V1Request request) {
        Optional<String> type = request.header("Content-Type")
                .map(text -> text.split(";", 2)[0].strip().toLowerCase(Locale.ROOT));
        boolean isJson = type.isEmpty()
                || type.get().equals("application/json")
                || type.get().endsWith("+json");
        if (!isJson) {
            throw new V1ProblemException(V1Problem.unsent(ProblemType.UNSUPPORTED_MEDIA_TYPE, wordsFor(type.get())));
        }
    }

    private static String wordsFor(String type) {
        boolean isForm = type.equals("application/x-www-form-urlencoded") || type.equals("multipart/form-data");
        return isForm
                ? "form data came; send one JSON object with Content-Type: application/json (with curl: --json '{...}'"
                        + " in the place of -d)"
                : "send one JSON object with Content-Type: application/json";
    }
}
