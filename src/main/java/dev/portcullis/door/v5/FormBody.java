package dev.portcullis.door.v5;

import dev.portcullis.door.RawRequest;
import dev.portcullis.model.Rejection;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Locale;

/**
 * Tells who sends a form that bodies are JSON. The body decides, not its label: {@code curl -d} says form also when it
 * sends JSON.
 */
final class FormBody {
    private static final List<String> TYPES = List.of("application/x-www-form-urlencoded", "multipart/form-data");

    private FormBody() {}

    /** @throws dev.portcullis.model.RejectedException when the body is labelled a form and is no JSON object */
    static void refuse(RawRequest request) {
        String type = request.headers().get("Content-Type");
        if (type == null || looksLikeJson(request.body())) {
            return;
        }
        String lower = type.strip().toLowerCase(Locale.ROOT);
        if (TYPES.stream().anyMatch(lower::startsWith)) {
            throw Rejection.Malformed.at(
                            "body",
                            "is a form; send one JSON object with Content-Type: application/json (with curl: --json)")
                    .asException();
        }
    }

    private static boolean looksLikeJson(Buffer body) {
        for (int i = 0; i < body.length(); i++) {
            byte b = body.getByte(i);
            if (b != ' ' && b != '\t' && b != '\r' && b != '\n') {
                return b == '{';
            }
        }
        return false;
    }
}
