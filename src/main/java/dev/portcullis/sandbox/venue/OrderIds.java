package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.wire.Category;
import java.util.Random;
import java.util.UUID;

/** Makes ids that look like Bybit's: UUIDs for derivatives and executions, long numbers for spot orders. */
final class OrderIds {
    private static final long FIRST_SPOT_ID = 1_666_800_494_330_512_128L;

    private final Random random;
    private long orders;

    /** Ids that a seed decides, so that a run can be repeated. */
    OrderIds(long seed) {
        this.random = new Random(seed);
    }

    /** The next order's place among all orders. */
    long nextSequence() {
        return ++orders;
    }

    String orderId(Category category, long sequence) {
        return category.isSpot() ? Long.toString(FIRST_SPOT_ID + 256 * sequence) : uuid();
    }

    String uuid() {
        long high = (random.nextLong() & 0xFFFF_FFFF_FFFF_0FFFL) | 0x0000_0000_0000_4000L;
        long low = (random.nextLong() & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L;
        return new UUID(high, low).toString();
    }
}
