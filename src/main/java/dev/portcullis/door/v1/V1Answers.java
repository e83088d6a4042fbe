package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.RequestId;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** Writes answers of this door. */
final class V1Answers {
    private static final String JSON = "application/json";
    private static final String PROBLEM = "application/problem+json";

    private V1Answers() {}

    /** A JSON answer. */
    static RawAnswer json(int status, RequestId id, JsonNode body, List<Header> headers) {
        return whole(status, JSON, id, V1Json.write(body), headers);
    }

    /** A text of that type, such as a page. */
    static RawAnswer text(int status, RequestId id, String contentType, String text) {
        return whole(status, contentType, id, Buffer.buffer(text), List.of());
    }

    /** A problem document. */
    static RawAnswer problem(V1Problem problem, RequestId id, List<Header> headers) {
        List<Header> all = new ArrayList<>(headers);
        if (problem.outcome() != null) {
            all.add(new Header("X-Portcullis-Outcome", problem.outcome()));
        }
        if (problem.retryAfterMillis() > 0) {
            all.add(new Header("Retry-After", Long.toString(secondsUp(problem.retryAfterMillis()))));
        }
        if (problem.type() == ProblemType.UNAUTHENTICATED) {
            all.add(new Header("WWW-Authenticate", "Bearer"));
        }
        return whole(problem.type().status(), PROBLEM, id, V1Json.write(problem.toJson(id)), all);
    }

    private static long secondsUp(long millis) {
        return TimeUnit.MILLISECONDS.toSeconds(millis + 999);
    }

    private static RawAnswer whole(int status, String contentType, RequestId id, Buffer body, List<Header> headers) {
        List<Header> all = new ArrayList<>(headers);
        all.add(new Header("Content-Type", contentType));
        all.add(new Header("X-Portcullis-Request-Id", id.text()));
        return new RawAnswer.Whole(status, all, body);
    }
}
