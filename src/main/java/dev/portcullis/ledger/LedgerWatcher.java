package dev.portcullis.ledger;

/** Hears what the ledger does; called on the ledger's own thread, so it must return at once. */
public interface LedgerWatcher {
    /**
     * A write or a sync has failed: called once, after which nothing is recorded any more. The gate takes no new create
     * or amend, serves cancels in flight for 2 s and exits 70.
     */
    void failed(Throwable cause);

    /** A group has reached the disk. */
    default void synced(long tookNanos, int records) {}

    /** That segment has got its last record and another one goes on. */
    default void sealed(int segment) {}

    /** The disk has become full, and only cancels, outcomes and operators' deeds are recorded; or it has room again. */
    default void diskFull(boolean full) {}
}
