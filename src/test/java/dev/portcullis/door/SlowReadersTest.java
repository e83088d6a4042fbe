package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Whoever asks and does not take the answer is cut off, so that it holds neither memory nor the exchange's line. */
final class SlowReadersTest {
    private static final ListenerLimits HURRIED = new ListenerLimits(
            8 << 10,
            16 << 10,
            64 << 10,
            Duration.ofSeconds(5),
            Duration.ofSeconds(2),
            Duration.ofMillis(700),
            Duration.ofSeconds(60));

    private final FakeDoor door = new FakeDoor();
    private final RunningListener listener = new RunningListener(HURRIED, door);

    @AfterEach
    void close() {
        listener.close();
    }

    @Test
    void anAnswerThatIsNotTakenEndsItsConnection() throws IOException {
        String large = "x".repeat(32 << 20);
        door.answers = request -> Future.succeededFuture(FakeDoor.whole(large));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/large"));
            await().until(() -> door.requests.size() == 1);
            await().atMost(Duration.ofSeconds(5)).until(() -> listener.connections() == 0);
        }
    }

    @Test
    void aStreamThatIsNotTakenIsClosedAtItsSource() throws IOException {
        FakeStream stream = new FakeStream(listener.vertx(), 64 << 10, 100_000);
        door.answers =
                request -> Future.succeededFuture(new RawAnswer.Flowing(200, List.of(), Buffer.buffer(), stream));
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/list"));
            await().until(stream::isHeldUp);
            await().atMost(Duration.ofSeconds(5)).until(stream::isClosed);
            assertThat(stream.partsGiven()).isLessThan(100_000);
            await().until(() -> listener.connections() == 0);
        }
    }

    @Test
    void aStreamThatIsTakenSlowlyButSteadilyGoesOn() throws IOException {
        FakeStream stream = new FakeStream(listener.vertx(), 64 << 10, 512);
        door.answers =
                request -> Future.succeededFuture(new RawAnswer.Flowing(200, List.of(), Buffer.buffer(), stream));
        long begun = System.nanoTime();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send("GET /v5/list HTTP/1.1\r\nHost: gate\r\nConnection: close\r\n\r\n");
            long read = 0;
            for (int part = peer.readSome(64 << 10); part > 0; part = peer.readSome(64 << 10)) {
                read += part;
                long slowly = begun + read * 40; // 40 ns a byte: 32 MiB take 1.3 s, twice the deadline
                await().pollInterval(Duration.ofMillis(1)).until(() -> System.nanoTime() >= slowly);
            }
            assertThat(read).isGreaterThan(512L * (64 << 10));
        }
        assertThat(System.nanoTime() - begun)
                .isGreaterThan(Duration.ofSeconds(1).toNanos());
        assertThat(stream.isClosed()).isFalse();
    }
}
