package dev.portcullis.ledger;

/** Makes the checkpoints of a ledger once its store is known and its writer stands. */
@FunctionalInterface
interface CheckpointMaker {
    /**
     * Makes them.
     *
     * @param storeId the ledger's own name
     * @param ledger takes the checkpoint's records
     */
    Checkpoints make(String storeId, Ledger ledger);

    /** Signs nothing. */
    static CheckpointMaker none() {
        return (storeId, ledger) -> Checkpoints.none();
    }
}
