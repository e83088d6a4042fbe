package dev.portcullis.sandbox.limit;

/** Counts events of the last so many nanoseconds, exactly: each is remembered until it is that old. */
final class RollingWindow {
    private final long lengthNanos;
    private final long[] ring;
    private int oldest;
    private int size;

    RollingWindow(int limit, long lengthNanos) {
        this.lengthNanos = lengthNanos;
        this.ring = new long[limit];
    }

    int limit() {
        return ring.length;
    }

    int free(long nowNanos) {
        forget(nowNanos);
        return ring.length - size;
    }

    void take(int count, long nowNanos) {
        for (int i = 0; i < count; i++) {
            ring[(oldest + size) % ring.length] = nowNanos;
            size++;
        }
    }

    /** How long until the oldest event leaves the window; 0 when it is empty. */
    long nanosUntilNextFree(long nowNanos) {
        return size == 0 ? 0 : ring[oldest] + lengthNanos - nowNanos;
    }

    private void forget(long nowNanos) {
        while (size > 0 && nowNanos - ring[oldest] >= lengthNanos) {
            oldest = (oldest + 1) % ring.length;
            size--;
        }
    }
}
