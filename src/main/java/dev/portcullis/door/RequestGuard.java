package dev.portcullis.door;

import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;

/**
 * Refuses what two parsers could read in two ways, before anything of it is used ({@code reliability} appendix A). A
 * request that fails here ends its connection.
 */
final class RequestGuard {
    private static final Set<HttpMethod> METHODS =
            Set.of(HttpMethod.GET, HttpMethod.POST, HttpMethod.PATCH, HttpMethod.DELETE);
    /** One canonical spelling of a path: no empty, dot or encoded segment, no slash at the end. */
    private static final Pattern PATH = Pattern.compile("(/(?!\\.{1,2}(/|$))[A-Za-z0-9_.:~@-]+)+");

    private static final Pattern QUERY = Pattern.compile("[\\x21-\\x7e&&[^#]]*");
    private static final Pattern HEADER_NAME = Pattern.compile("[A-Za-z0-9-]+");

    private final int bodyBytesMax;

    RequestGuard(int bodyBytesMax) {
        this.bodyBytesMax = bodyBytesMax;
    }

    /** Why a request is refused, and with which status. */
    record Objection(int status, String why) {}

    /** What is wrong with the request's head, or empty. */
    Optional<Objection> objection(HttpServerRequest request) {
        if (!METHODS.contains(request.method())) {
            return Optional.of(new Objection(405, "this method is not served; use GET, POST, PATCH or DELETE"));
        }
        return pathObjection(request).or(() -> headerObjection(request)).or(() -> bodyObjection(request));
    }

    private static Optional<Objection> pathObjection(HttpServerRequest request) {
        String uri = request.uri();
        int mark = uri.indexOf('?');
        String path = mark < 0 ? uri : uri.substring(0, mark);
        String query = mark < 0 ? "" : uri.substring(mark + 1);
        if (!PATH.matcher(path).matches()) {
            return Optional.of(new Objection(
                    400,
                    "the path must begin with / and be written in its one plain form: no //, no dots, no %, no slash"
                            + " at the end"));
        }
        return QUERY.matcher(query).matches()
                ? Optional.empty()
                : Optional.of(new Objection(400, "the query holds a character that must be percent-encoded"));
    }

    private static Optional<Objection> headerObjection(HttpServerRequest request) {
        MultiMap headers = request.headers();
        List<String> hosts = headers.getAll("Host");
        if (hosts.size() != 1 || hosts.get(0).isBlank()) {
            return Optional.of(new Objection(400, "exactly one Host header is needed"));
        }
        if (headers.contains("Transfer-Encoding")) {
            return Optional.of(new Objection(411, "Transfer-Encoding is not served; send Content-Length"));
        }
        if (headers.getAll("Content-Length").size() > 1) {
            return Optional.of(new Objection(400, "more than one Content-Length header"));
        }
        boolean odd = headers.names().stream()
                .anyMatch(name -> !HEADER_NAME.matcher(name).matches());
        return odd
                ? Optional.of(new Objection(400, "a header's name holds something else than letters, digits and -"))
                : Optional.empty();
    }

    private Optional<Objection> bodyObjection(HttpServerRequest request) {
        String text = request.getHeader("Content-Length");
        if (text == null) {
            return Optional.empty();
        }
        if (!text.matches("[0-9]{1,18}")) {
            return Optional.of(new Objection(400, "Content-Length must be plain digits"));
        }
        long length = Long.parseLong(text);
        if (length > bodyBytesMax) {
            return Optional.of(new Objection(413, "the body has " + length + " bytes; at most " + bodyBytesMax));
        }
        boolean bodiless = HttpMethod.GET.equals(request.method());
        return bodiless && length > 0
                ? Optional.of(new Objection(400, "a GET carries no body; Bybit answers such a one with 403"))
                : Optional.empty();
    }
}
