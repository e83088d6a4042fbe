package dev.portcullis.pipeline;

import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.Intent;
import dev.portcullis.ledger.LedgerRecord.OutcomeRecord;
import dev.portcullis.ledger.LedgerRecord.Resolved;
import dev.portcullis.ledger.Position;
import dev.portcullis.ledger.SystemRecord;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.RequestId;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * Reads the ledger's past back into the index, so that an orderLinkId means after a restart what it meant before, and
 * takes up the search for every create whose outcome is not known. Other writes without an outcome stay unknown.
 */
public final class IndexReplay {
    /** An intent's signBy lies at most this far after it; its creation time is compared with the intent (design 5). */
    private static final long INTENT_BEFORE_SIGN_BY_MILLIS = 2_000;

    private record Part(RequestId requestId, int child) {}

    /**
     * A write whose outcome has not been read yet.
     *
     * @param order null for what is no create
     */
    private record OpenWrite(
            @Nullable TrackedOrder order, @Nullable OrderLinkId link, long seq) {}

    /** Where the past goes. */
    record Into(OrderIndex index, Recovery recovery, Journal journal, Restored restored) {}

    /** Takes the orders that may still live, once the past has ended. */
    @FunctionalInterface
    interface Restored {
        void order(TrackedOrder order, Intent intent);
    }

    private record Remembered(TrackedOrder order, Intent intent) {}

    private final Into into;
    private final Reconciliation reconciliation;
    private final long settleMillis;
    private final Map<Part, OpenWrite> open = new HashMap<>();
    private final TreeMap<Long, Part> openBySeq = new TreeMap<>();
    private final List<Remembered> remembered = new ArrayList<>();

    IndexReplay(Into into, Reconciliation reconciliation, long settleMillis) {
        this.into = into;
        this.reconciliation = reconciliation;
        this.settleMillis = settleMillis;
    }

    /** Takes the next entry, in the ledger's order. */
    public void accept(LedgerEntry entry) {
        LedgerRecord record = entry.record();
        if (record instanceof Intent intent) {
            intended(entry.position().seq(), intent);
        } else if (record instanceof OutcomeRecord outcome) {
            ended(new Part(outcome.requestId(), outcome.child()), outcome.outcome(), entry.position());
        } else if (record instanceof Resolved resolved) {
            ended(new Part(resolved.requestId(), resolved.child()), resolved.outcome(), entry.position());
        } else if (record instanceof SystemRecord.Dropped dropped) {
            neverSent(dropped, entry.position());
        }
    }

    /** The past has ended; what is open is unknown, and the search for it begins. Returns how many there are. */
    public int finish() {
        remembered.forEach(create -> into.restored().order(create.order(), create.intent()));
        remembered.clear();
        int creates = 0;
        for (Map.Entry<Part, OpenWrite> write : open.entrySet()) {
            TrackedOrder order = write.getValue().order();
            if (order == null) {
                Part part = write.getKey();
                into.journal()
                        .lost(part.requestId(), part.child(), write.getValue().link());
            } else {
                lookFor(order);
                creates++;
            }
        }
        return creates;
    }

    private void lookFor(TrackedOrder order) {
        if (order.settlement().isEmpty()) {
            into.index()
                    .of(order.key())
                    .settle(order, new Settlement.Unresolved("the gate stopped before its outcome was known"));
        }
        into.recovery().awaits(order);
        reconciliation.begin(order);
    }

    private void intended(long seq, Intent intent) {
        Part part = new Part(intent.requestId(), intent.part().index());
        TrackedOrder order = intent.route().kind().isCreate() ? LedgerOrders.intended(intent) : null;
        open.put(part, new OpenWrite(order, intent.order().orderLinkId(), seq));
        openBySeq.put(seq, part);
        if (order != null) {
            remember(order, intent);
        }
    }

    private void remember(TrackedOrder order, Intent intent) {
        long signByMillis = intent.fence().signByMillis();
        order.intended(
                new Fence(signByMillis, intent.fence().recvWindowMillis(), settleMillis),
                signByMillis - INTENT_BEFORE_SIGN_BY_MILLIS);
        into.index().of(order.key()).remember(order);
        remembered.add(new Remembered(order, intent));
    }

    private void ended(Part part, Outcome outcome, Position at) {
        OpenWrite write = open.get(part);
        if (write == null) {
            return;
        }
        TrackedOrder order = write.order();
        if (order != null) {
            settle(order, outcome, at);
        }
        if (order == null || !(outcome instanceof Outcome.Unknown)) {
            open.remove(part);
            openBySeq.remove(write.seq());
        }
    }

    private void settle(TrackedOrder order, Outcome outcome, Position at) {
        AccountOrders account = into.index().of(order.key());
        Optional<Settlement> settlement = LedgerOrders.settlementOf(outcome);
        if (settlement.isEmpty()) {
            account.free(order);
        } else {
            account.settle(order, settlement.get());
            if (order.isSettledForGood()) {
                account.recorded(order, at.seq());
            }
        }
    }

    private void neverSent(SystemRecord.Dropped dropped, Position at) {
        List<Part> parts = List.copyOf(openBySeq
                .subMap(dropped.firstSeq(), true, dropped.lastSeq(), true)
                .values());
        parts.forEach(part -> ended(part, new Outcome.NotSent("its intent was not durable in time"), at));
    }
}
