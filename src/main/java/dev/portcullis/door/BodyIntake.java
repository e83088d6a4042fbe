package dev.portcullis.door;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.time.Duration;

/** Reads a request's whole body, up to a size and within an absolute time. */
final class BodyIntake {
    private final Vertx vertx;
    private final int bytesMax;
    private final Duration deadline;

    BodyIntake(Vertx vertx, int bytesMax, Duration deadline) {
        this.vertx = vertx;
        this.bytesMax = bytesMax;
        this.deadline = deadline;
    }

    /** Why a body was not taken. */
    static final class Refused extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private final int status;

        Refused(int status, String message) {
            super(message, null, false, false);
            this.status = status;
        }

        int status() {
            return status;
        }
    }

    /** Fails with {@link Refused} when the body is too long, too slow, or broken off. */
    Future<Buffer> read(HttpServerRequest request) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        long bell = vertx.setTimer(
                deadline.toMillis(),
                late -> whole.tryFail(new Refused(408, "the body did not come within " + deadline.toMillis() + " ms")));
        request.exceptionHandler(broken -> whole.tryFail(new Refused(400, "the body broke off")));
        request.handler(part -> {
            if (body.length() + part.length() > bytesMax) {
                whole.tryFail(new Refused(413, "the body is longer than " + bytesMax + " bytes"));
            } else {
                body.appendBuffer(part);
            }
        });
        request.endHandler(end -> whole.tryComplete(body));
        return whole.future().onComplete(done -> vertx.cancelTimer(bell));
    }
}
