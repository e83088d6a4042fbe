package dev.portcullis.ledger;

import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** Records on their way to the disk, and the caller that waits for them, if one does. */
final class Pending {
    /** Queued, then taken by the writer, then decided; the deadline may decide at any time before. */
    private enum State {
        QUEUED,
        WRITING,
        DECIDED
    }

    private final List<LedgerRecord> records;
    private final long wallMillis;
    private final long monoNanos;
    private final @Nullable Executor home;
    private final LongConsumer recordedAt;
    private final Promise<Position> promise = Promise.promise();
    private final AtomicReference<State> state = new AtomicReference<>(State.QUEUED);

    private Pending(
            List<LedgerRecord> records,
            long wallMillis,
            long monoNanos,
            @Nullable Executor home,
            LongConsumer recordedAt) {
        this.records = records;
        this.wallMillis = wallMillis;
        this.monoNanos = monoNanos;
        this.home = home;
        this.recordedAt = recordedAt;
    }

    static Pending append(List<LedgerRecord> records, Executor home, long wallMillis, long monoNanos) {
        return new Pending(List.copyOf(records), wallMillis, monoNanos, home, seq -> {});
    }

    static Pending note(LedgerRecord record, long wallMillis, long monoNanos, LongConsumer recordedAt) {
        return new Pending(List.of(record), wallMillis, monoNanos, null, recordedAt);
    }

    List<LedgerRecord> records() {
        return records;
    }

    long wallMillis() {
        return wallMillis;
    }

    long monoNanos() {
        return monoNanos;
    }

    Future<Position> future() {
        return promise.future();
    }

    boolean isNote() {
        return home == null;
    }

    boolean isDecided() {
        return state.get() == State.DECIDED;
    }

    /** The writer takes it; false when its caller was refused while it stood in the queue. */
    boolean take() {
        return state.compareAndSet(State.QUEUED, State.WRITING);
    }

    /** The writer found no room for it: it stands in the line once more. */
    void backInLine() {
        state.compareAndSet(State.WRITING, State.QUEUED);
    }

    /** Tells the caller that all is durable; false when the deadline was faster and the caller was refused. */
    boolean confirm(Position last) {
        if (state.getAndSet(State.DECIDED) == State.DECIDED) {
            return false;
        }
        onHome(() -> promise.complete(last));
        return true;
    }

    /** The note is on disk, as the record of that number. */
    void recordedAt(long seq) {
        recordedAt.accept(seq);
    }

    /** Tells the caller that nothing may be sent; does nothing when it was told something before. */
    void refuse(String detail) {
        if (state.getAndSet(State.DECIDED) != State.DECIDED) {
            onHome(() -> promise.fail(new Rejection.NotSent(detail).asException()));
        }
    }

    /** Whether records that come too late must be called back; a cancel's may not, for it may have left before. */
    boolean isCalledBackWhenLate() {
        return !(records.get(0) instanceof LedgerRecord.Intent intent
                && intent.route().kind().isCancel());
    }

    /** Whether it must not be recorded into the reserve of a full disk: it would bring new risk to life. */
    boolean isForGoodTimes() {
        return records.get(0) instanceof LedgerRecord.Intent intent
                && !intent.route().kind().isCancel();
    }

    private void onHome(Runnable completion) {
        if (home == null) {
            return;
        }
        try {
            home.execute(completion);
        } catch (RejectedExecutionException loopHasClosed) {
            // the caller's loop has ended and its call with it: nobody is left to tell
            completion.run();
        }
    }
}
