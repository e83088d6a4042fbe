package dev.portcullis.alert;

import java.util.concurrent.TimeUnit;

/** Counts what happened within the last minute, to five seconds; any thread may count. */
public final class MinuteCount {
    private static final int SLICES = 12;
    private static final long SLICE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final long[] counts = new long[SLICES];
    private long newestSlice;

    /** Counts so many at this time of a monotonic clock. */
    public synchronized void add(long count, long nowNanos) {
        moveOnTo(Math.floorDiv(nowNanos, SLICE_NANOS));
        counts[Math.floorMod(newestSlice, SLICES)] += count;
    }

    /** How many there were within the minute before this time. */
    public synchronized long sum(long nowNanos) {
        moveOnTo(Math.floorDiv(nowNanos, SLICE_NANOS));
        long sum = 0;
        for (long count : counts) {
            sum += count;
        }
        return sum;
    }

    private void moveOnTo(long slice) {
        long steps = Math.min(SLICES, slice - newestSlice);
        for (long i = 0; i < steps; i++) {
            counts[Math.floorMod(slice - i, SLICES)] = 0;
        }
        newestSlice = Math.max(newestSlice, slice);
    }
}
