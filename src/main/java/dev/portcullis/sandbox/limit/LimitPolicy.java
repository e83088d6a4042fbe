package dev.portcullis.sandbox.limit;

/** How strictly requests are limited: as Bybit does, n times as wide, or not at all. */
public sealed interface LimitPolicy {
    /** Bybit's own figures. */
    LimitPolicy REAL = new Scaled(1);

    /** No limits: nothing is counted and no limit headers are sent. */
    LimitPolicy NONE = new Unlimited();

    /**
     * Bybit's figures, each multiplied.
     *
     * @param factor 1 to 999
     */
    record Scaled(int factor) implements LimitPolicy {
        /** Refuses other factors: every event of a window is remembered, so its size is memory. */
        public Scaled {
            if (factor < 1 || factor > 999) {
                throw new IllegalArgumentException("limits: the factor must be from 1 to 999, got " + factor);
            }
        }
    }

    /** No limits. */
    record Unlimited() implements LimitPolicy {}

    /**
     * Reads {@code real}, {@code none} or {@code xN}.
     *
     * @throws IllegalArgumentException for anything else
     */
    static LimitPolicy parse(String text) {
        if (text.equals("real")) {
            return REAL;
        }
        if (text.equals("none")) {
            return NONE;
        }
        if (text.matches("x[1-9][0-9]{0,2}")) {
            return new Scaled(Integer.parseInt(text.substring(1)));
        }
        throw new IllegalArgumentException("limits: expected real, none or xN (N from 1 to 999), got '" + text + "'");
    }
}
