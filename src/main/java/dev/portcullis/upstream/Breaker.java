package dev.portcullis.upstream;

import java.util.function.LongSupplier;

/**
 * Stops sending to a host that fails, so that callers learn of it at once: open when half of the last 20 requests
 * failed, and then one probe a second until one succeeds.
 *
 * <p>Failures are the transport's and 5xx answers; a refusal by Bybit is a success here. Used from all event loops.
 */
final class Breaker implements Flight.Watch {
    static final int WINDOW = 20;
    static final int FAILURES_THAT_OPEN = WINDOW / 2;

    private static final int WINDOW_MASK = (1 << WINDOW) - 1;
    private static final long PROBE_NANOS = 1_000_000_000L;

    private final LongSupplier nanoTicker;
    private int failures;
    private int seen;
    private boolean open;
    private long nextProbeNanos;

    Breaker(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
    }

    /** Whether a request may be sent now; true from an open breaker is the one probe of that second. */
    synchronized boolean allows() {
        if (!open) {
            return true;
        }
        long now = nanoTicker.getAsLong();
        if (now - nextProbeNanos < 0) {
            return false;
        }
        nextProbeNanos = now + PROBE_NANOS;
        return true;
    }

    @Override
    public synchronized void hostAnswered() {
        if (open) {
            open = false;
            failures = 0;
            seen = 0;
        }
        note(0);
    }

    @Override
    public synchronized void hostFailed() {
        note(1);
        if (!open && seen == WINDOW && Integer.bitCount(failures) >= FAILURES_THAT_OPEN) {
            open = true;
            nextProbeNanos = nanoTicker.getAsLong() + PROBE_NANOS;
        }
    }

    private void note(int failure) {
        failures = (failures << 1 | failure) & WINDOW_MASK;
        seen = Math.min(seen + 1, WINDOW);
    }
}
