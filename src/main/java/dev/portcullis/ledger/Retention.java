package dev.portcullis.ledger;

import io.vertx.core.Future;
import java.io.IOException;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.Executor;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Deletes the oldest segments once their time is over: a signed record says so first, so that a verification knows
 * where the chain begins. A segment in which a create without outcome stands stays, and all behind it.
 */
public final class Retention {
    private static final Logger LOG = LoggerFactory.getLogger(Retention.class);

    /**
     * Each sealed segment lets at most so many go: a host's clock that jumps years ahead must not cost the whole past.
     */
    private static final int SEGMENTS_AT_ONCE = 2;

    private final LedgerFolder folder;
    private final PastOrders past;
    private final Rule rule;
    private final Ledger ledger;
    private final Executor disk;

    /**
     * How long, by whose clock, and who signs for it.
     *
     * @param keep counted from a segment's last record
     */
    public record Rule(Duration keep, InstantSource wall, CheckpointKey key) {}

    /** @param disk runs what blocks; one task at a time */
    public Retention(LedgerFolder folder, PastOrders past, Rule rule, Ledger ledger, Executor disk) {
        this.folder = folder;
        this.past = past;
        this.rule = rule;
        this.ledger = ledger;
        this.disk = disk;
    }

    /**
     * Retires what may go, and says how many segments went; to be called on {@code disk} after a segment was sealed.
     */
    public Future<Integer> retire() {
        return retireFrom(0);
    }

    private Future<Integer> retireFrom(int gone) {
        try {
            Optional<IndexFooter> oldest = past.oldestThatMayGo().filter(this::isOver);
            if (gone == SEGMENTS_AT_ONCE || oldest.isEmpty()) {
                return Future.succeededFuture(gone);
            }
            return retire(oldest.get()).compose(done -> retireFrom(gone + 1));
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }

    private boolean isOver(IndexFooter segment) {
        return segment.lastWallMillis() < rule.wall.millis() - rule.keep.toMillis();
    }

    private Future<Void> retire(IndexFooter segment) throws IOException {
        LedgerEntry next = LedgerEntry.at(folder, new Place(segment.segment() + 1, 0));
        boolean namesTheKey = next.record() instanceof SystemRecord.Segment first
                && rule.key.publicText().equals(first.publicKey());
        if (!namesTheKey) {
            return Future.failedFuture(new IOException(SegmentName.of(segment.segment() + 1)
                    + " does not name the checkpoint key in its first record, so the ledger cannot begin there"));
        }
        String storeId = ((SystemRecord.Segment) next.record()).storeId();
        String signature = rule.key.signRetirement(storeId, segment.lastSeq(), segment.head());
        SystemRecord.Retired record = new SystemRecord.Retired(
                segment.segment(), segment.lastSeq(), segment.head().toString(), signature);
        return ledger.append(record, disk).compose(durable -> delete(segment));
    }

    private Future<Void> delete(IndexFooter segment) {
        try {
            past.forget(segment.segment());
            folder.delete(segment.segment());
            LOG.info(
                    "{} was retired: its last record is older than ledger.retention",
                    SegmentName.of(segment.segment()));
            return Future.succeededFuture();
        } catch (IOException e) {
            return Future.failedFuture(e);
        }
    }
}
