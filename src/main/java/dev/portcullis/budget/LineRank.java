package dev.portcullis.budget;

import java.util.Comparator;

/**
 * Where a flow stands in a window's line.
 *
 * @param priority classes first
 * @param round then the fair round, on windows that accounts share; else 0
 * @param ticket then who came first
 */
record LineRank(Priority priority, long round, long ticket) implements Comparable<LineRank> {
    /** The rank of a flow that stands in no line. */
    static final LineRank NOWHERE = new LineRank(Priority.BACKGROUND, Long.MAX_VALUE, Long.MAX_VALUE);

    private static final Comparator<LineRank> ORDER = Comparator.comparing(LineRank::priority)
            .thenComparingLong(LineRank::round)
            .thenComparingLong(LineRank::ticket);

    LineRank inRound(long newRound) {
        return new LineRank(priority, newRound, ticket);
    }

    @Override
    public int compareTo(LineRank other) {
        return ORDER.compare(this, other);
    }
}
