package dev.portcullis.budget;

/** The round that accounts take their turns in where they share one address (start-time fair queueing). */
final class FairShare {
    private long round;

    /** The round in which an account that was last served before {@code nextRound} is next. */
    long next(long nextRound) {
        return Math.max(round, nextRound);
    }

    /** Serves an account in its round; returns the earliest round in which it is next. */
    long serve(long nextRound) {
        round = next(nextRound);
        return round + 1;
    }
}
