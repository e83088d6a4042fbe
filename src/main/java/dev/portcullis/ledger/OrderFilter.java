package dev.portcullis.ledger;

import java.util.concurrent.atomic.AtomicLongArray;

/**
 * Says of an order that it is certainly not in the sealed segments, from memory alone: a Bloom filter with ten bits an
 * order when it is made, and eight when it is full, so it errs for one new order in a hundred, then one in fifty.
 * Written by one thread; others see what was added once the filter is handed to them anew.
 */
final class OrderFilter {
    private static final int BITS_PER_ORDER = 10;
    private static final int HASHES = 6;
    /** A filter for fewer costs nothing worth saving. */
    private static final int ORDERS_MIN = 50_000;

    private final AtomicLongArray words;
    private final long bits;
    private final int ordersMax;
    private int orders;

    /** @param expected orders that it will hold at once; a quarter more find room */
    OrderFilter(int expected) {
        long sized = Math.max(expected, ORDERS_MIN);
        this.bits = sized * BITS_PER_ORDER;
        this.words = new AtomicLongArray(Math.toIntExact((bits + Long.SIZE - 1) / Long.SIZE));
        this.ordersMax = Math.toIntExact(Math.min(Integer.MAX_VALUE, sized + sized / 4));
    }

    /** Whether so many more find room. */
    boolean hasRoomFor(int more) {
        return (long) orders + more <= ordersMax;
    }

    void add(long key) {
        orders++;
        long probe = key;
        long step = stepOf(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bitOf(probe);
            int word = (int) (bit / Long.SIZE);
            words.setPlain(word, words.getPlain(word) | (1L << bit));
            probe += step;
        }
    }

    /** False when no order has this key; true when one may have. */
    boolean mayHold(long key) {
        long probe = key;
        long step = stepOf(key);
        for (int i = 0; i < HASHES; i++) {
            long bit = bitOf(probe);
            if ((words.getOpaque((int) (bit / Long.SIZE)) & (1L << bit)) == 0) {
                return false;
            }
            probe += step;
        }
        return true;
    }

    long bytes() {
        return (long) words.length() * Long.BYTES;
    }

    /** Spreads 64 random bits evenly over all bits of the filter. */
    private long bitOf(long probe) {
        return Math.multiplyHigh(probe >>> 1, bits << 1);
    }

    /** Keys are hashes already; a second one of the same bits is enough, and odd, so that no probe repeats. */
    private static long stepOf(long key) {
        return (key * 0x9E3779B97F4A7C15L) | 1;
    }
}
