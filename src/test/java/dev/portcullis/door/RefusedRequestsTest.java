package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RefusedRequestsTest {
    private static final FakeDoor DOOR = new FakeDoor();
    private static RunningListener listener;

    static List<RefusedRequests> corpus() {
        return RefusedRequests.all();
    }

    @BeforeAll
    static void open() {
        listener = new RunningListener(RunningListener.USUAL, DOOR);
    }

    @AfterAll
    static void close() {
        await().until(() -> listener.connections() == 0);
        listener.close();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isAnsweredOnceAndNothingBehindItIsServed(RefusedRequests refused) throws IOException {
        DOOR.requests.clear();
        try (RawPeer peer = new RawPeer(listener.port())) {
            String answer =
                    peer.send(refused.bytes() + RawPeer.get("/v5/smuggled")).readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 " + refused.status() + " ").contains("\r\nConnection: close\r\n");
            assertThat(answer.split("(?m)^HTTP/1.1 [0-9]", -1)).as("answers").hasSize(2);
            assertThat(problemIn(answer).getString("detail")).isNotBlank();
        }
        assertThat(DOOR.requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void isRefusedAlsoWhenItComesInSinglePieces(RefusedRequests refused) throws IOException {
        DOOR.requests.clear();
        try (RawPeer peer = new RawPeer(listener.port())) {
            int cut = Math.min(refused.bytes().length() / 2, 40);
            peer.send(refused.bytes().substring(0, cut));
            peer.send(refused.bytes().substring(cut));
            peer.send(RawPeer.get("/v5/smuggled"));

            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 " + refused.status() + " ");
        }
        assertThat(DOOR.requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("corpus")
    void behindAGoodRequestOnlyTheGoodOneIsServed(RefusedRequests refused) throws IOException {
        DOOR.requests.clear();
        try (RawPeer peer = new RawPeer(listener.port())) {
            String answers = peer.send(RawPeer.get("/v5/good") + refused.bytes() + RawPeer.get("/v5/smuggled"))
                    .readToEnd();

            assertThat(answers)
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("served /v5/good")
                    .contains("HTTP/1.1 " + refused.status() + " ");
        }
        assertThat(DOOR.requests).extracting(RawRequest::path).containsExactly("/v5/good");
    }

    @Test
    void whatIsTooLongIsRefusedWithItsLimit() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/" + "a".repeat(9_000) + " HTTP/1.1\r\n");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 414 ").contains("8192 bytes");
        }
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/a HTTP/1.1\r\nHost: gate\r\nX-A: " + "a".repeat(17_000) + "\r\n\r\n");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 431 ").contains("16384 bytes");
        }
    }

    private static JsonObject problemIn(String answer) {
        return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
}
