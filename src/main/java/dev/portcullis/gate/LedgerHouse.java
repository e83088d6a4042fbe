package dev.portcullis.gate;

import dev.portcullis.config.Settings;
import dev.portcullis.ledger.CheckpointKey;
import dev.portcullis.ledger.DiskFolder;
import dev.portcullis.ledger.DiskIndexes;
import dev.portcullis.ledger.DiskSegments;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerFolder;
import dev.portcullis.ledger.LedgerReader;
import dev.portcullis.ledger.LedgerSettings;
import dev.portcullis.ledger.LedgerStart;
import dev.portcullis.ledger.LedgerThread;
import dev.portcullis.ledger.LedgerTime;
import dev.portcullis.ledger.LedgerWatcher;
import dev.portcullis.ledger.LedgerWriter;
import dev.portcullis.ledger.PastOrders;
import dev.portcullis.ledger.Retention;
import dev.portcullis.ledger.SyncMode;
import dev.portcullis.metrics.Meters;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The running ledger and its folder. */
final class LedgerHouse {
    private static final Logger LOG = LoggerFactory.getLogger(LedgerHouse.class);
    private static final int APPENDS_WAITING_MAX = 8_192;

    private final Ledger writer;
    private final LedgerReader reader;
    private final PastOrders past;
    private final LedgerUpkeep upkeep;

    private LedgerHouse(Ledger writer, LedgerReader reader, PastOrders past, LedgerUpkeep upkeep) {
        this.writer = writer;
        this.reader = reader;
        this.past = past;
        this.upkeep = upkeep;
    }

    /**
     * Takes the folder, learns its past, chains a new boot on and starts the writer's thread. Blocks on the disk.
     *
     * @param whenFailed called once when a write or a sync has failed
     */
    static LedgerHouse open(
            DataDirectory data,
            Settings.Ledger settings,
            LedgerTime time,
            SecureRandom random,
            Meters meters,
            Seams seams,
            Runnable whenFailed)
            throws IOException {
        CheckpointKey key = CheckpointKey.read(data.checkpointKey());
        LedgerFolder folder = seams.folder().apply(DiskFolder.lock(data.ledger()));
        LedgerUpkeep upkeep = new LedgerUpkeep();
        PastOrders past = pastOf(folder, data, upkeep);
        Events events = new Events(meters, whenFailed);
        LedgerWriter writer = new LedgerStart(folder, boundsOf(settings), time, random)
                .signing(new LedgerStart.Signing(key, data.ledger(), settings.witness()))
                .open(Version.TEXT, events);
        Retention retention = new Retention(
                folder, past, new Retention.Rule(settings.retention(), time.wall(), key), writer, upkeep.upkeep());
        events.whenSealed = () -> upkeep.sealed(past, retention);
        LedgerThread.start(writer);
        return new LedgerHouse(
                seams.ledger().apply(writer), new LedgerReader(new DiskSegments(data.ledger())), past, upkeep);
    }

    private static PastOrders pastOf(LedgerFolder folder, DataDirectory data, LedgerUpkeep upkeep) throws IOException {
        try {
            return PastOrders.open(folder, new DiskIndexes(data.ledger()), upkeep.lookUps());
        } catch (IOException e) {
            folder.close();
            throw e;
        }
    }

    private static LedgerSettings boundsOf(Settings.Ledger settings) {
        return new LedgerSettings(
                settings.sync() == Settings.LedgerSync.OS ? SyncMode.OS : SyncMode.GROUP,
                settings.segmentBytesMax(),
                APPENDS_WAITING_MAX,
                settings.deadline().toNanos());
    }

    /** What the ledger's thread tells. */
    private static final class Events implements LedgerWatcher {
        private final Meters meters;
        private final Runnable whenFailed;
        private volatile Runnable whenSealed = () -> {};

        private Events(Meters meters, Runnable whenFailed) {
            this.meters = meters;
            this.whenFailed = whenFailed;
        }

        @Override
        public void failed(Throwable cause) {
            LOG.error("the ledger has failed; no order is taken any more and the gate stops", cause);
            whenFailed.run();
        }

        @Override
        public void synced(long tookNanos, int records) {
            meters.ledgerSync(tookNanos);
        }

        @Override
        public void sealed(int segment) {
            whenSealed.run();
        }

        @Override
        public void diskFull(boolean full) {
            if (full) {
                LOG.warn("the disk of the ledger is full: no create or amend is taken until there is room again");
            } else {
                LOG.info("the disk of the ledger has room again: creates and amends are taken");
            }
        }
    }

    Ledger writer() {
        return writer;
    }

    /** Reads what is on disk; blocks. */
    LedgerReader reader() {
        return reader;
    }

    /** The orders of sealed segments: what a start must know of them, and look-ups off the event loops. */
    PastOrders past() {
        return past;
    }

    /** What is to be done, off the loops, whenever the past has been learnt of a further segment. */
    void whenIndexed(Runnable action) {
        upkeep.whenIndexed(action);
    }

    /** Records what waits and gives the folder back. */
    Future<Void> close() {
        return writer.close().onComplete(closed -> upkeep.close(past));
    }
}
