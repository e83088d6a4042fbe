package dev.portcullis.ledger;

import java.io.IOException;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/** The space that is kept back for the time when the disk is full: kept, spent, or kept again. */
final class Reserve {
    private static final long LOOK_AGAIN_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LedgerFolder folder;
    private final LongSupplier nanoTicker;
    private boolean spent;
    private long lookedNanos;

    private Reserve(LedgerFolder folder, LongSupplier nanoTicker) {
        this.folder = folder;
        this.nanoTicker = nanoTicker;
    }

    /** Keeps the reserve of that folder, or begins without one where the disk is full already. */
    static Reserve in(LedgerFolder folder, LongSupplier nanoTicker) throws IOException {
        Reserve reserve = new Reserve(folder, nanoTicker);
        reserve.spent = !folder.keepReserve();
        reserve.lookedNanos = nanoTicker.getAsLong();
        return reserve;
    }

    /** Whether there is none, because the disk is full. */
    boolean isSpent() {
        return spent;
    }

    /** Gives it back to the full disk, so that what must be recorded can be; false when there is none. */
    boolean spend() throws IOException {
        spent = true;
        lookedNanos = nanoTicker.getAsLong();
        return folder.releaseReserve();
    }

    /** Whether the disk has room for it again; looks once a second at most. */
    boolean isKeptAgain() throws IOException {
        long nowNanos = nanoTicker.getAsLong();
        if (nowNanos - lookedNanos < LOOK_AGAIN_NANOS) {
            return false;
        }
        lookedNanos = nowNanos;
        spent = !folder.keepReserve();
        return !spent;
    }
}
