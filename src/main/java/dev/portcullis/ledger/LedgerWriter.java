package dev.portcullis.ledger;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import java.util.stream.Collectors;

/**
 * The one writer of a ledger, as a step function: {@link #step} takes what waits, chains, writes and syncs it as one
 * group, then tells the callers. It has no thread, no clock and no file of its own, so it replays under a seed; in the
 * gate a {@link LedgerThread} drives it.
 *
 * <p>The first failed write or sync is the last: the file is not touched again (a second sync may report success for
 * bytes that are gone), all that wait are refused, and the watcher is told once. A full disk is no failure, for space
 * is set aside before a record is written: then creates and amends are refused and the rest goes into the reserve.
 */
public final class LedgerWriter implements Ledger {
    /** Records of one group; beyond it the callers at the front would wait for those behind. */
    private static final int GROUP_MAX = 1_024;

    /** What a step has done. */
    public enum Progress {
        /** A group was written; there may be more. */
        WORKED,
        /** Nothing waited. */
        IDLE,
        /** The disk is full to the last byte: what waits is tried again a little later. */
        STUCK,
        /** The ledger is closed or has failed; there will be no further step. */
        ENDED
    }

    private final LedgerTail tail;
    private final Intake intake;
    private final Reserve reserve;
    private final LedgerSettings settings;
    private final LedgerTime time;
    private final LedgerWatcher watcher;
    private final Checkpoints checkpoints;
    private final Promise<Void> ended = Promise.promise();

    private boolean hasEnded;

    LedgerWriter(
            LedgerTail tail,
            Reserve reserve,
            LedgerSettings settings,
            LedgerTime time,
            LedgerWatcher watcher,
            CheckpointMaker checkpointMaker) {
        this.tail = tail;
        this.intake = new Intake(settings, time);
        this.reserve = reserve;
        this.settings = settings;
        this.time = time;
        this.watcher = watcher;
        this.checkpoints = checkpointMaker.make(tail.storeId(), tail.end(), this);
        intake.diskIsFull(reserve.isSpent());
    }

    @Override
    public Future<Position> append(List<LedgerRecord> records, Executor home) {
        if (records.isEmpty()) {
            throw new IllegalArgumentException("an append needs at least one record");
        }
        return intake.append(records, home);
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
        intake.note(record, recordedAt);
    }

    @Override
    public Optional<String> trouble() {
        return intake.trouble();
    }

    @Override
    public Future<Void> close() {
        intake.closeWith(new SystemRecord.Stop(), "the ledger is closed because the gate stops; nothing was sent");
        return ended.future();
    }

    /** What wakes the thread that steps, when an append has joined the line. */
    void onAppend(Runnable wake) {
        intake.onAppend(wake);
    }

    /** Whether a step would find something to do. */
    boolean hasWork() {
        return !intake.isEmpty() || intake.isClosed();
    }

    /** Writes one group. Called from one thread at a time, never from an event loop. */
    public Progress step() {
        if (hasEnded) {
            return Progress.ENDED;
        }
        try {
            lookForRoom();
            ArrayDeque<Pending> group = intake.take(GROUP_MAX);
            if (!group.isEmpty()) {
                return record(group);
            }
            return intake.isClosed() ? finish() : Progress.IDLE;
        } catch (IOException | RuntimeException e) {
            fail(e);
            return Progress.ENDED;
        }
    }

    private void lookForRoom() throws IOException {
        if (reserve.isSpent() && reserve.isKeptAgain()) {
            intake.diskIsFull(false);
            watcher.diskFull(false);
        }
    }

    private Progress record(Collection<Pending> group) throws IOException {
        LedgerTail.Mark before = tail.mark();
        try {
            rotateWhenFull();
            before = tail.mark();
            List<Written> written = new ArrayList<>(group.size());
            for (Pending pending : group) {
                written.add(add(pending));
            }
            tail.reserve();
            makeDurable(written);
            return Progress.WORKED;
        } catch (DiskFull full) {
            tail.backTo(before);
            return reserve.spend() ? recordFromReserve(group) : keepForLater(group, full);
        }
    }

    /** On a full disk the segment may grow past its size, for another file would cost more of what is left. */
    private void rotateWhenFull() throws IOException {
        if (tail.isSegmentFull() && !reserve.isSpent()) {
            int full = tail.segment();
            tail.rotate(time.wall().millis(), time.nanoTicker().getAsLong());
            watcher.sealed(full);
        }
    }

    private Progress recordFromReserve(Collection<Pending> group) throws IOException {
        intake.diskIsFull(true);
        watcher.diskFull(true);
        List<Pending> left = new ArrayList<>();
        for (Pending pending : group) {
            if (pending.isForGoodTimes()) {
                pending.refuse(Intake.DISK_FULL);
            } else {
                left.add(pending);
            }
        }
        return left.isEmpty() ? Progress.WORKED : record(left);
    }

    /** Not even the reserve is left: nobody waits any longer, and outcomes are kept in memory as far as they fit. */
    private Progress keepForLater(Collection<Pending> group, DiskFull full) throws DiskFull {
        if (intake.isClosed()) {
            throw full;
        }
        Map<Boolean, List<Pending>> byKind = group.stream().collect(Collectors.partitioningBy(Pending::isNote));
        byKind.getOrDefault(false, List.of()).forEach(append -> append.refuse(Intake.DISK_FULL));
        intake.putBack(byKind.getOrDefault(true, List.of()));
        return Progress.STUCK;
    }

    private void makeDurable(List<Written> written) throws IOException {
        tail.write();
        if (settings.sync() == SyncMode.GROUP) {
            sync(written.size());
        }
        written.forEach(this::confirm);
    }

    private Written add(Pending pending) {
        long firstSeq = tail.seq() + 1;
        Position last = tail.end();
        for (LedgerRecord record : pending.records()) {
            last = tail.add(record, pending.wallMillis(), pending.monoNanos());
        }
        return new Written(pending, firstSeq, last);
    }

    private void sync(int records) throws IOException {
        long startedNanos = time.nanoTicker().getAsLong();
        tail.sync();
        watcher.synced(time.nanoTicker().getAsLong() - startedNanos, records);
        checkpoints.durable(tail.segment(), tail.seq(), tail.head());
    }

    private void confirm(Written written) {
        Pending pending = written.pending;
        if (pending.isNote()) {
            pending.recordedAt(written.last.seq());
        } else if (!pending.confirm(written.last) && pending.isCalledBackWhenLate()) {
            note(new SystemRecord.Dropped(pending.records().get(0).requestId(), written.firstSeq, written.last.seq()));
        }
    }

    private Progress finish() throws IOException {
        sync(0);
        checkpoints.close();
        tail.close();
        hasEnded = true;
        ended.complete();
        return Progress.ENDED;
    }

    private void fail(Exception cause) {
        hasEnded = true;
        intake.fail("the ledger could not be written (" + cause.getMessage()
                + "), so nothing was sent; the gate stops and recovers from the disk when it starts again");
        watcher.failed(cause);
        ended.tryFail(cause);
        checkpoints.close();
    }

    /** Records that are on disk, and where. */
    private record Written(Pending pending, long firstSeq, Position last) {}
}
