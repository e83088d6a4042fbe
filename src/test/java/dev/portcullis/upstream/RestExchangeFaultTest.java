package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static dev.portcullis.upstream.RestExchangeTest.awaitAll;
import static dev.portcullis.upstream.RestExchangeTest.noAnswer;
import static dev.portcullis.upstream.RestExchangeTest.notWritten;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.model.Reply;
import io.vertx.core.Future;
import java.io.IOException;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What is said of a request when the way to the exchange fails; rows U1 to U26 of the fault matrix. */
@Timeout(60)
final class RestExchangeFaultTest {
    private static final String ORDER = "{\"category\":\"linear\",\"orderLinkId\":\"gw-0001\"}";
    private static final byte[] GOLDEN = FakeExchange.Line.whole(200, "X-Bapi-Limit: 10\r\n", FakeExchange.OK_BODY);
    private static final byte[] GOLDEN_CHUNKED = """
            HTTP/1.1 200 OK
            Transfer-Encoding: chunked

            10
            {"retCode":0,"re
            f
            sult":{},"a":1}
            0

            """.replace("\n", "\r\n").getBytes(StandardCharsets.ISO_8859_1);

    @Test
    void aRefusedConnectionIsNotWritten() throws Exception {
        int port;
        try (FakeExchange gone = FakeExchange.answering("")) {
            port = gone.port();
        }
        try (Bench bench = Bench.to(port)) {
            FakePass pass = FakePass.open();

            assertThat(notWritten(bench.create(ORDER).with(pass).go())).contains("does not accept connections");
            assertThat(pass.departs).hasValue(0);
        }
    }

    @Test
    void aNameThatCannotBeResolvedIsNotWritten() {
        try (Bench bench = Bench.at(URI.create("https://exchange.invalid"), new FakeSigner(), UnaryOperator.identity())
                .knowingTheTime()) {
            assertThat(bench.create(ORDER).send())
                    .satisfies(reply -> assertThat(notWritten(Bench.wait(reply)))
                            .startsWith("no connection to exchange.invalid: "));
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {1, 40, 200, 400})
    void aResetAfterAnyByteOfTheRequestIsNoAnswerAndNoSecondWrite(int bytesRead) throws Exception {
        FakeExchange.Script resetting = new FakeExchange.Script() {
            @Override
            public void onRequest(FakeExchange.Line line, FakeExchange.Received request) {}

            @Override
            public boolean onConnection(FakeExchange.Line line) throws IOException {
                line.skip(bytesRead);
                line.reset();
                return false;
            }
        };
        String longOrder = "{\"note\":\"" + "x".repeat(300) + "\"}";
        try (FakeExchange fake = new FakeExchange(resetting);
                Bench bench = Bench.to(fake.port())) {
            assertThat(noAnswer(bench.create(longOrder).go())).contains("after the write to 127.0.0.1");
            assertThat(fake.connections()).isEqualTo(1);
        }
    }

    @Test
    void aResetInsteadOfAnAnswerIsNoAnswerAndNoSecondWrite() throws Exception {
        try (FakeExchange fake = new FakeExchange((line, request) -> line.reset());
                Bench bench = Bench.to(fake.port())) {
            noAnswer(bench.create(ORDER).go());

            assertThat(fake.received()).hasSize(1);
            assertThat(fake.connections()).isEqualTo(1);
        }
    }

    @Test
    void anAnswerThatIsCutAnywhereIsNoAnswer() throws Exception {
        assertEveryCutIsNoAnswer(GOLDEN);
    }

    @Test
    void aChunkedAnswerThatIsCutAnywhereIsNoAnswer() throws Exception {
        assertEveryCutIsNoAnswer(GOLDEN_CHUNKED);
    }

    /** With cancels, which no breaker stops. */
    private static void assertEveryCutIsNoAnswer(byte[] golden) throws Exception {
        AtomicInteger cut = new AtomicInteger();
        FakeExchange.Script cutting = (line, request) -> {
            line.write(Arrays.copyOf(golden, cut.get()));
            line.close();
        };
        try (FakeExchange fake = new FakeExchange(cutting);
                Bench bench = Bench.to(fake.port())) {
            for (int bytes = 0; bytes < golden.length; bytes++) {
                cut.set(bytes);
                assertThat(bench.cancel("{}").go())
                        .as("cut after %d of %d bytes", bytes, golden.length)
                        .isInstanceOf(Reply.NoAnswer.class);
            }
            cut.set(golden.length);

            assertThat(bench.cancel("{}").go()).isInstanceOf(Reply.Answered.class);
            assertThat(fake.received()).hasSize(golden.length + 1);
        }
    }

    @Test
    void anAnswerThatDripsForeverIsCutAtTheDeadline() throws Exception {
        AtomicBoolean sawTheEnd = new AtomicBoolean();
        FakeExchange.Script dripping = (line, request) -> {
            line.write("HTTP/1.1 200 OK\r\nContent-Length: 100000\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            try {
                for (int i = 0; i < 100_000; i++) {
                    line.write(new byte[] {' '});
                    LockSupport.parkNanos(10_000_000);
                }
            } catch (IOException closed) {
                sawTheEnd.set(true);
            }
        };
        try (FakeExchange fake = new FakeExchange(dripping);
                Bench bench = Bench.to(fake.port())) {
            Reply reply =
                    bench.create(ORDER).answerWithin(Duration.ofMillis(300)).go();

            assertThat(noAnswer(reply)).contains("no whole answer within 300 ms");
            await().untilTrue(sawTheEnd);
        }
    }

    @Test
    void silenceIsNoAnswerAtTheDeadlineAndEndsTheConnection() throws Exception {
        try (FakeExchange fake = new FakeExchange((line, request) -> {});
                Bench bench = Bench.to(fake.port())) {
            noAnswer(bench.create(ORDER).answerWithin(Duration.ofMillis(200)).go());

            await().until(() -> fake.lines().get(0).sawTheEnd());
            noAnswer(bench.create(ORDER).answerWithin(Duration.ofMillis(200)).go());
            assertThat(fake.connections()).isEqualTo(2);
        }
    }

    @Test
    void aKeptConnectionThatDiesUnderAnOrderIsNoAnswerAndTakesItsIdleSiblingsAlong() throws Exception {
        CountDownLatch bothThere = new CountDownLatch(2);
        AtomicBoolean stale = new AtomicBoolean();
        FakeExchange.Script goingStale = (line, request) -> {
            if (stale.get() && request.connection() <= 2) {
                line.reset();
                return;
            }
            bothThere.countDown();
            awaitAll(bothThere);
            line.answer(FakeExchange.OK_BODY);
        };
        try (FakeExchange fake = new FakeExchange(goingStale);
                Bench bench = Bench.to(fake.port())) {
            Future<Reply> one = bench.create(ORDER).send();
            Future<Reply> two = bench.create(ORDER).send();
            Bench.wait(one);
            Bench.wait(two);
            stale.set(true);

            Reply unlucky = bench.create(ORDER).go();
            Reply next = bench.create(ORDER).go();

            noAnswer(unlucky);
            answered(next);
            assertThat(fake.received())
                    .extracting(FakeExchange.Received::connection)
                    .hasSize(4)
                    .endsWith(3);
            await().until(() -> fake.lines().stream().limit(2).allMatch(FakeExchange.Line::sawTheEnd));
        }
    }

    @Test
    void anAnswerThatAnnouncesTooMuchIsNoAnswer() throws Exception {
        FakeExchange.Script huge = (line, request) ->
                line.write("HTTP/1.1 200 OK\r\nContent-Length: 1048577\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
        try (FakeExchange fake = new FakeExchange(huge);
                Bench bench = Bench.to(fake.port())) {
            assertThat(noAnswer(bench.create(ORDER).go())).contains("announces 1048577 bytes");
        }
    }

    @Test
    void anAnswerThatGrowsTooLargeIsNoAnswer() throws Exception {
        byte[] chunk = ("10000\r\n" + " ".repeat(65_536) + "\r\n").getBytes(StandardCharsets.ISO_8859_1);
        FakeExchange.Script endless = (line, request) -> {
            line.write("HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\n".getBytes(StandardCharsets.ISO_8859_1));
            for (int i = 0; i < 1_000; i++) {
                line.write(chunk);
            }
        };
        try (FakeExchange fake = new FakeExchange(endless);
                Bench bench = Bench.to(fake.port())) {
            assertThat(noAnswer(bench.create(ORDER).go())).contains("larger than 1048576 bytes");
        }
    }

    @Test
    void anAnswerAsLargeAsAllowedIsWhole() throws Exception {
        String body = " ".repeat(1024 * 1024);
        try (FakeExchange fake = FakeExchange.answering(body);
                Bench bench = Bench.to(fake.port())) {
            assertThat(answered(bench.create(ORDER).go()).body().length()).isEqualTo(1024 * 1024);
        }
    }

    @ParameterizedTest
    @ValueSource(ints = {301, 302, 303, 307, 308})
    void aRedirectIsAnAnswerAndNotFollowed(int status) throws Exception {
        FakeExchange.Script redirecting = (line, request) ->
                line.answer(status, "Location: http://" + request.header("host") + "/elsewhere\r\n", "");
        try (FakeExchange fake = new FakeExchange(redirecting);
                Bench bench = Bench.to(fake.port())) {
            assertThat(answered(bench.create(ORDER).go()).head().status()).isEqualTo(status);
            assertThat(answered(bench.read("").go()).head().status()).isEqualTo(status);
            assertThat(fake.received()).hasSize(2);
        }
    }

    @Test
    void aPageOfHtmlIsAnAnswerForOthersToJudge() throws Exception {
        try (FakeExchange fake =
                        new FakeExchange((line, request) -> line.answer(403, "", "<html>access too frequent"));
                Bench bench = Bench.to(fake.port())) {
            Reply.Answered answered = answered(bench.create(ORDER).go());

            assertThat(answered.head().status()).isEqualTo(403);
            assertThat(answered.body().toString()).contains("access too frequent");
        }
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "NOT HTTP AT ALL\r\n\r\n",
                "HTTP/1.1 abc OK\r\n\r\n",
                "HTTP/9.9 200 OK\r\nContent-Length: 0\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 5, 6\r\n\r\nabcde",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n"
            })
    void garbageIsNoAnswer(String garbage) throws Exception {
        FakeExchange.Script babbling = (line, request) -> line.write(garbage.getBytes(StandardCharsets.ISO_8859_1));
        try (FakeExchange fake = new FakeExchange(babbling);
                Bench bench = Bench.to(fake.port())) {
            noAnswer(bench.create(ORDER).answerWithin(Duration.ofSeconds(2)).go());
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void anAnswerThatNobodyAskedForEndsItsConnection() throws Exception {
        FakeExchange.Script twice = (line, request) -> {
            line.answer("{\"answers\":" + request.body() + "}");
            if (request.connection() == 1) {
                line.answer("{\"answers\":\"nobody\"}");
            }
        };
        try (FakeExchange fake = new FakeExchange(twice);
                Bench bench = Bench.to(fake.port())) {
            bench.create("1").go();
            await().until(() -> fake.lines().get(0).sawTheEnd());

            assertThat(answered(bench.create("2").go()).body().toString()).isEqualTo("{\"answers\":2}");
        }
    }

    @Test
    void aHostThatFailsIsLeftAloneButCancelsGoOut() throws Exception {
        AtomicBoolean healthy = new AtomicBoolean();
        FakeExchange.Script sick = (line, request) -> line.answer(healthy.get() ? 200 : 503, "", "{}");
        try (FakeExchange fake = new FakeExchange(sick);
                Bench bench = Bench.to(fake.port())) {
            for (int i = 0; i < Breaker.WINDOW; i++) {
                answered(bench.create(ORDER).go());
            }

            assertThat(notWritten(bench.create(ORDER).go())).contains("failed at half of the last 20 requests");
            answered(bench.cancel("{}").go());
            answered(bench.read("").go());
            assertThat(fake.received()).hasSize(Breaker.WINDOW + 2);

            healthy.set(true);
            await().until(() -> bench.create(ORDER).go() instanceof Reply.Answered);
            answered(bench.create(ORDER).go());
        }
    }

    @Test
    void aFinishedRequestNeverHarmsTheNextOneOnItsConnection() throws Exception {
        CountDownLatch late = new CountDownLatch(1);
        FakeExchange.Script slowSecond = (line, request) -> {
            if (request.body().equals("2")) {
                awaitAll(late);
            }
            line.answer(FakeExchange.OK_BODY);
        };
        try (FakeExchange fake = new FakeExchange(slowSecond);
                Bench bench = Bench.to(fake.port(), RestExchangeTest::oneConnection)) {
            answered(bench.create("1").answerWithin(Duration.ofMillis(300)).go());
            Future<Reply> second = bench.create("2").send();
            bench.vertx.setTimer(600, firstsDeadlineHasPassed -> late.countDown());

            answered(Bench.wait(second));
            assertThat(fake.connections()).isEqualTo(1);
        }
    }
}
