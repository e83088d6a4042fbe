package dev.portcullis.sandbox.fault;

/**
 * How often a script fires among the calls that fit it.
 *
 * @param skip how many pass unharmed first
 * @param times how often it fires at most
 * @param probability chance to fire each time, 0 to 1
 * @param seed decides the chances, so that a run can be repeated
 */
public record Dose(int skip, int times, double probability, long seed) {
    /** Refuses what can never fire. */
    public Dose {
        if (skip < 0 || times < 1 || !(probability > 0 && probability <= 1)) {
            throw new IllegalArgumentException("fault: skip must be at least 0, times at least 1, probability above 0"
                    + " and at most 1, got " + skip + ", " + times + ", " + probability);
        }
    }

    /** The next call only. */
    public static Dose once() {
        return new Dose(0, 1, 1, 0);
    }

    /** Every call. */
    public static Dose always() {
        return new Dose(0, Integer.MAX_VALUE, 1, 0);
    }

    /** The nth call only, counted from 1. */
    public static Dose nth(int number) {
        return new Dose(number - 1, 1, 1, 0);
    }

    /** The next so many calls. */
    public static Dose times(int count) {
        return new Dose(0, count, 1, 0);
    }

    /** Each call with this chance. */
    public static Dose chance(double probability, long seed) {
        return new Dose(0, Integer.MAX_VALUE, probability, seed);
    }
}
