package dev.portcullis.ledger;

import java.util.concurrent.TimeUnit;

/**
 * The bounds of the ledger.
 *
 * @param sync when an append counts as durable
 * @param segmentBytesMax a segment that has reached this size is followed by a new one
 * @param appendsWaitingMax above this an append is refused at once; notes may take {@link #NOTES_PER_APPEND} times as
 *     much, so that outcomes are kept when the disk stalls
 * @param appendDeadlineNanos how long an append may wait for the disk
 */
public record LedgerSettings(SyncMode sync, long segmentBytesMax, int appendsWaitingMax, long appendDeadlineNanos) {
    static final int NOTES_PER_APPEND = 4;

    /** @throws IllegalArgumentException when a bound is not positive */
    public LedgerSettings {
        if (segmentBytesMax < 1 || appendsWaitingMax < 1 || appendDeadlineNanos < 1) {
            throw new IllegalArgumentException("ledger bounds must be positive: segmentBytesMax=" + segmentBytesMax
                    + ", appendsWaitingMax=" + appendsWaitingMax + ", appendDeadlineNanos=" + appendDeadlineNanos);
        }
    }

    /** 64 MiB segments, 8,192 appends waiting, 250 ms. */
    public static LedgerSettings of(SyncMode sync) {
        return new LedgerSettings(sync, 64L << 20, 8_192, TimeUnit.MILLISECONDS.toNanos(250));
    }

    long appendDeadlineMillis() {
        return TimeUnit.NANOSECONDS.toMillis(appendDeadlineNanos);
    }
}
