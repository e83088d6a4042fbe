package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Every seed of the corpus meets its fate, alone, in pieces, and behind a good request. */
@Tag("once")
final class SeedsTest {
    private static final FakeDoor DOOR = new FakeDoor();
    private static RunningListener listener;

    static List<Seed> refused() {
        return Seed.refused();
    }

    static List<Seed> served() {
        return Seed.of("served");
    }

    static List<Seed> unknown() {
        return Seed.of("unknown");
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

    @BeforeEach
    void forget() {
        DOOR.requests.clear();
    }

    @Test
    void theCorpusIsLargeAndEachOfItsSeedsIsItsOwn() {
        List<Seed> all = Seed.all();

        assertThat(all).hasSizeGreaterThanOrEqualTo(300);
        assertThat(all).extracting(Seed::name).doesNotHaveDuplicates();
        assertThat(all).extracting(Seed::bytes).doesNotHaveDuplicates();
        assertThat(all).extracting(Seed::fate).allMatch(fate -> fate.matches("4..|505|served|unknown|unfinished"));
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isAnsweredOnceAndNothingBehindItIsServed(Seed seed) throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            String answer =
                    peer.send(seed.bytes() + RawPeer.get("/v5/smuggled")).readToEnd();

            assertThat(answer).startsWith("HTTP/1.1 " + seed.fate() + " ").contains("\r\nConnection: close\r\n");
            assertThat(answer.split("(?m)^HTTP/1.1 [0-9]", -1)).as("answers").hasSize(2);
            assertThat(problemIn(answer).getString("detail")).isNotBlank();
        }
        assertThat(DOOR.requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void isRefusedAlsoWhenItComesInSinglePieces(Seed seed) throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            int cut = Math.min(seed.bytes().length() / 2, 40);
            peer.send(seed.bytes().substring(0, cut));
            peer.send(seed.bytes().substring(cut));
            peer.send(RawPeer.get("/v5/smuggled"));

            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 " + seed.fate() + " ");
        }
        assertThat(DOOR.requests).isEmpty();
    }

    @ParameterizedTest
    @MethodSource("refused")
    void behindAGoodRequestOnlyTheGoodOneIsServed(Seed seed) throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            String answers = peer.send(RawPeer.get("/v5/good") + seed.bytes() + RawPeer.get("/v5/smuggled"))
                    .readToEnd();

            assertThat(answers)
                    .startsWith("HTTP/1.1 200 OK")
                    .contains("served /v5/good")
                    .contains("HTTP/1.1 " + seed.fate() + " ");
        }
        assertThat(DOOR.requests).extracting(RawRequest::path).containsExactly("/v5/good");
    }

    @ParameterizedTest
    @MethodSource("served")
    void isServedOnceAndTheConnectionGoesOn(Seed seed) throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            assertThat(peer.send(seed.bytes()).readAnswer()).startsWith("HTTP/1.1 200 OK");
            assertThat(peer.send(RawPeer.get("/v5/next")).readAnswer()).endsWith("served /v5/next");
        }
        assertThat(DOOR.requests).hasSize(2);
    }

    @ParameterizedTest
    @MethodSource("unknown")
    void isNotFoundAndTheConnectionGoesOn(Seed seed) throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            assertThat(peer.send(seed.bytes()).readAnswer()).startsWith("HTTP/1.1 404 ");
            assertThat(peer.send(RawPeer.get("/v5/next")).readAnswer()).endsWith("served /v5/next");
        }
        assertThat(DOOR.requests).hasSize(1);
    }

    @Test
    void whatIsCutOffIsEndedAtItsDeadlineAndNeverServed() throws IOException {
        FakeDoor door = new FakeDoor();
        List<RawPeer> peers = new ArrayList<>();
        try (RunningListener hurried = new RunningListener(RunningListener.hurried(400, 400, 60_000), door)) {
            for (Seed seed : Seed.of("unfinished")) {
                peers.add(new RawPeer(hurried.port()).send(seed.bytes()));
            }
            for (RawPeer peer : peers) {
                assertThat(peer.readToEnd()).startsWith("HTTP/1.1 408 ").contains("within 400 ms");
            }
        } finally {
            for (RawPeer peer : peers) {
                peer.close();
            }
        }
        assertThat(door.requests).isEmpty();
    }

    @Test
    void whatIsTooLongIsRefusedWithItsLimit() throws IOException {
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/" + "a".repeat(9_000) + " HTTP/1.1\r\n");
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 414 ").contains("8192 bytes");
        }
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("A".repeat(9_000));
            assertThat(peer.readToEnd()).startsWith("HTTP/1.1 414 ");
        }
        for (String header : List.of("X-A: " + "a".repeat(17_000), "a:1\r\n".repeat(5_000), "a".repeat(17_000))) {
            try (RawPeer peer = new RawPeer(listener.port())) {
                peer.send("GET /v5/a HTTP/1.1\r\nHost: gate\r\n" + header + "\r\n\r\n");
                assertThat(peer.readToEnd()).startsWith("HTTP/1.1 431 ").contains("16384 bytes");
            }
        }
        assertThat(DOOR.requests).isEmpty();
    }

    private static JsonObject problemIn(String answer) {
        return new JsonObject(answer.substring(answer.indexOf("\r\n\r\n") + 4));
    }
}
