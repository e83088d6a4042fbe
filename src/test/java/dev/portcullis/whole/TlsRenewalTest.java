package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.AppenderBase;
import dev.portcullis.tls.TestPki;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Certificates change under a running gate: good ones are served, broken ones change nothing. */
@Timeout(90)
final class TlsRenewalTest {
    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private final TestPki pki = new TestPki("Desk CA");
    private final TestPki next = new TestPki("Next Desk CA");

    @TempDir
    Path folder;

    /** Keeps what the gate logs of its certificates. */
    private static final class Kept extends AppenderBase<ILoggingEvent> {
        final List<ILoggingEvent> events = new CopyOnWriteArrayList<>();

        @Override
        protected void append(ILoggingEvent event) {
            events.add(event);
        }

        boolean has(Level level, String words) {
            return events.stream()
                    .anyMatch(event -> event.getLevel().equals(level)
                            && event.getFormattedMessage().contains(words));
        }
    }

    @Test
    void aBrokenPairKeepsTheOldOneAndAGoodOneServesNewConnections() throws Exception {
        Kept log = new Kept();
        Logger logger = (Logger) LoggerFactory.getLogger("dev.portcullis.gate.DoorTls");
        log.start();
        logger.addAppender(log);
        Path certificate = folder.resolve("gate.crt");
        Path key = folder.resolve("gate.key");
        TestPki.Leaf own = pki.leaf("127.0.0.1", TestPki.Life.NOW);
        own.writeCertificate(certificate);
        own.writeKey(key);

        try (RunningGate gate =
                RunningGate.with(folder, "listen.tls: { certificate: %s, key: %s }".formatted(certificate, key))) {
            Bot old = gate.bot("bot1", "read", "trade").by(pki.context(null));
            assertThat(old.create("before").outcome()).isEqualTo("acked");

            TestPki.Leaf renewed = next.leaf("127.0.0.1", TestPki.Life.NOW);
            renewed.writeCertificate(certificate);
            await().atMost(PATIENCE).until(() -> log.has(Level.ERROR, "does not fit the certificate"));
            assertThat(log.has(Level.ERROR, "listen.tls.key = \"" + key + "\"")).isTrue();
            assertThat(gate.bot("bot2", "read", "trade")
                            .by(pki.context(null))
                            .create("under-the-old-one")
                            .outcome())
                    .isEqualTo("acked");

            renewed.writeKey(key);
            Bot fresh = gate.bot("bot3", "read", "trade");
            await().atMost(PATIENCE)
                    .ignoreExceptionsInstanceOf(SSLException.class)
                    .until(() -> fresh.by(next.context(null)).create("after").outcome(), "acked"::equals);
            assertThat(old.create("on-the-old-connection").outcome()).isEqualTo("acked");
        } finally {
            logger.detachAppender(log);
        }
        assertThat(Files.exists(folder.resolve("data").resolve("gate.json"))).isFalse();
    }
}
