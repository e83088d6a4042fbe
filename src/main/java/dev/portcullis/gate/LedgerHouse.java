package dev.portcullis.gate;

import dev.portcullis.config.Settings;
import dev.portcullis.ledger.CheckpointKey;
import dev.portcullis.ledger.DiskFolder;
import dev.portcullis.ledger.DiskSegments;
import dev.portcullis.ledger.LedgerReader;
import dev.portcullis.ledger.LedgerSettings;
import dev.portcullis.ledger.LedgerStart;
import dev.portcullis.ledger.LedgerThread;
import dev.portcullis.ledger.LedgerTime;
import dev.portcullis.ledger.LedgerWatcher;
import dev.portcullis.ledger.LedgerWriter;
import dev.portcullis.ledger.SyncMode;
import dev.portcullis.metrics.Meters;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running ledger and its folder. */
final class LedgerHouse {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerHouse.class);
    private static final int APPENDS_WAITING_MAX = 8_192;

    private final LedgerWriter writer;
    private final LedgerReader reader;

    private LedgerHouse(LedgerWriter writer, LedgerReader reader) {
        this.writer = writer;
        this.reader = reader;
    }

    /**
     * Takes the folder, chains a new boot on and starts the writer's thread. Blocks on the disk.
     *
     * @param whenFailed called once when a write or a sync has failed
     */
    static LedgerHouse open(
            DataDirectory data,
            Settings.Ledger settings,
            LedgerTime time,
            SecureRandom random,
            Meters meters,
            Runnable whenFailed)
            throws IOException {
        LedgerSettings bounds = new LedgerSettings(
                settings.sync() == Settings.LedgerSync.OS ? SyncMode.OS : SyncMode.GROUP,
                settings.segmentBytesMax(),
                APPENDS_WAITING_MAX,
                settings.deadline().toNanos());
        Path folder = data.ledger();
        CheckpointKey key = CheckpointKey.read(data.checkpointKey());
        LedgerWriter writer = new LedgerStart(DiskFolder.lock(folder), bounds, time, random)
                .signing(new LedgerStart.Signing(key, folder, Optional.empty()))
                .open(Version.TEXT, watcher(meters, whenFailed));
        LedgerThread.start(writer);
        return new LedgerHouse(writer, new LedgerReader(new DiskSegments(folder)));
    }

    private static LedgerWatcher watcher(Meters meters, Runnable whenFailed) {
        return new LedgerWatcher() {
            @Override
            public void failed(Throwable cause) {
                LOG.error("the ledger has failed; no order is taken any more and the gate stops", cause);
                whenFailed.run();
            }

            @Override
            public void synced(long tookNanos, int records) {
                meters.ledgerSync(tookNanos);
            }
        };
    }

    LedgerWriter writer() {
        return writer;
    }

    /** Reads what is on disk; blocks. */
    LedgerReader reader() {
        return reader;
    }
}
