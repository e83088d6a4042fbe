package dev.portcullis.sandbox.fault;

import io.vertx.core.buffer.Buffer;
import java.util.Map;

/**
 * A whole HTTP answer.
 *
 * @param status the HTTP status
 * @param headers headers besides Content-Length
 * @param body the body
 */
public record HttpAnswer(int status, Map<String, String> headers, Buffer body) {
    /** The content type of Bybit's own answers. */
    public static final String JSON = "application/json; charset=utf-8";

    private static final String HTML = "text/html";

    /** Copies the headers. */
    public HttpAnswer {
        headers = Map.copyOf(headers);
    }

    /** An answer of one content type. */
    public static HttpAnswer of(int status, String contentType, String body) {
        return new HttpAnswer(status, Map.of("Content-Type", contentType), Buffer.buffer(body));
    }

    /** What the network in front of Bybit answers when an address sends too much: no JSON, no reset header. */
    public static HttpAnswer tooFrequent() {
        return html(403, "403 Forbidden", "access too frequent");
    }

    /** An HTML page, as proxies and content networks send it. */
    public static HttpAnswer html(int status, String title, String text) {
        return of(
                status,
                HTML,
                "<html>\r\n<head><title>" + title + "</title></head>\r\n<body>\r\n<center><h1>" + title
                        + "</h1></center>\r\n<hr><center>" + text + "</center>\r\n</body>\r\n</html>\r\n");
    }

    /** A redirect to elsewhere. */
    public static HttpAnswer redirect(int status, String location) {
        return new HttpAnswer(status, Map.of("Location", location), Buffer.buffer());
    }
}
