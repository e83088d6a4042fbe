package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Large reads come as streams that wait for their reader. */
@Timeout(60)
final class RestExchangeStreamTest {
    private static final int LARGE = 3 * 1024 * 1024;

    @Test
    void aSmallAnswerComesWholeEvenWhenAStreamWasAllowed() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.read("").asStream().go();

            assertThat(answered(reply).body().toString()).isEqualTo(FakeExchange.OK_BODY);
        }
    }

    @Test
    void aLargeAnswerComesPausedAndThenInOrder() throws Exception {
        String body = numbered(LARGE);
        try (FakeExchange fake = FakeExchange.answering(body);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("").asStream().go());

            assertThat(streaming.head().status()).isEqualTo(200);
            assertThat(Bench.wait(collect(bench, streaming)).toString()).isEqualTo(body);
        }
    }

    @Test
    void aReaderThatTakesOnePartAtATimeGetsThemAll() throws Exception {
        String body = numbered(LARGE);
        try (FakeExchange fake = FakeExchange.answering(body);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("").asStream().go());
            Buffer all = Buffer.buffer();
            Promise<Void> end = Promise.promise();

            bench.loop.runOnContext(now -> {
                streaming.body().endHandler(end::complete).exceptionHandler(end::fail);
                streaming.body().handler(part -> {
                    all.appendBuffer(part);
                    bench.loop.runOnContext(next -> streaming.body().fetch(1));
                });
                streaming.body().fetch(1);
            });

            Bench.wait(end.future());
            assertThat(all.toString()).isEqualTo(body);
        }
    }

    @Test
    void whileTheReaderWaitsTheExchangeWaitsToo() throws Exception {
        AtomicLong written = new AtomicLong();
        int chunks = 2_000;
        byte[] chunk = new byte[64 * 1024];
        FakeExchange.Script vast = (line, request) -> {
            line.write(("HTTP/1.1 200 OK\r\nContent-Length: " + (long) chunks * chunk.length + "\r\n\r\n")
                    .getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < chunks; i++) {
                line.write(chunk);
                written.addAndGet(chunk.length);
            }
        };
        try (FakeExchange fake = new FakeExchange(vast);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("")
                    .asStream()
                    .answerWithin(Duration.ofSeconds(40))
                    .go());

            AtomicLong before = new AtomicLong(-1);
            await().pollInterval(Duration.ofMillis(300)).until(() -> before.getAndSet(written.get()) == written.get());
            assertThat(written.get()).isLessThan((long) chunks * chunk.length / 2);

            AtomicLong read = new AtomicLong();
            Promise<Void> end = Promise.promise();
            bench.loop.runOnContext(now -> {
                streaming.body().endHandler(end::complete).exceptionHandler(end::fail);
                streaming.body().handler(part -> read.addAndGet(part.length()));
                streaming.body().resume();
            });
            Bench.wait(end.future());
            assertThat(read).hasValue((long) chunks * chunk.length);
        }
    }

    @Test
    void aStreamThatBreaksOffFailsItsReader() throws Exception {
        FakeExchange.Script breaking = (line, request) -> {
            line.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE / 2))
                    .getBytes(StandardCharsets.ISO_8859_1));
            line.close();
        };
        try (FakeExchange fake = new FakeExchange(breaking);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("").asStream().go());

            Future<Buffer> all = collect(bench, streaming);

            assertThat(all.otherwise(Buffer.buffer("failed")))
                    .satisfies(end -> assertThat(Bench.wait(end).toString()).isEqualTo("failed"));
        }
    }

    @Test
    void aStreamIsCutAtTheAbsoluteDeadline() throws Exception {
        FakeExchange.Script stalling = (line, request) ->
                line.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE / 2))
                        .getBytes(StandardCharsets.ISO_8859_1));
        try (FakeExchange fake = new FakeExchange(stalling);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("")
                    .asStream()
                    .answerWithin(Duration.ofMillis(500))
                    .go());

            Future<String> words = collect(bench, streaming)
                    .map("whole")
                    .recover(cause -> Future.succeededFuture(String.valueOf(cause.getMessage())));

            assertThat(Bench.wait(words)).contains("no whole answer within 500 ms");
        }
    }

    @Test
    void aStreamThatBrokeBeforeAnyoneReadItTellsSo() throws Exception {
        FakeExchange.Script stalling = (line, request) ->
                line.write(("HTTP/1.1 200 OK\r\nContent-Length: " + LARGE + "\r\n\r\n" + "x".repeat(LARGE / 2))
                        .getBytes(StandardCharsets.ISO_8859_1));
        try (FakeExchange fake = new FakeExchange(stalling);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("")
                    .asStream()
                    .answerWithin(Duration.ofMillis(100))
                    .go());
            await().until(() -> fake.lines().get(0).sawTheEnd());

            assertThat(collect(bench, streaming).map("whole").otherwise("told"))
                    .satisfies(end -> assertThat(Bench.wait(end)).isEqualTo("told"));
        }
    }

    @Test
    void aStreamThatIsClosedMakesTheExchangeSendNoMore() throws Exception {
        AtomicLong written = new AtomicLong();
        FakeExchange.Script endless = (line, request) -> {
            if (written.get() > 0) {
                line.answer(FakeExchange.OK_BODY);
                return;
            }
            line.write(
                    "HTTP/1.1 200 OK\r\nContent-Length: 1000000000000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            byte[] chunk = new byte[64 * 1024];
            for (int i = 0; i < 1_000_000; i++) {
                line.write(chunk);
                written.addAndGet(chunk.length);
            }
        };
        try (FakeExchange fake = new FakeExchange(endless);
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("")
                    .asStream()
                    .answerWithin(Duration.ofMinutes(5))
                    .go());

            assertThat(streaming.body()).isInstanceOf(AutoCloseable.class);
            ((AutoCloseable) streaming.body()).close();
            ((AutoCloseable) streaming.body()).close();

            await().until(() -> fake.lines().get(0).sawTheEnd());
            Reply next = bench.read("").go();
            assertThat(answered(next).body()).hasToString(FakeExchange.OK_BODY);
            assertThat(fake.connections())
                    .as("the next read takes a new connection")
                    .isEqualTo(2);
        }
    }

    @Test
    void closingAStreamThatHasEndedLeavesItsConnectionToOthers() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(numbered(LARGE));
                Bench bench = Bench.to(fake.port())) {
            Reply.Streaming streaming = streaming(bench.read("").asStream().go());
            Bench.wait(collect(bench, streaming));

            ((AutoCloseable) streaming.body()).close();
            Bench.wait(collect(bench, streaming(bench.read("").asStream().go())));

            assertThat(fake.connections()).isEqualTo(1);
        }
    }

    private static Future<Buffer> collect(Bench bench, Reply.Streaming streaming) {
        Promise<Buffer> promise = Promise.promise();
        bench.loop.runOnContext(now -> {
            Buffer all = Buffer.buffer();
            streaming.body().exceptionHandler(promise::tryFail);
            streaming.body().endHandler(end -> promise.tryComplete(all));
            streaming.body().handler(all::appendBuffer);
            streaming.body().resume();
        });
        return promise.future();
    }

    private static Reply.Streaming streaming(Reply reply) throws IOException {
        assertThat(reply).isInstanceOf(Reply.Streaming.class);
        return (Reply.Streaming) reply;
    }

    private static String numbered(int length) {
        StringBuilder text = new StringBuilder(length + 16);
        for (int i = 0; text.length() < length; i++) {
            text.append(i).append(',');
        }
        return text.substring(0, length);
    }
}
