package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Holds the pinned Vert.x to what the transport relies on; a version that breaks it must not be taken. */
@Timeout(60)
final class VertxResetTest {
    private final Vertx vertx = Vertx.vertx();

    @AfterEach
    void close() {
        Bench.wait(vertx.close());
    }

    /** vert.x issue 6294: it closed the connection that by then served another request. */
    @Test
    void resettingAFinishedRequestLeavesItsReusedConnectionAlone() throws Exception {
        CountDownLatch secondThere = new CountDownLatch(1);
        CountDownLatch answerSecond = new CountDownLatch(1);
        FakeExchange.Script slowSecond = (line, request) -> {
            if (request.requestLine().contains("/second")) {
                secondThere.countDown();
                RestExchangeTest.awaitAll(answerSecond);
            }
            line.answer(FakeExchange.OK_BODY);
        };
        try (FakeExchange fake = new FakeExchange(slowSecond)) {
            HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));
            HttpClientRequest first = Bench.wait(request(client, fake, "/first"));
            first.exceptionHandler(ignored -> {});
            Bench.wait(bodyOf(first));
            HttpClientRequest second = Bench.wait(request(client, fake, "/second"));
            Future<Buffer> answer = bodyOf(second);
            RestExchangeTest.awaitAll(secondThere);

            Promise<Void> reset = Promise.promise();
            first.reset().onComplete(done -> reset.complete());
            Bench.wait(reset.future());
            answerSecond.countDown();

            assertThat(Bench.wait(answer).toString()).isEqualTo(FakeExchange.OK_BODY);
            assertThat(fake.connections()).isEqualTo(1);
        }
    }

    @Test
    void resettingAnUnwrittenRequestGivesItsConnectionBackUnused() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY)) {
            HttpClient client = vertx.createHttpClient(new PoolOptions().setHttp1MaxSize(1));
            HttpClientRequest dropped = Bench.wait(request(client, fake, "/dropped"));
            dropped.exceptionHandler(ignored -> {});

            Bench.wait(dropped.reset());
            Bench.wait(request(client, fake, "/next").compose(VertxResetTest::bodyOf));

            assertThat(fake.connections()).isEqualTo(1);
            assertThat(fake.received()).hasSize(1);
        }
    }

    private static Future<HttpClientRequest> request(HttpClient client, FakeExchange fake, String path) {
        return client.request(HttpMethod.GET, fake.port(), "127.0.0.1", path);
    }

    private static Future<Buffer> bodyOf(HttpClientRequest request) {
        return request.send().compose(response -> response.body());
    }
}
