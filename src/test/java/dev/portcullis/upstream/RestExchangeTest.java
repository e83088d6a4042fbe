package dev.portcullis.upstream;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;
import static org.awaitility.Awaitility.await;

import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes over the wire when all is well, and what must keep a request from it. */
@Timeout(60)
final class RestExchangeTest {
    private static final String ORDER = "{\"category\":\"linear\",  \"note\":\"тест-µ\",\"orderLinkId\":\"gw-0001\"}";

    @Test
    void aCreateGoesOutByteForByteWithOurHeadersOnly() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.create(ORDER).go();

            FakeSigner.Signed signed = bench.signer.signed.get(0);
            assertThat(fake.received()).hasSize(1);
            assertThat(fake.received().get(0).body()).isEqualTo(ORDER).isEqualTo(signed.payload());
            assertThat(fake.received().get(0).head())
                    .isEqualTo(String.join(
                            "\r\n",
                            "POST /v5/order/create HTTP/1.1",
                            "Accept-Encoding: identity",
                            "User-Agent: portcullis",
                            "Content-Type: application/json",
                            "X-BAPI-API-KEY: KEY1",
                            "X-BAPI-TIMESTAMP: " + signed.timestampMs(),
                            "X-BAPI-SIGN: sign-1",
                            "X-BAPI-SIGN-TYPE: 2",
                            "X-BAPI-RECV-WINDOW: 2500",
                            "content-length: 68",
                            "host: 127.0.0.1:" + fake.port(),
                            "",
                            ""));
            assertThat(answered(reply).body().toString()).isEqualTo(FakeExchange.OK_BODY);
            assertThat(answered(reply).head().status()).isEqualTo(200);
        }
    }

    @Test
    void aReadsQueryGoesOutAsItWasSignedEscapesAndAll() throws Exception {
        String query = "category=linear&cursor=page_token%3D39380%26&filter={\"a\":[1,2]}&x=%zz&s=BTC/USDT|^`<>\\";
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            bench.read(query).go();

            FakeExchange.Received received = fake.received().get(0);
            assertThat(received.requestLine()).isEqualTo("GET /v5/order/realtime?" + query + " HTTP/1.1");
            assertThat(bench.signer.signed.get(0).payload()).isEqualTo(query);
            assertThat(received.body()).isEmpty();
            assertThat(received.head().toLowerCase(Locale.ROOT))
                    .doesNotContain("content-length")
                    .doesNotContain("content-type")
                    .doesNotContain("transfer-encoding");
        }
    }

    @Test
    void aReadWithoutQueryHasNoQuestionMark() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            bench.read("").go();

            assertThat(fake.received().get(0).requestLine()).isEqualTo("GET /v5/order/realtime HTTP/1.1");
        }
    }

    @Test
    void aPublicReadCarriesNoKeyAndNoSignature() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            Departure signed = new Bench.Trip(
                            bench, new EndpointId(Verb.GET, "/v5/market/time"), EndpointKind.PUBLIC_READ, "", "")
                    .departure();
            Departure.Route route = signed.route();
            Departure unsigned = new Departure(
                    signed.requestId(),
                    new Departure.Route(route.environment(), route.endpoint(), route.kind(), null, null),
                    "",
                    signed.payload(),
                    signed.limits(),
                    signed.pass(),
                    signed.home());

            Reply reply = bench.sendAndWait(unsigned);

            assertThat(reply).isInstanceOf(Reply.Answered.class);
            assertThat(fake.received().get(0).head()).doesNotContain("X-BAPI");
            assertThat(bench.signer.signed).isEmpty();
        }
    }

    @Test
    void aQueryThatNoRequestLineCanCarryIsNeverWritten() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            for (String query : List.of("a=b c", "a=b\r\nX-Evil: 1", "a=\u00e9", "a=\u0000", "a=\u007f")) {
                assertThat(notWritten(bench.read(query).go())).contains("percent-encode");
            }
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void onlyHeadersThatMayBeShownAreKept() throws Exception {
        String headers = """
                X-Bapi-Limit: 10
                X-Bapi-Limit-Status: 9
                X-Bapi-Limit-Reset-Timestamp: 1672738134824
                Traceid: abc
                Set-Cookie: a=b
                X-BAPI-SIGN: reflected
                Server: x
                Keep-Alive: timeout=5
                """.replace("\n", "\r\n");
        try (FakeExchange fake = new FakeExchange((line, request) -> line.answer(200, headers, FakeExchange.OK_BODY));
                Bench bench = Bench.to(fake.port())) {
            Reply.Answered answered = answered(bench.create(ORDER).go());

            assertThat(answered.head().headers())
                    .extracting(header -> header.name() + "=" + header.value())
                    .containsExactly(
                            "Content-Type=application/json",
                            "X-Bapi-Limit=10",
                            "X-Bapi-Limit-Status=9",
                            "X-Bapi-Limit-Reset-Timestamp=1672738134824",
                            "Traceid=abc");
        }
    }

    @Test
    void aCallThatIsDroppedAtDepartLeavesNoByteAndTheConnectionIsUsedAgain() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            FakePass dropping = FakePass.dropping("halted meanwhile");

            assertThat(notWritten(bench.create(ORDER).with(dropping).go())).isEqualTo("halted meanwhile");
            bench.create(ORDER).go();

            assertThat(dropping.departs).hasValue(1);
            assertThat(fake.received()).hasSize(1);
            assertThat(fake.connections()).isEqualTo(1);
            assertThat(bench.signer.signed).hasSize(1);
        }
    }

    @Test
    void aPassThatFailsIsNotWrittenAndGivesTheConnectionBack() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port(), RestExchangeTest::oneConnection)) {
            Reply reply = bench.create(ORDER)
                    .with(new DeparturePass() {
                        @Override
                        public Optional<String> depart() {
                            throw new IllegalStateException("a bug");
                        }

                        @Override
                        public boolean departAgain() {
                            return true;
                        }
                    })
                    .go();

            assertThat(notWritten(reply)).contains("IllegalStateException").doesNotContain("a bug");
            assertThat(bench.create(ORDER).go()).isInstanceOf(Reply.Answered.class);
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void theTimestampIsTheExchangesTimeAndNotThisHosts() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            bench.create(ORDER).go();

            assertThat(bench.signer.signed.get(0).timestampMs())
                    .isBetween(Bench.EXCHANGE_MILLIS - 1_000, Bench.EXCHANGE_MILLIS + 10_000);
        }
    }

    @Test
    void withoutATrustedClockACreateStaysAndACancelGoes() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.at(address(fake), new FakeSigner(), UnaryOperator.identity())) {
            Reply create = bench.create(ORDER).go();
            Reply cancel = bench.cancel("{}").go();

            assertThat(notWritten(create)).contains("exchange clock untrusted");
            assertThat(cancel).isInstanceOf(Reply.Answered.class);
            assertThat(fake.received())
                    .extracting(FakeExchange.Received::requestLine)
                    .containsExactly("POST /v5/order/cancel HTTP/1.1");
            assertThat(bench.signer.signed.get(0).timestampMs()).isCloseTo(System.currentTimeMillis(), within(10_000L));
        }
    }

    @Test
    void eachAnswerTeachesTheClock() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.okAt(1_700_000_000_123L));
                Bench bench = Bench.at(address(fake), new FakeSigner(), UnaryOperator.identity())) {
            bench.cancel("{}").go();

            assertThat(bench.clocks.of(Bench.DESK).estimate().orElseThrow().millis())
                    .isBetween(1_700_000_000_000L, 1_700_000_010_000L);
        }
    }

    @Test
    void pastSignByNothingIsSigned() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            Reply reply = bench.create(ORDER).signBy(Duration.ofMillis(-1)).go();

            assertThat(notWritten(reply)).contains("time to depart passed");
            assertThat(bench.signer.signed).isEmpty();
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void aSignatureThatComesTooLateIsNotUsed() throws Exception {
        Promise<Void> slowKey = Promise.promise();
        FakeSigner signer = new FakeSigner(slowKey::future);
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.at(address(fake), signer, UnaryOperator.identity())
                        .knowingTheTime()) {
            Future<Reply> reply =
                    bench.create(ORDER).signBy(Duration.ofMillis(300)).send();
            await().until(() -> signer.signed.size() == 1);
            bench.vertx.setTimer(400, now -> slowKey.complete());

            assertThat(notWritten(Bench.wait(reply))).contains("time to depart passed");
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void aSignatureFromAnotherThreadIsWrittenOnTheCallsOwnLoop() throws Exception {
        Promise<Void> slowKey = Promise.promise();
        FakeSigner signer = new FakeSigner(slowKey::future);
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.at(address(fake), signer, UnaryOperator.identity())
                        .knowingTheTime()) {
            Promise<String> threadOfAnswer = Promise.promise();
            Promise<String> home = Promise.promise();
            Future<Reply> reply = bench.create(ORDER).send();
            bench.loop.runOnContext(now -> home.complete(Thread.currentThread().getName()));
            await().until(() -> signer.signed.size() == 1);
            reply.onComplete(
                    done -> threadOfAnswer.complete(Thread.currentThread().getName()));

            slowKey.complete();

            assertThat(Bench.wait(reply)).isInstanceOf(Reply.Answered.class);
            assertThat(Bench.wait(threadOfAnswer.future())).isEqualTo(Bench.wait(home.future()));
        }
    }

    @Test
    void aSignerThatFailsWritesNothing() throws Exception {
        FakeSigner signer = new FakeSigner(() -> Future.failedFuture(new IllegalStateException("SECRET")));
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.at(address(fake), signer, UnaryOperator.identity())
                        .knowingTheTime()) {
            assertThat(notWritten(bench.create(ORDER).go())).doesNotContain("SECRET");
            assertThat(fake.received()).isEmpty();
        }
    }

    @Test
    void anUnknownEnvironmentIsNamed() throws Exception {
        try (Bench bench = Bench.to(1)) {
            Departure known = bench.create(ORDER).departure();
            Departure.Route route = known.route();
            Departure lost = new Departure(
                    known.requestId(),
                    new Departure.Route(
                            new EnvironmentId("nowhere"),
                            route.endpoint(),
                            route.kind(),
                            route.account(),
                            route.credential()),
                    "",
                    known.payload(),
                    known.limits(),
                    known.pass(),
                    known.home());

            assertThat(notWritten(bench.sendAndWait(lost))).contains("nowhere").contains("environments");
        }
    }

    @Test
    void moreThanFiveRequestsTravelAtOnce() throws Exception {
        CountDownLatch allThere = new CountDownLatch(40);
        FakeExchange.Script together = (line, request) -> {
            allThere.countDown();
            awaitAll(allThere);
            line.answer(FakeExchange.OK_BODY);
        };
        try (FakeExchange fake = new FakeExchange(together);
                Bench bench = Bench.to(fake.port())) {
            List<Future<Reply>> replies = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                replies.add(bench.create(ORDER).send());
            }

            for (Future<Reply> reply : replies) {
                assertThat(Bench.wait(reply)).isInstanceOf(Reply.Answered.class);
            }
            assertThat(fake.connections()).isEqualTo(40);
        }
    }

    @Test
    void whenAllConnectionsAreInUseACreateSoonGivesUp() throws Exception {
        CountDownLatch release = new CountDownLatch(1);
        FakeExchange.Script holding = (line, request) -> {
            awaitAll(release);
            line.answer(FakeExchange.OK_BODY);
        };
        try (FakeExchange fake = new FakeExchange(holding);
                Bench bench = Bench.to(fake.port(), RestExchangeTest::oneConnection)) {
            Future<Reply> first = bench.create(ORDER).send();
            await().until(() -> fake.received().size() == 1);

            Reply second = bench.create(ORDER).go();
            release.countDown();

            assertThat(notWritten(second)).contains("all 1 connections");
            assertThat(Bench.wait(first)).isInstanceOf(Reply.Answered.class);
            assertThat(fake.received()).hasSize(1);
        }
    }

    @Test
    void aConnectionIsKeptForTheNextRequest() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            for (int i = 0; i < 5; i++) {
                bench.create(ORDER).go();
            }

            assertThat(fake.connections()).isEqualTo(1);
        }
    }

    @Test
    void ordersAndReadsDoNotShareAConnection() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            bench.create(ORDER).go();
            bench.read("category=linear").go();

            assertThat(fake.connections()).isEqualTo(2);
        }
    }

    @Test
    void aCallerThatIsNoEventLoopGetsItsReplyAtHome() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = Bench.to(fake.port())) {
            Promise<Boolean> atHome = Promise.promise();
            bench.exchange
                    .send(bench.create(ORDER).departure())
                    .onComplete(reply -> atHome.complete(bench.vertx.getOrCreateContext() == bench.loop));

            assertThat(Bench.wait(atHome.future())).isTrue();
        }
    }

    static Reply.Answered answered(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.Answered.class);
        return (Reply.Answered) reply;
    }

    static String notWritten(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.NotWritten.class);
        return ((Reply.NotWritten) reply).why();
    }

    static String noAnswer(Reply reply) {
        assertThat(reply).isInstanceOf(Reply.NoAnswer.class);
        return ((Reply.NoAnswer) reply).why();
    }

    static URI address(FakeExchange fake) {
        return URI.create("http://127.0.0.1:" + fake.port());
    }

    static TransportSettings oneConnection(TransportSettings usual) {
        return new TransportSettings(
                usual.eventLoops(), 1, usual.waits(), usual.answerBytesMax(), usual.wholeBytesMax(), usual.trust());
    }

    static void awaitAll(CountDownLatch latch) {
        try {
            latch.await();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
