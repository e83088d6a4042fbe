package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.RequestId;
import io.netty.handler.codec.http.HttpResponseStatus;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** Says in the shape of RFC 9457 why the listener itself, before any door, does not serve a request. */
final class Problem {
    private static final String CONTENT_TYPE = "application/problem+json";

    private Problem() {}

    /** An answer on a connection that goes on. */
    static RawAnswer answer(int status, String detail, RequestId id) {
        return new RawAnswer.Whole(
                status,
                List.of(new Header("Content-Type", CONTENT_TYPE), new Header("X-Portcullis-Request-Id", id.text())),
                body(status, detail, id));
    }

    /** The whole last answer on a connection, as it goes over the wire. */
    static Buffer lastWords(Objection objection, RequestId id) {
        Buffer body = body(objection.status(), objection.why(), id);
        StringBuilder head = new StringBuilder("HTTP/1.1 ")
                .append(HttpResponseStatus.valueOf(objection.status()))
                .append("\r\nContent-Type: ")
                .append(CONTENT_TYPE)
                .append("\r\nContent-Length: ")
                .append(body.length())
                .append("\r\nX-Portcullis-Request-Id: ")
                .append(id)
                .append("\r\nConnection: close\r\n");
        if (objection.status() == HttpResponseStatus.METHOD_NOT_ALLOWED.code()) {
            head.append("Allow: ").append(RequestGuard.ALLOWED).append("\r\n");
        } else if (objection.status() == HttpResponseStatus.UNAUTHORIZED.code()) {
            head.append("WWW-Authenticate: Bearer\r\n");
        }
        return Buffer.buffer(head.append("\r\n").toString()).appendBuffer(body);
    }

    private static Buffer body(int status, String detail, RequestId id) {
        return new JsonObject()
                .put("type", "about:blank")
                .put("title", HttpResponseStatus.valueOf(status).reasonPhrase())
                .put("status", status)
                .put("detail", detail)
                .put("requestId", id.text())
                .toBuffer();
    }
}
