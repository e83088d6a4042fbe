package dev.portcullis.ledger;

import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** Takes the records of the order path and of the operators; what it has confirmed survives a crash. */
public interface Ledger {
    /**
     * Records all of them in this order, in one group, and says when they are durable.
     *
     * <p>The future completes on {@code home}, never before the group is on disk ({@link SyncMode#GROUP}), with the
     * place of the last record. It fails with a {@link dev.portcullis.model.RejectedException} carrying {@link
     * dev.portcullis.model.Rejection.NotSent} when the queue is full, when the disk does not confirm within the append
     * deadline (250 ms by default), or when the ledger has failed. After such a failure the caller must never send what
     * the records announce. Should they land later, a {@link SystemRecord.Dropped} follows them; a cancel's intent gets
     * none, for a cancel does not wait that long and may have left.
     *
     * @param records at least one; the intents of a batch go together
     * @param home runs the continuation on the caller's own event loop
     */
    Future<Position> append(List<LedgerRecord> records, Executor home);

    /** Records one and says when it is durable; see {@link #append(List, Executor)}. */
    default Future<Position> append(LedgerRecord record, Executor home) {
        return append(List.of(record), home);
    }

    /**
     * Records without telling when: in order with everything else, chained, and durable with the next group (within
     * some 20 ms). When even the reserve of the queue is full, or the ledger has failed, it is counted and left out.
     */
    default void note(LedgerRecord record) {
        note(record, seq -> {});
    }

    /**
     * As {@link #note(LedgerRecord)}, and tells where the record came to stand.
     *
     * @param recordedAt told the record's sequence number on the ledger's own thread, once it is on disk; never told
     *     when the record was left out
     */
    void note(LedgerRecord record, LongConsumer recordedAt);

    /** What is wrong with the ledger, in words for a person; empty when new creates and amends may come. */
    Optional<String> trouble();

    /** Whether new creates and amends may come. */
    default boolean isHealthy() {
        return trouble().isEmpty();
    }

    /**
     * Takes no more appends, records what waits and a {@link SystemRecord.Stop}, syncs and gives the folder back. The
     * future completes on the ledger's own thread, and fails when the last sync does.
     */
    Future<Void> close();
}
