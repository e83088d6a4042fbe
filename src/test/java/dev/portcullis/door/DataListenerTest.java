package dev.portcullis.door;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.awaitility.Awaitility.await;

import dev.portcullis.model.IpAddress;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.io.IOException;
import java.net.ConnectException;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Predicate;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class DataListenerTest {
    private final FakeDoor door = new FakeDoor();
    private RunningListener listener = new RunningListener(RunningListener.USUAL, door);

    @AfterEach
    void close() {
        listener.close();
    }

    private void reopen(ListenerLimits limits) {
        listener.close();
        listener = new RunningListener(limits, door);
    }

    private void reopen(OpenConnections.Bounds bounds, Predicate<IpAddress> isSharedByMany) {
        listener.close();
        listener = new RunningListener(
                DataListener.options("127.0.0.1", 0, RunningListener.USUAL),
                RunningListener.USUAL,
                new OpenConnections(bounds, isSharedByMany),
                door);
    }

    private static HttpClient client() {
        return HttpClient.newBuilder().connectTimeout(Duration.ofSeconds(10)).build();
    }

    @Test
    void aRequestReachesItsDoorAsItCame() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("POST /v5/order/create?a=%3D&b HTTP/1.1\r\nHost: anything\r\nX-Forwarded-For: 1.1.1.1\r\n"
                    + "x-forwarded-for: 2.2.2.2\r\nX-Note: a\tb \u00e4\r\nContent-Length: 5\r\n\r\n{\"a\" ");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 OK").endsWith("served /v5/order/create");
        }
        RawRequest request = door.requests.get(0);
        assertThat(request.method()).isEqualTo(HttpMethod.POST);
        assertThat(request.rawQuery()).isEqualTo("a=%3D&b");
        assertThat(request.body()).hasToString("{\"a\" ");
        assertThat(request.headers().get("X-Note")).isEqualTo("a\tb \u00e4");
        assertThat(request.origin().peer().text()).isEqualTo("127.0.0.1<1.1.1.1<2.2.2.2");
        assertThat(request.origin().arrivedNanos()).isLessThanOrEqualTo(System.nanoTime());
    }

    @Test
    void continuationsRunOnTheConnectionsOwnLoop() throws IOException {
        CompletableFuture<String> thread = new CompletableFuture<>();
        door.answers = request -> {
            request.origin()
                    .home()
                    .execute(() -> thread.complete(Thread.currentThread().getName()));
            return Future.succeededFuture(FakeDoor.whole("ok"));
        };
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/a")).readAnswer();
        }
        assertThat(thread.join()).contains("vert.x-eventloop");
    }

    @Test
    void noDoorIsAPlain404AndTheConnectionGoesOn() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            for (String path : List.of("/", "/health/live", "/admin/accounts", "/metrics", "/v4/a")) {
                assertThat(peer.send(RawPeer.get(path)).readAnswer())
                        .startsWith("HTTP/1.1 404 ")
                        .contains("X-Portcullis-Request-Id: ")
                        .contains("/accounts/{account}/v5/");
            }
            assertThat(peer.send(RawPeer.get("/v5/a")).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void theJdksOwnClientIsServedAlthoughItOffersHttp2() throws Exception {
        HttpResponse<String> first = client().send(
                        HttpRequest.newBuilder(listener.uri("/v5/market/time"))
                                .version(HttpClient.Version.HTTP_2)
                                .GET()
                                .build(),
                        BodyHandlers.ofString());

        assertThat(first.statusCode()).isEqualTo(200);
        assertThat(first.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(door.requests.get(0).headers().contains("HTTP2-Settings")).isTrue();
    }

    @Test
    void anUpgradeIsIgnored() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.head(
                    "GET /v5/a HTTP/1.1",
                    "Host: gate",
                    "Connection: Upgrade, HTTP2-Settings",
                    "Upgrade: h2c",
                    "HTTP2-Settings: AAEAAEAAAAIAAAAB"));
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 OK");
            assertThat(peer.send(RawPeer.get("/v5/b")).readAnswer()).endsWith("served /v5/b");
        }
    }

    @Test
    void zeroContentLengthOnAGetIsFine() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/a? HTTP/1.1\r\nHost: gate\r\nContent-Length: 0\r\n\r\n");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ");
        }
        assertThat(door.requests.get(0).rawQuery()).isEmpty();
    }

    @Test
    void aMegabyteIsAnsweredAlthoughItIsTooLong() throws Exception {
        HttpResponse<String> answer = client().send(
                        HttpRequest.newBuilder(listener.uri("/v5/order/create"))
                                .POST(BodyPublishers.ofByteArray(new byte[1 << 20]))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(413);
        assertThat(answer.body()).contains("65536 bytes");
        assertThat(door.requests).isEmpty();
    }

    @Test
    void theLongestBodyIsTaken() throws Exception {
        HttpResponse<String> answer = client().send(
                        HttpRequest.newBuilder(listener.uri("/v5/order/create"))
                                .POST(BodyPublishers.ofByteArray(new byte[64 << 10]))
                                .build(),
                        BodyHandlers.ofString());

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(door.requests.get(0).body().length()).isEqualTo(64 << 10);
    }

    @Test
    void aBodyThatWaitsForTheContinueIsAskedFor() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("POST /v5/a HTTP/1.1\r\nHost: gate\r\nExpect: 100-continue\r\nContent-Length: 2\r\n\r\n");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 100 Continue");
            assertThat(peer.send("{}").readAnswer()).startsWith("HTTP/1.1 200 OK");
        }
    }

    @Test
    void pipelinedRequestsAreServedOneAtATimeAndInOrder() throws IOException {
        List<Promise<RawAnswer>> waiting = new ArrayList<>();
        door.answers = request -> {
            Promise<RawAnswer> answer = Promise.promise();
            waiting.add(answer);
            return answer.future();
        };
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/1") + RawPeer.post("/v5/2", "{}") + RawPeer.get("/v5/3"));
            for (int i = 1; i <= 3; i++) {
                int turn = i;
                await().until(() -> waiting.size() == turn);
                answer(waiting.get(i - 1), "answer " + i);
                assertThat(peer.readAnswer()).endsWith("answer " + i);
            }
        }
    }

    private void answer(Promise<RawAnswer> waiting, String body) {
        listener.vertx().runOnContext(now -> waiting.complete(FakeDoor.whole(body)));
    }

    @Test
    void aBadRequestBehindOneInServiceWaitsForItsAnswer() throws IOException {
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/slow"));
            await().until(() -> door.requests.size() == 1);
            peer.send("POST /v5/a HTTP/1.1\r\nHost: gate\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n");
            answer(waiting, "done");

            assertThat(peer.readToEnd())
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("doneHTTP/1.1 400 ")
                    .contains("Transfer-Encoding");
        }
        assertThat(door.requests).hasSize(1);
    }

    @Test
    void aRefusedPeerThatGoesOnSendingStillReadsWhy() throws IOException {
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/1") + RawPeer.get("/v5/more").repeat(40) + "what?");
            await().until(() -> door.requests.size() == 1);
            answer(waiting, "1");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ");
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 400 ");
            peer.send("x".repeat(7 << 20));
            assertThat(peer.readToEnd()).isEmpty();
        }
        assertThat(door.requests).hasSize(1);
    }

    @Test
    void aRefusedPeerIsNotReadForEver() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            assertThat(peer.send("what?").readAnswer()).startsWith("HTTP/1.1 400 ");
            String megabyte = "x".repeat(1 << 20);

            assertThatThrownBy(() -> {
                        for (int sent = 0; sent < 1_000; sent++) {
                            peer.send(megabyte);
                        }
                    })
                    .isInstanceOf(IOException.class);
        }
    }

    @Test
    void aSlowHeadIsCutAtItsDeadline() throws IOException {
        reopen(RunningListener.hurried(300, 5_000, 60_000));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/a HTTP/1.1\r\nHost: ga");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 408 ").contains("300 ms");
        }
    }

    @Test
    void aSlowHeadOnAUsedConnectionIsCutToo() throws IOException {
        reopen(RunningListener.hurried(300, 5_000, 60_000));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/a")).readAnswer();
            peer.send("GET /v5/b HT");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 408 ");
        }
        assertThat(door.requests).hasSize(1);
    }

    @Test
    void drippingBytesDoNotExtendADeadline() throws Exception {
        reopen(RunningListener.hurried(5_000, 400, 60_000));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("POST /v5/a HTTP/1.1\r\nHost: gate\r\nContent-Length: 1000\r\n\r\n");
            CompletableFuture<String> answer = CompletableFuture.supplyAsync(() -> readToEnd(peer));
            await().pollInterval(Duration.ofMillis(50)).until(() -> {
                peer.send("x");
                return answer.isDone();
            });
            assertThat(answer.join()).startsWith("HTTP/1.1 408 ").contains("body did not come within 400 ms");
        }
        assertThat(door.requests).isEmpty();
    }

    private static String readToEnd(RawPeer peer) {
        try {
            return peer.readToEnd();
        } catch (IOException broken) {
            throw new java.io.UncheckedIOException(broken);
        }
    }

    @Test
    void aConnectionThatSaysNothingIsClosedWithoutAWord() throws IOException {
        reopen(RunningListener.hurried(200, 5_000, 60_000));
        try (RawPeer peer = new RawPeer(listener.port())) {
            assertThat(peer.readToEnd()).isEmpty();
        }
    }

    @Test
    void anIdleConnectionIsClosed() throws IOException {
        reopen(RunningListener.hurried(5_000, 5_000, 300));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/a")).readAnswer();
            assertThat(peer.readToEnd()).isEmpty();
        }
        await().until(() -> listener.connections() == 0);
    }

    @Test
    void deadlinesDoNotRunWhileARequestIsInService() throws IOException {
        reopen(RunningListener.hurried(200, 200, 60_000));
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/1") + "GET /v5/2 HTTP/1.1\r\nHo");
            listener.vertx().setTimer(600, late -> waiting.complete(FakeDoor.whole("1")));
            assertThat(peer.readAnswer()).startsWith("HTTP/1.1 200 ");
            assertThat(peer.send("st: gate\r\n\r\n").readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void moreConnectionsThanAllowedAreClosedAtOnce() throws IOException {
        reopen(new OpenConnections.Bounds(2, 64), IpAddress::isLoopback);
        try (RawPeer first = new RawPeer(listener.port());
                RawPeer second = new RawPeer(listener.port())) {
            first.send(RawPeer.get("/v5/a")).readAnswer();
            second.send(RawPeer.get("/v5/a")).readAnswer();
            try (RawPeer third = new RawPeer(listener.port())) {
                assertThat(third.readToEnd()).isEmpty();
            }
        }
        await().until(() -> listener.connections() == 0);
        try (RawPeer later = new RawPeer(listener.port())) {
            assertThat(later.send(RawPeer.get("/v5/a")).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void oneAddressMayNotHoldAllTheConnections() throws IOException {
        reopen(new OpenConnections.Bounds(100, 2), shared -> false);
        try (RawPeer first = new RawPeer(listener.port());
                RawPeer second = new RawPeer(listener.port())) {
            first.send(RawPeer.get("/v5/a")).readAnswer();
            second.send(RawPeer.get("/v5/a")).readAnswer();
            try (RawPeer third = new RawPeer(listener.port())) {
                assertThat(third.readToEnd()).isEmpty();
            }
            assertThat(first.send(RawPeer.get("/v5/b")).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
        await().until(() -> listener.connections() == 0);
        try (RawPeer later = new RawPeer(listener.port())) {
            assertThat(later.send(RawPeer.get("/v5/a")).readAnswer()).startsWith("HTTP/1.1 200 ");
        }
    }

    @Test
    void manyBotsOfOneMachineAreNotOneAddress() throws IOException {
        reopen(new OpenConnections.Bounds(100, 2), IpAddress::isLoopback);
        List<RawPeer> bots = new ArrayList<>();
        try {
            for (int i = 0; i < 20; i++) {
                bots.add(new RawPeer(listener.port()));
            }
            for (RawPeer bot : bots) {
                assertThat(bot.send(RawPeer.get("/v5/a")).readAnswer()).startsWith("HTTP/1.1 200 ");
            }
        } finally {
            for (RawPeer bot : bots) {
                bot.close();
            }
        }
    }

    @Test
    void aByteThatMustBeEncodedIsNamed() throws IOException {
        for (String query : List.of("x=\u00c3\u00a4", "x=\u0001", "x=\u007f", "x=a\tb")) {
            try (RawPeer peer = new RawPeer(listener.port())) {
                peer.send("GET /v5/a?" + query + " HTTP/1.1\r\nHost: gate\r\n\r\n");
                int at = query.equals("x=a\tb") ? 10 : 9;
                String hex = String.format("%02X", (int) query.charAt(at - 7));

                assertThat(peer.readToEnd())
                        .startsWith("HTTP/1.1 400 ")
                        .contains("byte " + at + " of path and query is 0x" + hex)
                        .contains("percent-encode it (%" + hex + ")");
            }
        }
        assertThat(door.requests).isEmpty();
    }

    @Test
    void whoeverLeavesInTheMiddleOfABodyLeavesNothingBehind() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("POST /v5/a HTTP/1.1\r\nHost: gate\r\nContent-Length: 10\r\n\r\n12345");
            await().until(() -> listener.connections() == 1);
        }
        await().until(() -> listener.connections() == 0);
        assertThat(door.requests).isEmpty();
    }

    @Test
    void aCallThatIsInServiceGoesOnWhenItsCallerLeaves() throws IOException {
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.post("/v5/a", "{}"));
            await().until(() -> door.requests.size() == 1);
        }
        await().until(() -> listener.connections() == 0);
        answer(waiting, "for nobody");
        try (RawPeer other = new RawPeer(listener.port())) {
            door.answers = request -> Future.succeededFuture(FakeDoor.whole("still here"));
            assertThat(other.send(RawPeer.get("/v5/b")).readAnswer()).endsWith("still here");
        }
    }

    @Test
    void aBugOfADoorIsA500WithoutItsWords() throws IOException {
        for (boolean thrown : new boolean[] {true, false}) {
            door.answers = request -> {
                if (thrown) {
                    throw new IllegalStateException("secret words");
                }
                return Future.failedFuture(new IllegalStateException("secret words"));
            };
            try (RawPeer peer = new RawPeer(listener.port())) {
                assertThat(peer.send(RawPeer.get("/v5/a")).readAnswer())
                        .startsWith("HTTP/1.1 500 ")
                        .contains("orderLinkId")
                        .doesNotContain("secret words")
                        .doesNotContain("IllegalState");
            }
        }
    }

    @Test
    void aLongAnswerFlowsAsFastAsItIsRead() throws Exception {
        FakeStream stream = new FakeStream(listener.vertx(), 64 << 10, 256);
        door.answers = request ->
                Future.succeededFuture(new RawAnswer.Flowing(200, List.of(), Buffer.buffer("begun;"), stream));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/list"));
            await().until(stream::isHeldUp);
            assertThat(stream.partsGiven()).isLessThan(256);

            peer.send("GET /v5/b HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n");
            assertThat(peer.readToEnd().length()).isGreaterThan(256 * (64 << 10));
        }
        assertThat(stream.partsGiven()).isEqualTo(256);
        assertThat(stream.isClosed()).isFalse();
    }

    @Test
    void aLongAnswerWhoseCallerLeavesIsClosedAtItsSource() throws Exception {
        FakeStream stream = new FakeStream(listener.vertx(), 64 << 10, 100_000);
        door.answers =
                request -> Future.succeededFuture(new RawAnswer.Flowing(200, List.of(), Buffer.buffer(), stream));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/list"));
            await().until(stream::isHeldUp);
        }
        await().until(stream::isClosed);
        assertThat(stream.partsGiven()).isLessThan(100_000);
    }

    @Test
    void aLongAnswerThatComesTooLateForItsCallerIsClosedAtItsSource() throws Exception {
        FakeStream stream = new FakeStream(listener.vertx(), 10, 10);
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/list"));
            await().until(() -> door.requests.size() == 1);
        }
        await().until(() -> listener.connections() == 0);
        listener.vertx()
                .runOnContext(now -> waiting.complete(new RawAnswer.Flowing(200, List.of(), Buffer.buffer(), stream)));
        await().until(stream::isClosed);
    }

    @Test
    void aLongAnswerThatBreaksOffIsNotMadeToLookWhole() throws Exception {
        FakeStream stream = new FakeStream(listener.vertx(), 10, 5).breakingOff();
        door.answers =
                request -> Future.succeededFuture(new RawAnswer.Flowing(200, List.of(), Buffer.buffer("x"), stream));

        assertThatThrownBy(() -> client().send(
                                HttpRequest.newBuilder(listener.uri("/v5/list")).build(), BodyHandlers.ofString()))
                .isInstanceOf(IOException.class);
    }

    @Test
    void stoppingLetsTheRequestInServiceFinishAndTakesNoNewOne() throws Exception {
        Promise<RawAnswer> waiting = Promise.promise();
        door.answers = request -> waiting.future();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/a"));
            await().until(() -> door.requests.size() == 1);
            Future<Void> stopped = listener.stop();
            await().untilAsserted(() ->
                    assertThatThrownBy(() -> new RawPeer(listener.port())).isInstanceOf(ConnectException.class));
            answer(waiting, "the last one");

            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 200 OK").endsWith("the last one");
            await().until(stopped::succeeded);
        }
    }

    @Test
    void unicodeBodiesPassByteForByte() throws Exception {
        String body = "{ \"note\" :\t\"тест-µ \uD83D\uDE80\",\r\n \"qty\":\"0.10\"}";
        client().send(
                        HttpRequest.newBuilder(listener.uri("/v5/a"))
                                .POST(BodyPublishers.ofString(body))
                                .build(),
                        BodyHandlers.discarding());

        assertThat(door.requests.get(0).body().getBytes()).isEqualTo(body.getBytes(UTF_8));
    }
}
