package dev.portcullis.gate;

import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import io.vertx.core.Vertx;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.atomic.AtomicBoolean;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Raises that the ledger's disk has little room left; looks every ten seconds, off the event loops. */
final class LedgerAlerts {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerAlerts.class);
    private static final int ROUNDS_BETWEEN_LOOKS = 10;
    private static final String SUBJECT = "ledger";
    private static final long MEBIBYTE = 1 << 20;

    private final Vertx vertx;
    private final Path folder;
    private final long freeBytesMin;
    private final Alerts alerts;
    private final AtomicBoolean looking = new AtomicBoolean();
    private final AtomicBoolean blind = new AtomicBoolean();
    private int rounds;

    LedgerAlerts(Vertx vertx, Path folder, long freeBytesMin, Alerts alerts) {
        this.vertx = vertx;
        this.folder = folder;
        this.freeBytesMin = freeBytesMin;
        this.alerts = alerts;
    }

    /** To be called every second, always from the same thread. */
    void look() {
        if (rounds++ % ROUNDS_BETWEEN_LOOKS != 0 || !looking.compareAndSet(false, true)) {
            return;
        }
        vertx.executeBlocking(() -> Files.getFileStore(folder).getUsableSpace())
                .onSuccess(this::judge)
                .onFailure(this::notTold)
                .onComplete(done -> looking.set(false));
    }

    /** Said once until it can be told again; it changes no alert. */
    private void notTold(Throwable failed) {
        if (blind.compareAndSet(false, true)) {
            LOG.warn("the room on the ledger's disk cannot be told: {}", failed.toString());
        }
    }

    private void judge(long freeBytes) {
        blind.set(false);
        if (freeBytes >= freeBytesMin) {
            alerts.clear(AlertKind.LEDGER_NEARLY_FULL, SUBJECT);
            return;
        }
        alerts.raise(
                AlertKind.LEDGER_NEARLY_FULL,
                SUBJECT,
                "the ledger's disk has " + freeBytes / MEBIBYTE + " MiB left, less than the " + freeBytesMin / MEBIBYTE
                        + " MiB of alerts.ledger-free");
    }
}
