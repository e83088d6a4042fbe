package dev.portcullis.ledger;

import io.vertx.core.Future;
import java.util.ArrayDeque;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;
import org.jspecify.annotations.Nullable;

/** The bounded line of records before the writer; any thread may join it, the deadline thins it out. */
final class Intake {
    /** What a refused create, amend or change of settings is told while the disk is full. */
    static final String DISK_FULL = "the disk of the data directory is full, so nothing was sent; make room there"
            + " (df -h shows it) and creates and amends are taken again by themselves; cancels go on meanwhile";

    private final LedgerSettings settings;
    private final LedgerTime time;

    // behind one short lock: arithmetic only
    private final Object lock = new Object();
    private ArrayDeque<Pending> line = new ArrayDeque<>();
    private final ArrayDeque<Pending> undecided = new ArrayDeque<>();
    private long notesLost;
    private boolean timerArmed;
    private boolean stalled;
    private boolean diskFull;
    private @Nullable String closedBecause;
    private volatile Runnable writerWake = () -> {};

    Intake(LedgerSettings settings, LedgerTime time) {
        this.settings = settings;
        this.time = time;
    }

    /** What wakes an idle writer when an append has joined the line. */
    void onAppend(Runnable wake) {
        writerWake = wake;
    }

    Future<Position> append(List<LedgerRecord> records, Executor home) {
        Pending pending;
        String refusal;
        boolean armTimer = false;
        synchronized (lock) {
            pending = Pending.append(
                    records, home, time.wall().millis(), time.nanoTicker().getAsLong());
            dropDecided();
            refusal = diskFull && pending.isForGoodTimes() ? DISK_FULL : refusal();
            if (refusal == null) {
                line.add(pending);
                undecided.add(pending);
                armTimer = !timerArmed;
                timerArmed = true;
            }
        }
        if (refusal != null) {
            pending.refuse(refusal);
            return pending.future();
        }
        if (armTimer) {
            time.timers().after(settings.appendDeadlineNanos(), this::refuseOverdue);
        }
        writerWake.run();
        return pending.future();
    }

    /** Counts what finds no room, or comes when nothing is taken any more. */
    void note(LedgerRecord record, LongConsumer recordedAt) {
        synchronized (lock) {
            if (closedBecause != null || line.size() >= notesWaitingMax()) {
                notesLost++;
                return;
            }
            line.add(
                    Pending.note(record, time.wall().millis(), time.nanoTicker().getAsLong(), recordedAt));
        }
    }

    /** Takes up to {@code max} from the front of the line; those refused meanwhile are left out. */
    ArrayDeque<Pending> take(int max) {
        ArrayDeque<Pending> taken = new ArrayDeque<>();
        synchronized (lock) {
            stalled = false; // the writer is back from the disk
            noteWhatWasLost();
            while (taken.size() < max && !line.isEmpty()) {
                Pending next = line.remove();
                if (next.take()) {
                    taken.add(next);
                }
            }
        }
        return taken;
    }

    /** Puts notes that found no room back to the front of the line, in their order. */
    void putBack(List<Pending> notes) {
        synchronized (lock) {
            for (int i = notes.size() - 1; i >= 0; i--) {
                notes.get(i).backInLine();
                line.addFirst(notes.get(i));
            }
        }
    }

    /** From now on only what a full disk may still record is taken, or everything again. */
    void diskIsFull(boolean full) {
        synchronized (lock) {
            diskFull = full;
        }
    }

    /** Takes nothing more after {@code last}; what stands in the line is still written. */
    void closeWith(LedgerRecord last, String why) {
        synchronized (lock) {
            if (closedBecause == null) {
                noteWhatWasLost();
                line.add(Pending.note(
                        last, time.wall().millis(), time.nanoTicker().getAsLong(), Intake::tellNobody));
                closedBecause = why;
            }
        }
        writerWake.run();
    }

    boolean isClosed() {
        synchronized (lock) {
            return closedBecause != null;
        }
    }

    /** Takes nothing more and refuses all that wait. */
    void fail(String why) {
        ArrayDeque<Pending> refused;
        synchronized (lock) {
            closedBecause = why;
            refused = new ArrayDeque<>(undecided);
            undecided.clear();
            line = new ArrayDeque<>();
        }
        refused.forEach(p -> p.refuse(why));
    }

    boolean isEmpty() {
        synchronized (lock) {
            return line.isEmpty();
        }
    }

    Optional<String> trouble() {
        synchronized (lock) {
            if (closedBecause != null) {
                return Optional.of(closedBecause);
            }
            if (diskFull) {
                return Optional.of(DISK_FULL);
            }
            dropDecided();
            return stalled ? Optional.of(overdue()) : Optional.ofNullable(refusal());
        }
    }

    /** Refuses every append that has waited too long, wherever its record is now; called by the timer. */
    private void refuseOverdue() {
        ArrayDeque<Pending> refused = new ArrayDeque<>();
        OptionalLong nextDelayNanos;
        synchronized (lock) {
            dropDecided();
            while (isOverdue(undecided.peek())) {
                refused.add(undecided.remove());
                dropDecided();
            }
            stalled |= !refused.isEmpty();
            timerArmed = !undecided.isEmpty();
            nextDelayNanos = timerArmed ? OptionalLong.of(remainingNanos(undecided.element())) : OptionalLong.empty();
        }
        refused.forEach(p -> p.refuse(overdue()));
        nextDelayNanos.ifPresent(delayNanos -> time.timers().after(delayNanos, this::refuseOverdue));
    }

    private boolean isOverdue(@Nullable Pending pending) {
        return pending != null && remainingNanos(pending) <= 0;
    }

    private long remainingNanos(Pending pending) {
        long waitedNanos = time.nanoTicker().getAsLong() - pending.monoNanos();
        return settings.appendDeadlineNanos() - waitedNanos;
    }

    private String overdue() {
        return "the ledger did not confirm the record within " + settings.appendDeadlineMillis()
                + " ms, so nothing was sent and the same request may be tried again; the disk of the data directory"
                + " stalls";
    }

    private @Nullable String refusal() {
        if (closedBecause != null) {
            return closedBecause;
        }
        return undecided.size() < settings.appendsWaitingMax()
                ? null
                : undecided.size() + " appends wait for the ledger already, so nothing was sent and the same request"
                        + " may be tried again; the disk of the data directory does not keep up";
    }

    private void noteWhatWasLost() {
        if (notesLost > 0 && closedBecause == null && line.size() < notesWaitingMax()) {
            line.add(Pending.note(
                    new SystemRecord.Lost(notesLost),
                    time.wall().millis(),
                    time.nanoTicker().getAsLong(),
                    Intake::tellNobody));
            notesLost = 0;
        }
    }

    private static void tellNobody(long seq) {
        // the ledger's own records
    }

    private int notesWaitingMax() {
        return LedgerSettings.NOTES_PER_APPEND * settings.appendsWaitingMax();
    }

    private void dropDecided() {
        while (!undecided.isEmpty() && undecided.element().isDecided()) {
            undecided.remove();
        }
    }
}
