package dev.portcullis.pipeline;

import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.Intent;
import dev.portcullis.ledger.LedgerRecord.OutcomeRecord;
import dev.portcullis.ledger.LedgerRecord.Resolved;
import dev.portcullis.ledger.SystemRecord;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.RequestId;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger's past back into the index, so that an orderLinkId means after a restart what it meant before, and
 * takes up the search for every create whose outcome is not known.
 */
public final class IndexReplay {
    /** An intent's signBy lies at most this far after it; its creation time is compared with the intent (design 5). */
    private static final long INTENT_BEFORE_SIGN_BY_MILLIS = 2_000;

    private record Part(RequestId requestId, int child) {}

    private record OpenCreate(TrackedOrder order, long seq) {}

    private final OrderIndex index;
    private final Reconciliation reconciliation;
    private final long settleMillis;
    private final Map<Part, OpenCreate> open = new HashMap<>();
    private final TreeMap<Long, Part> openBySeq = new TreeMap<>();

    IndexReplay(OrderIndex index, Reconciliation reconciliation, long settleMillis) {
        this.index = index;
        this.reconciliation = reconciliation;
        this.settleMillis = settleMillis;
    }

    /** Takes the next entry, in the ledger's order. */
    public void accept(LedgerEntry entry) {
        LedgerRecord record = entry.record();
        if (record instanceof Intent intent && intent.route().kind().isCreate()) {
            intended(entry.position().seq(), intent);
        } else if (record instanceof OutcomeRecord outcome) {
            ended(new Part(outcome.requestId(), outcome.child()), outcome.outcome());
        } else if (record instanceof Resolved resolved) {
            ended(new Part(resolved.requestId(), resolved.child()), resolved.outcome());
        } else if (record instanceof SystemRecord.Dropped dropped) {
            neverSent(dropped);
        }
    }

    /** The past has ended; what is open is unknown, and the search for it begins. Returns how many there are. */
    public int finish() {
        open.values().stream().map(OpenCreate::order).forEach(order -> {
            if (order.settlement().isEmpty()) {
                index.of(order.key())
                        .settle(order, new Settlement.Unresolved("the gate stopped before its outcome was known"));
            }
            reconciliation.begin(order);
        });
        return open.size();
    }

    private void intended(long seq, Intent intent) {
        TrackedOrder order = orderOf(intent);
        if (order == null) {
            return;
        }
        Part part = new Part(intent.requestId(), intent.part().index());
        long signByMillis = intent.fence().signByMillis();
        order.intended(
                new Fence(signByMillis, intent.fence().recvWindowMillis(), settleMillis),
                signByMillis - INTENT_BEFORE_SIGN_BY_MILLIS);
        index.of(order.key()).remember(order);
        open.put(part, new OpenCreate(order, seq));
        openBySeq.put(seq, part);
    }

    /** Null for an intent that lacks what every create has; the ledger of this version writes none such. */
    private static @Nullable TrackedOrder orderOf(Intent intent) {
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

    private void ended(Part part, Outcome outcome) {
        OpenCreate create = open.get(part);
        if (create == null) {
            return;
        }
        TrackedOrder order = create.order();
        AccountOrders account = index.of(order.key());
        Optional<Settlement> settlement = settlementOf(outcome);
        if (settlement.isEmpty()) {
            account.free(order);
        } else {
            account.settle(order, settlement.get());
        }
        if (!(outcome instanceof Outcome.Unknown)) {
            open.remove(part);
            openBySeq.remove(create.seq());
        }
    }

    /** Empty when the create was refused or never sent, which frees its orderLinkId. */
    private static Optional<Settlement> settlementOf(Outcome outcome) {
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

    private void neverSent(SystemRecord.Dropped dropped) {
        List<Part> parts = List.copyOf(openBySeq
                .subMap(dropped.firstSeq(), true, dropped.lastSeq(), true)
                .values());
        parts.forEach(part -> ended(part, new Outcome.NotSent("its intent was not durable in time")));
    }
}
