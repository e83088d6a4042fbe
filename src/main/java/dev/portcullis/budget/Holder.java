package dev.portcullis.budget;

/** One account, or the public reads of one environment: who shares the address fairly and whose lines are bounded. */
final class Holder {
    private final FairShare share;
    private final WaitingCount waiting = new WaitingCount();
    private long nextRound;

    Holder(FairShare share) {
        this.share = share;
    }

    /** The round in which it is next on its address. */
    long round() {
        return share.next(nextRound);
    }

    /** The earliest round in which it may be next, after it was last served. */
    long nextRound() {
        return nextRound;
    }

    void served() {
        nextRound = share.serve(nextRound);
    }

    WaitingCount waiting() {
        return waiting;
    }
}
