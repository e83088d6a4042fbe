package dev.portcullis.ledger;

/** Hears how far the ledger has become durable, and signs that from time to time, away from the writer. */
interface Checkpoints {
    /** All up to {@code seq} is on disk; called after each group on the writer's thread, so it must return at once. */
    void durable(int segment, long seq, ChainHash head);

    /** The last call has come: signs the end and gives everything back. */
    void close();

    /** Signs nothing. */
    static Checkpoints none() {
        return new Checkpoints() {
            @Override
            public void durable(int segment, long seq, ChainHash head) {
                // nobody signs
            }

            @Override
            public void close() {
                // nothing is open
            }
        };
    }
}
