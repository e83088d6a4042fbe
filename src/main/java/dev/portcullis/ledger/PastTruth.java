package dev.portcullis.ledger;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import java.util.Optional;

/** What a record says became of a create. */
final class PastTruth {
    /** Of an intent whose caller was refused because the disk was slow: it never left. */
    static final Outcome CALLED_BACK = new Outcome.NotSent("its intent was not durable in time");

    private PastTruth() {}

    /** Empty when the record speaks of another call. */
    static Optional<Outcome> of(LedgerRecord record, OpenCreates.Open create) {
        if (record instanceof LedgerRecord.OutcomeRecord outcome) {
            return create.part().equals(new OpenCreates.Part(outcome.requestId(), outcome.child()))
                    ? Optional.of(outcome.outcome())
                    : Optional.empty();
        }
        if (record instanceof LedgerRecord.Resolved resolved) {
            return create.part().equals(new OpenCreates.Part(resolved.requestId(), resolved.child()))
                    ? Optional.of(resolved.outcome())
                    : Optional.empty();
        }
        boolean isCalledBack = record instanceof SystemRecord.Dropped dropped
                && dropped.firstSeq() <= create.seq()
                && create.seq() <= dropped.lastSeq();
        return isCalledBack ? Optional.of(CALLED_BACK) : Optional.empty();
    }

    /** Bybit's id, where the outcome names one. */
    static Optional<OrderId> orderIdOf(Outcome outcome) {
        if (outcome instanceof Outcome.Acked acked) {
            return acked.orderId();
        }
        return outcome instanceof Outcome.Adopted adopted ? Optional.of(adopted.orderId()) : Optional.empty();
    }
}
