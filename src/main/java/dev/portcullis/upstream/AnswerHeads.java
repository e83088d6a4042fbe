package dev.portcullis.upstream;

import dev.portcullis.model.AnswerHead;
import io.vertx.core.http.HttpClientResponse;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;

/** Keeps of an answer's head what may be shown to a caller; cookies, hop-by-hop and unknown headers are dropped. */
final class AnswerHeads {
    private static final String RATE_LIMIT_PREFIX = "x-bapi-limit";
    private static final Set<String> KEPT =
            Set.of("content-type", "traceid", "timenow", "cdn-request-id", "retry-after", "date");

    private AnswerHeads() {}

    static AnswerHead of(HttpClientResponse response) {
        List<AnswerHead.Header> kept = new ArrayList<>();
        for (Map.Entry<String, String> header : response.headers()) {
            if (isKept(header.getKey().toLowerCase(Locale.ROOT))) {
                kept.add(new AnswerHead.Header(header.getKey(), header.getValue()));
            }
        }
        return new AnswerHead(response.statusCode(), List.copyOf(kept));
    }

    private static boolean isKept(String name) {
        return KEPT.contains(name) || name.startsWith(RATE_LIMIT_PREFIX);
    }
}
