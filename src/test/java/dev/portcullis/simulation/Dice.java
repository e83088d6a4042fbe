package dev.portcullis.simulation;

import java.util.List;
import java.util.SplittableRandom;

/** All chance of a world; each part of it rolls its own, so that one roll more there changes nothing here. */
final class Dice {
    private static final long NANOS_PER_MICRO = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    private final SplittableRandom random;

    Dice(long seed) {
        this(new SplittableRandom(seed));
    }

    private Dice(SplittableRandom random) {
        this.random = random;
    }

    /** Dice for another part of the world. */
    Dice split() {
        return new Dice(random.split());
    }

    boolean permille(int chance) {
        return random.nextInt(1_000) < chance;
    }

    boolean oneIn(int sides) {
        return random.nextInt(sides) == 0;
    }

    /** From {@code least} to {@code most}, both included. */
    int between(int least, int most) {
        return random.nextInt(least, most + 1);
    }

    /** So many microseconds, in nanoseconds. */
    long micros(int least, int most) {
        return between(least, most) * NANOS_PER_MICRO;
    }

    /** So many milliseconds, in nanoseconds. */
    long millis(int least, int most) {
        return between(least, most) * NANOS_PER_MILLI;
    }

    <T> T pick(List<T> from) {
        return from.get(random.nextInt(from.size()));
    }

    void fill(byte[] bytes) {
        random.nextBytes(bytes);
    }
}
