package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.door.PeerFleet.Ended;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/** Many peers that mean ill at once. */
@Tag("once")
final class HostilePeersTest {
    private static final int OF_EACH_KIND = 500;
    private static final int DEADLINE_MILLIS = 1_500;
    private static final int DRIPS_EVERY_MILLIS = 300;
    /** For a machine that is busy with other things; far below what an attacker would like. */
    private static final int PATIENCE_MILLIS = 2_500;

    private final FakeDoor door = new FakeDoor();

    @Test
    void aThousandSlowOnesAreCutInTimeWhileGoodOnesAreServed() throws IOException {
        ListenerLimits limits = RunningListener.hurried(DEADLINE_MILLIS, DEADLINE_MILLIS, 60_000);
        try (RunningListener listener = new RunningListener(limits, door);
                PeerFleet fleet = new PeerFleet(listener.port())) {
            List<Future<Ended>> slow = new ArrayList<>();
            for (int i = 0; i < OF_EACH_KIND; i++) {
                slow.add(later(
                        fleet,
                        i,
                        () -> fleet.drip("POST /v5/a HTTP/1.1\r\nHost: gate\r\nX-Slow: ", DRIPS_EVERY_MILLIS)));
                slow.add(later(
                        fleet,
                        i,
                        () -> fleet.drip(
                                "POST /v5/a HTTP/1.1\r\nHost: gate\r\nContent-Length: 1000\r\n\r\n{",
                                DRIPS_EVERY_MILLIS)));
            }
            Good good = Good.until(Future.join(slow), listener.port());

            assertThat(slow).extracting(Future::result).allSatisfy(HostilePeersTest::wasCutInTime);
            assertThat(good.served()).isGreaterThan(100);
            assertThat(good.longestWaitMillis()).isLessThan(PATIENCE_MILLIS);
            assertThat(door.requests).hasSize(good.served());
            await().until(() -> listener.connections() == 0);
        }
    }

    private static Future<Ended> later(PeerFleet fleet, long afterMillis, Supplier<Future<Ended>> attack) {
        Promise<Ended> ended = Promise.promise();
        fleet.later(afterMillis, () -> attack.get().onComplete(ended));
        return ended.future();
    }

    private static void wasCutInTime(Ended ended) {
        assertThat(ended.hung()).isFalse();
        assertThat(ended.received()).startsWith("HTTP/1.1 408 ").contains("within " + DEADLINE_MILLIS + " ms");
        assertThat(ended.lastedMillis()).isBetween(DEADLINE_MILLIS - 50L, (long) DEADLINE_MILLIS + PATIENCE_MILLIS);
    }

    /** How a caller fared that did all as it should. */
    private record Good(int served, long longestWaitMillis) {
        static Good until(Future<?> over, int port) throws IOException {
            int served = 0;
            long longestNanos = 0;
            try (RawPeer good = new RawPeer(port)) {
                while (!over.isComplete()) {
                    long begun = System.nanoTime();
                    assertThat(good.send(RawPeer.post("/v5/good", "{}")).readAnswer())
                            .endsWith("served /v5/good");
                    longestNanos = Math.max(longestNanos, System.nanoTime() - begun);
                    served++;
                }
            }
            return new Good(served, TimeUnit.NANOSECONDS.toMillis(longestNanos));
        }
    }

    @Test
    void whatTheyDoFillsNoLog() throws IOException {
        try (LoudLog log = new LoudLog()) {
            try (RunningListener listener = new RunningListener(RunningListener.hurried(150, 150, 60_000), door)) {
                for (Seed refused : Seed.refused()) {
                    try (RawPeer peer = new RawPeer(listener.port())) {
                        peer.send(refused.bytes()).readToEnd();
                    }
                }
                leaveInTheMiddle(listener.port());
                resetBehindARequestInService(listener);
            }
            assertThat(log.lines()).isEmpty();
            assertThat(log.quietLines()).isGreaterThan(100);
        }
    }

    private static void leaveInTheMiddle(int port) throws IOException {
        for (String begun :
                new String[] {"GET /v5/a HT", RawPeer.post("/v5/a", "{}{}").replaceAll(".$", "")}) {
            try (RawPeer peer = new RawPeer(port)) {
                peer.send(begun);
            }
        }
        try (RawPeer last = new RawPeer(port)) {
            last.send(RawPeer.get("/v5/a")).readAnswer();
        }
    }

    /** Vert.x 5.0.12 fails with a NullPointerException on it when it is told of the reset. */
    private void resetBehindARequestInService(RunningListener listener) throws IOException {
        Promise<RawAnswer> never = Promise.promise();
        door.answers = request -> never.future();
        int before = door.requests.size();
        try (RawPeer peer = new RawPeer(listener.port())) {
            peer.send(RawPeer.get("/v5/1") + RawPeer.get("/v5/2") + RawPeer.get("/v5/3"));
            await().until(() -> door.requests.size() == before + 1);
            peer.reset();
        }
        await().atMost(Duration.ofSeconds(10)).until(() -> listener.connections() == 0);
        assertThat(door.requests).hasSize(before + 1);
    }
}
