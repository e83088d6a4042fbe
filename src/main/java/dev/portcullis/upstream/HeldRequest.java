package dev.portcullis.upstream;

import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Reply;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A connection in hand and, once written, the one request on it. Knows at every moment whether a byte may have left;
 * confined to the connection's event loop.
 *
 * <p>It is over exactly once: released unwritten, answered whole, or broken. A request that is over is never reset, for
 * its connection may by then serve another one (vert.x issue 6294).
 */
final class HeldRequest {
    private static final int USUAL_ANSWER_BYTES = 512;

    private final Vertx vertx;
    private final HttpClientRequest request;
    private final HostPool pool;
    private final AnswerLimits limits;
    private final Promise<Reply> reply = Promise.promise();
    private @Nullable Throwable lostBeforeWrite;
    private boolean written;
    private boolean over;
    private long deadlineTimer;
    private @Nullable AnswerHead head;
    private Buffer body = Buffer.buffer();
    private @Nullable StreamedBody streamed;

    /**
     * What an answer may be.
     *
     * @param bytesMax of an answer that comes whole
     * @param streamedAboveBytes above this an answer comes as a stream; never when it is as large as bytesMax
     */
    record AnswerLimits(int bytesMax, int streamedAboveBytes) {}

    HeldRequest(Vertx vertx, HttpClientRequest request, HostPool pool, AnswerLimits limits) {
        this.vertx = vertx;
        this.request = request;
        this.pool = pool;
        this.limits = limits;
        request.exceptionHandler(this::broken);
    }

    /**
     * Ends it because of a failure: as not written, its connection given back without a byte on it, unless the write
     * had begun.
     */
    Future<Reply> failed(Throwable cause) {
        if (written) {
            broken(cause);
            return reply.future();
        }
        if (!over) {
            over = true;
            request.reset();
            pool.giveBack(request.connection());
        }
        return Future.succeededFuture(new Reply.NotWritten(FailureWords.of(cause)));
    }

    /**
     * Writes head and body in one piece. From here on only a whole answer is certainty.
     *
     * @param answerTimeoutMillis from now to the end of the answer, however steadily it drips
     */
    Future<Reply> write(Map<String, String> headers, Buffer payload, long answerTimeoutMillis) {
        if (lostBeforeWrite != null) {
            return Future.failedFuture(
                    new Mishap("before the write " + FailureWords.of(lostBeforeWrite) + "; nothing was sent"));
        }
        headers.forEach(request::putHeader);
        request.response().onComplete(this::headArrived, this::broken);
        deadlineTimer = vertx.setTimer(Math.max(1, answerTimeoutMillis), timer -> late(answerTimeoutMillis));
        written = true;
        boolean hasBody = request.getMethod().equals(HttpMethod.POST);
        (hasBody ? request.end(payload) : request.end()).onFailure(this::broken);
        return reply.future();
    }

    private void headArrived(HttpClientResponse response) {
        if (over) {
            return;
        }
        response.exceptionHandler(this::broken);
        head = AnswerHeads.of(response);
        long announced = announcedBytes(response);
        if (announced > limits.bytesMax() && !mayStream()) {
            broken(new Mishap("the answer announces " + announced + " bytes, above " + limits.bytesMax()));
            return;
        }
        body = Buffer.buffer(announced < 0 ? USUAL_ANSWER_BYTES : (int) Math.min(announced, limits.bytesMax()));
        response.endHandler(end -> ended());
        response.handler(part -> arrived(response, part));
    }

    private void arrived(HttpClientResponse response, Buffer part) {
        if (over) {
            return;
        }
        if (streamed != null) {
            streamed.next(part);
            return;
        }
        body.appendBuffer(part);
        if (mayStream() && body.length() > limits.streamedAboveBytes()) {
            stream(response);
        } else if (body.length() > limits.bytesMax()) {
            broken(new Mishap("the answer is larger than " + limits.bytesMax() + " bytes"));
        }
    }

    private void stream(HttpClientResponse response) {
        response.pause();
        Context home = vertx.getOrCreateContext();
        StreamedBody stream = new StreamedBody(body, response, () -> home.runOnContext(now -> unread()));
        streamed = stream;
        body = Buffer.buffer();
        reply.complete(new Reply.Streaming(knownHead(), stream));
    }

    /** The caller left in the middle of the answer; that is no fault of the host. */
    private void unread() {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(deadlineTimer);
        request.reset();
        pool.discard(request.connection());
        if (streamed != null) {
            streamed.fail(new Mishap("its reader let go of the answer before its end"));
        }
    }

    private void ended() {
        if (over) {
            return;
        }
        over = true;
        vertx.cancelTimer(deadlineTimer);
        pool.giveBack(request.connection());
        if (streamed != null) {
            streamed.end();
        } else {
            reply.complete(new Reply.Answered(knownHead(), body));
        }
    }

    private void late(long answerTimeoutMillis) {
        broken(new Mishap("no whole answer within " + answerTimeoutMillis + " ms"));
    }

    private void broken(Throwable cause) {
        if (over) {
            return;
        }
        if (!written) {
            lostBeforeWrite = cause;
            return;
        }
        over = true;
        vertx.cancelTimer(deadlineTimer);
        request.reset();
        if (cause instanceof HttpClosedException || cause instanceof IOException) {
            pool.closedByPeer(request.connection());
        } else {
            pool.discard(request.connection());
        }
        if (streamed != null) {
            streamed.fail(cause);
        } else {
            reply.complete(new Reply.NoAnswer("after the write to " + pool.hostName() + ": " + FailureWords.of(cause)));
        }
    }

    private boolean mayStream() {
        return limits.streamedAboveBytes() < limits.bytesMax();
    }

    private AnswerHead knownHead() {
        return head == null ? AnswerHead.ok() : head;
    }

    /** What Content-Length says; -1 when it says nothing. */
    private static long announcedBytes(HttpClientResponse response) {
        String length = response.getHeader(HttpHeaders.CONTENT_LENGTH);
        if (length == null) {
            return -1;
        }
        try {
            return Long.parseLong(length.strip());
        } catch (NumberFormatException notANumber) {
            return -1;
        }
    }
}
