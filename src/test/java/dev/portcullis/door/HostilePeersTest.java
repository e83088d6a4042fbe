package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.slf4j.LoggerFactory;

/** Many peers that mean ill at once. */
class HostilePeersTest {
    private static final int OF_EACH_KIND = 60;

    private final FakeDoor door = new FakeDoor();

    @Test
    void slowOnesAreCutWhileGoodOnesAreServed() throws IOException {
        ListenerLimits limits = new ListenerLimits(
                8 << 10,
                16 << 10,
                64 << 10,
                Duration.ofMillis(900),
                Duration.ofMillis(900),
                Duration.ofSeconds(10),
                Duration.ofSeconds(60));
        List<RawPeer> slow = new ArrayList<>();
        try (RunningListener listener = new RunningListener(limits, door)) {
            for (int i = 0; i < OF_EACH_KIND; i++) {
                slow.add(new RawPeer(listener.port()).send("POST /v5/a HTTP/1.1\r\nHost: ga"));
                slow.add(new RawPeer(listener.port())
                        .send("POST /v5/a HTTP/1.1\r\nHost: gate\r\nContent-Length: 100\r\n\r\n{"));
            }
            CompletableFuture<List<String>> cut = CompletableFuture.supplyAsync(() -> lastWordsOf(slow));
            int served = serveUntil(cut, listener.port());

            assertThat(served).isPositive();
            assertThat(cut.join()).hasSize(2 * OF_EACH_KIND).allMatch(words -> words.startsWith("HTTP/1.1 408 "));
            assertThat(door.requests).hasSize(served);
        } finally {
            for (RawPeer peer : slow) {
                peer.close();
            }
        }
    }

    private static List<String> lastWordsOf(List<RawPeer> peers) {
        return peers.stream().map(HostilePeersTest::readToEnd).collect(Collectors.toList());
    }

    private static String readToEnd(RawPeer peer) {
        try {
            return peer.readToEnd();
        } catch (IOException broken) {
            return broken.toString();
        }
    }

    private static int serveUntil(CompletableFuture<?> over, int port) throws IOException {
        int served = 0;
        try (RawPeer good = new RawPeer(port)) {
            while (!over.isDone()) {
                assertThat(good.send(RawPeer.post("/v5/good", "{}")).readAnswer())
                        .endsWith("served /v5/good");
                served++;
            }
        }
        return served;
    }

    @Test
    void whatTheyDoFillsNoLog() throws IOException {
        Logger all = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        all.addAppender(log);
        Logger gate = (Logger) LoggerFactory.getLogger("dev.portcullis");
        Level usual = gate.getLevel();
        gate.setLevel(Level.DEBUG);
        try (RunningListener listener = new RunningListener(RunningListener.hurried(150, 150, 60_000), door)) {
            for (RefusedRequests refused : RefusedRequests.all()) {
                try (RawPeer peer = new RawPeer(listener.port())) {
                    peer.send(refused.bytes()).readToEnd();
                }
            }
            leaveInTheMiddle(listener.port());
        } finally {
            all.detachAppender(log);
            gate.setLevel(usual);
        }
        assertThat(log.list)
                .filteredOn(event -> event.getLevel().isGreaterOrEqual(Level.INFO))
                .extracting(ILoggingEvent::getFormattedMessage)
                .isEmpty();
        assertThat(log.list)
                .filteredOn(event -> event.getLoggerName().startsWith("dev.portcullis"))
                .isNotEmpty()
                .allMatch(event -> event.getThrowableProxy() == null);
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
}
