package dev.portcullis.pipeline;

import dev.portcullis.ledger.LedgerRecord.Intent;
import dev.portcullis.ledger.PastOrder;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Makes orders of the path again from what the ledger says of them. */
final class LedgerOrders {
    private LedgerOrders() {}

    /** Null for an intent that lacks what every create has; the ledger of this version writes none such. */
    static @Nullable TrackedOrder intended(Intent intent) {
        OrderFacts facts = intent.order();
        if (facts.orderLinkId() == null || facts.terms() == null || facts.symbol() == null || facts.side() == null) {
            return null;
        }
        if (intent.caller().client() == null || intent.category() == null) {
            return null;
        }
        OrderKey key = new OrderKey(intent.route().environment(), intent.route().account(), facts.orderLinkId());
        TrackedOrder.Terms terms = new TrackedOrder.Terms(
                intent.caller().client(),
                facts.terms().fingerprint(),
                intent.category(),
                facts.symbol(),
                facts.side(),
                facts.terms().names());
        return new TrackedOrder(
                key,
                terms,
                new TrackedOrder.Create(intent.requestId(), intent.part().index()),
                null);
    }

    /** Empty when the create was refused or never sent, which frees its orderLinkId. */
    static Optional<Settlement> settlementOf(Outcome outcome) {
        if (outcome instanceof Outcome.Acked acked) {
            return Optional.of(new Settlement.Placed(acked.orderId(), false));
        }
        if (outcome instanceof Outcome.Adopted adopted) {
            return Optional.of(new Settlement.Placed(Optional.of(adopted.orderId()), true));
        }
        if (outcome instanceof Outcome.NotPlaced notPlaced) {
            return Optional.of(new Settlement.Absent(notPlaced.proof()));
        }
        return outcome instanceof Outcome.Unknown unknown
                ? Optional.of(new Settlement.Unresolved(unknown.why()))
                : Optional.empty();
    }

    /**
     * An order of long ago that still has its orderLinkId. Empty when that is free again: the create was refused or
     * never sent, or it was open when its segment was sealed and memory, which forgets no open order, has freed it
     * since.
     */
    static Optional<TrackedOrder> settledForGood(PastOrder past) {
        TrackedOrder order = intended(past.intent());
        Optional<Settlement> settlement = past.outcome().flatMap(LedgerOrders::settlementOf);
        if (order == null || settlement.isEmpty() || settlement.get() instanceof Settlement.Unresolved) {
            return Optional.empty();
        }
        order.settle(settlement.get());
        return Optional.of(order);
    }
}
