package dev.portcullis.credential;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpClientResponse;
import io.vertx.core.http.RequestOptions;
import java.util.concurrent.TimeoutException;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One request to Vault with a deadline that counts from before its token and its connection are had. It is over exactly
 * once, by its answer, a failure or the deadline; a request that is over is never reset, for its connection may by then
 * serve another one. Confined to the event loop that it is asked on.
 */
final class VaultQuestion {
    private final Vertx vertx;
    private final HttpClient client;
    private final Supplier<Buffer> body;
    private final Promise<Answer> answer = Promise.promise();
    private @Nullable HttpClientRequest request;
    private boolean over;
    private long deadlineTimer;

    /** What Vault said. */
    record Answer(int status, Buffer body) {}

    /** @param body made with a connection in hand, right before the write; what it throws leaves it unwritten */
    VaultQuestion(Vertx vertx, HttpClient client, Supplier<Buffer> body) {
        this.vertx = vertx;
        this.client = client;
        this.body = body;
    }

    /**
     * Asks.
     *
     * @param options the request, once the token is read
     * @return fails with a {@link TimeoutException} at the deadline
     */
    Future<Answer> ask(Future<RequestOptions> options, long withinMillis) {
        deadlineTimer = vertx.setTimer(withinMillis, late -> fail(new TimeoutException()));
        options.compose(ready -> over ? Future.failedFuture(new TimeoutException()) : client.request(ready))
                .onComplete(this::connected, this::fail);
        return answer.future();
    }

    private void connected(HttpClientRequest connected) {
        if (over) {
            connected.reset();
            return;
        }
        request = connected;
        connected.exceptionHandler(this::fail);
        connected.response().onComplete(this::headArrived, this::fail);
        try {
            connected.end(body.get()).onFailure(this::fail);
        } catch (RuntimeException refused) {
            fail(refused);
        }
    }

    private void headArrived(HttpClientResponse response) {
        response.body().onComplete(whole -> succeed(new Answer(response.statusCode(), whole)), this::fail);
    }

    private void succeed(Answer whole) {
        if (!over) {
            over = true;
            vertx.cancelTimer(deadlineTimer);
            answer.complete(whole);
        }
    }

    private void fail(Throwable why) {
        if (!over) {
            over = true;
            vertx.cancelTimer(deadlineTimer);
            if (request != null) {
                request.reset();
            }
            answer.fail(why);
        }
    }
}
