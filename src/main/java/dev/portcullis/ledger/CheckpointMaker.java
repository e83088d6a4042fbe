package dev.portcullis.ledger;

/** Makes the checkpoints of a ledger once its store is known and its writer stands. */
@FunctionalInterface
interface CheckpointMaker {
    /**
     * Makes them.
     *
     * @param storeId the ledger's own name
     * @param start where this boot's first record will stand
     * @param ledger takes the checkpoint's records
     */
    Checkpoints make(String storeId, Position start, Ledger ledger);

    /** Signs nothing. */
    static CheckpointMaker none() {
        return (storeId, start, ledger) -> Checkpoints.none();
    }
}
