package dev.portcullis.door;

import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Optional;
import java.util.Set;

/**
 * Refuses methods that no door has and targets that could be read in two ways ({@code reliability} appendix A):
 * absolute ones, encoded or dotted or doubled path segments, broken percent escapes. What the bytes of a request may
 * look like {@link RequestFraming} has seen to before.
 */
final class RequestGuard {
    /** What the doors serve, as an Allow header says it. */
    static final String ALLOWED = "GET, POST, PATCH, DELETE";

    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);
    private static final Objection PATH_NOT_PLAIN = Objection.malformed(
            "the path must begin with / and be written in its one plain form: no host, no //, no dots, no %, no slash"
                    + " at the end");
    private static final Objection QUERY_NOT_PLAIN =
            Objection.malformed("the query holds a # or a % without two hex digits behind it");

    private RequestGuard() {}

    /** What is wrong with the request's head, or empty. */
    static Optional<Objection> objection(HttpServerRequest request) {
        if (!METHODS.contains(request.method())) {
            return Optional.of(new Objection(405, "this method is not served; use one of " + ALLOWED));
        }
        String uri = request.uri();
        int mark = uri.indexOf('?');
        int pathEnd = mark < 0 ? uri.length() : mark;
        if (!isPlainPath(uri, pathEnd)) {
            return Optional.of(PATH_NOT_PLAIN);
        }
        if (!isPlainQuery(uri, pathEnd)) {
            return Optional.of(QUERY_NOT_PLAIN);
        }
        return bodyObjection(request).or(() -> expectObjection(request));
    }

    /** Whether the path is / alone, or non-empty segments of plain characters, none of them dots alone. */
    private static boolean isPlainPath(String uri, int end) {
        if (end == 0 || uri.charAt(0) != '/') {
            return false;
        }
        int segmentStart = 1;
        for (int i = 1; i < end; i++) {
            char c = uri.charAt(i);
            if (c == '/') {
                if (!isPlainSegment(uri, segmentStart, i)) {
                    return false;
                }
                segmentStart = i + 1;
            } else if (!isPlain(c)) {
                return false;
            }
        }
        return end == 1 || isPlainSegment(uri, segmentStart, end);
    }

    private static boolean isPlainSegment(String uri, int start, int end) {
        int length = end - start;
        boolean isDots = (length == 1 || length == 2) && uri.charAt(start) == '.' && uri.charAt(end - 1) == '.';
        return length > 0 && !isDots;
    }

    private static boolean isPlain(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9') || "_.:~@-".indexOf(c) >= 0;
    }

    private static boolean isPlainQuery(String uri, int start) {
        for (int i = start; i < uri.length(); i++) {
            char c = uri.charAt(i);
            if (c == '#' || (c == '%' && !isEscape(uri, i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isEscape(String uri, int at) {
        return at + 2 < uri.length()
                && Character.digit(uri.charAt(at + 1), 16) >= 0
                && Character.digit(uri.charAt(at + 2), 16) >= 0;
    }

    private static Optional<Objection> bodyObjection(HttpServerRequest request) {
        String length = request.getHeader("Content-Length");
        boolean hasBody = length != null && !length.strip().chars().allMatch(c -> c == '0');
        return hasBody && request.method().equals(HttpMethod.GET)
                ? Optional.of(Objection.malformed("a GET carries no body; put its parameters into the query"))
                : Optional.empty();
    }

    private static Optional<Objection> expectObjection(HttpServerRequest request) {
        String expect = request.getHeader("Expect");
        return expect == null || expect.equalsIgnoreCase("100-continue")
                ? Optional.empty()
                : Optional.of(new Objection(417, "the only expectation that is met here is 100-continue"));
    }
}
