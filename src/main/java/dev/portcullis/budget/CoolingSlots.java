package dev.portcullis.budget;

/**
 * The slots of one window whose calls are over but may still be counted by Bybit, ordered by the time at which they
 * are free. Most are added in that order, so that adding and expiring cost a few array accesses.
 */
final class CoolingSlots {
    private long[] freeAtNanos = new long[16];
    private int[] slots = new int[16];
    private int head;
    private int entries;
    private int total;

    /** How many slots are cooling. */
    int total() {
        return total;
    }

    /** Cools {@code count} slots until {@code atNanos}. */
    void add(long atNanos, int count) {
        if (entries == slots.length) {
            grow();
        }
        int gap = entries++;
        while (gap > 0 && freeAtNanos[index(gap - 1)] > atNanos) {
            freeAtNanos[index(gap)] = freeAtNanos[index(gap - 1)];
            slots[index(gap)] = slots[index(gap - 1)];
            gap--;
        }
        freeAtNanos[index(gap)] = atNanos;
        slots[index(gap)] = count;
        total += count;
    }

    /** Lets go of those whose time has come. */
    void expire(long nowNanos) {
        while (entries > 0 && freeAtNanos[head] <= nowNanos) {
            total -= slots[head];
            head = index(1);
            entries--;
        }
    }

    /** When {@code count} slots will have been let go; {@link Long#MAX_VALUE} when fewer are cooling. */
    long whenFree(int count) {
        int freed = 0;
        for (int i = 0; i < entries; i++) {
            freed += slots[index(i)];
            if (freed >= count) {
                return freeAtNanos[index(i)];
            }
        }
        return Long.MAX_VALUE;
    }

    private int index(int fromHead) {
        return (head + fromHead) & (slots.length - 1);
    }

    private void grow() {
        long[] moreTimes = new long[slots.length * 2];
        int[] moreSlots = new int[slots.length * 2];
        for (int i = 0; i < entries; i++) {
            moreTimes[i] = freeAtNanos[index(i)];
            moreSlots[i] = slots[index(i)];
        }
        freeAtNanos = moreTimes;
        slots = moreSlots;
        head = 0;
    }
}
