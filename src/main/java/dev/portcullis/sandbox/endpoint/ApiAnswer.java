package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.wire.Envelope;
import java.util.Map;

/**
 * What the exchange says to a request.
 *
 * @param status the HTTP status
 * @param headers the rate-limit headers
 * @param envelope the body
 */
public record ApiAnswer(int status, Map<String, String> headers, Envelope envelope) {
    private static final int OK = 200;

    static ApiAnswer ok(Map<String, String> headers, Envelope envelope) {
        return new ApiAnswer(OK, headers, envelope);
    }

    /** The same with another body. */
    public ApiAnswer with(Envelope other) {
        return new ApiAnswer(status, headers, other);
    }
}
