package dev.portcullis.pipeline;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerRecord.Caller;
import dev.portcullis.ledger.LedgerRecord.Intent;
import dev.portcullis.ledger.LedgerRecord.Part;
import dev.portcullis.ledger.LedgerRecord.Route;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Writes what the order path intends and what came of it into the ledger. */
final class Journal {
    private static final OrderFacts NO_ORDER = new OrderFacts(null, null, null, null, null, null, null);

    private final Ledger ledger;
    private final OrderIndex index;

    Journal(Ledger ledger, OrderIndex index) {
        this.ledger = ledger;
        this.index = index;
    }

    /** Records the call's intents, one for each order, in one append; completes on the call's home when durable. */
    Future<Void> intend(Recorded recorded) {
        List<OrderFacts> orders = ordersOf(recorded.call());
        List<LedgerRecord> intents = new ArrayList<>(orders.size());
        for (int i = 0; i < orders.size(); i++) {
            intents.add(intent(recorded, orders.get(i), new Part(i, orders.size())));
        }
        return ledger.append(intents, recorded.call().origin().home()).mapEmpty();
    }

    private static Intent intent(Recorded recorded, OrderFacts order, Part part) {
        Call call = recorded.call();
        Admitted by = recorded.turned().claimed().admitted();
        return new Intent(
                call.requestId(),
                callerOf(by),
                new Route(
                        by.account(),
                        by.environment(),
                        call.endpoint(),
                        call.kind(),
                        by.credential().id()),
                call.category(),
                order,
                new LedgerRecord.Fence(
                        recorded.fence().signByMillis(), recorded.fence().recvWindowMillis()),
                part);
    }

    static Caller callerOf(Admitted by) {
        return new Caller(
                by.call().origin().door(),
                by.client(),
                by.token(),
                by.call().origin().peer());
    }

    private static List<OrderFacts> ordersOf(Call call) {
        return call.body() == null || call.body().orders().isEmpty()
                ? List.of(NO_ORDER)
                : call.body().orders();
    }

    /** A cancel goes before its intent is durable. */
    void late(Recorded recorded, long waitedMillis) {
        ledger.note(new LedgerRecord.Late(
                recorded.call().requestId(), ordersOf(recorded.call()).get(0).orderLinkId(), waitedMillis));
    }

    /** What is certain about a write that is no create; the same for every order that it names. */
    void outcome(Recorded recorded, Outcome outcome, long serverTimeMillis) {
        List<OrderFacts> orders = ordersOf(recorded.call());
        for (int i = 0; i < orders.size(); i++) {
            note(recorded, i, orders.get(i).orderLinkId(), outcome, serverTimeMillis);
        }
    }

    /** What is certain about each order of a write that is no create. */
    void outcomes(Recorded recorded, List<Outcome> outcomes, long serverTimeMillis) {
        List<OrderFacts> orders = ordersOf(recorded.call());
        for (int i = 0; i < outcomes.size(); i++) {
            note(recorded, i, orders.get(i).orderLinkId(), outcomes.get(i), serverTimeMillis);
        }
    }

    /** What is certain about one create. */
    void outcomeOf(Recorded recorded, TrackedOrder order, Outcome outcome, long serverTimeMillis) {
        note(
                new LedgerRecord.OutcomeRecord(
                        recorded.call().requestId(),
                        order.create().child(),
                        order.key().orderLinkId(),
                        outcome,
                        null,
                        serverTimeMillis == 0 ? null : serverTimeMillis),
                order,
                outcome);
    }

    /** The order may be forgotten once the record of what it became for good can be found on disk. */
    private void note(LedgerRecord record, TrackedOrder order, Outcome outcome) {
        if (outcome instanceof Outcome.Unknown) {
            ledger.note(record);
        } else {
            ledger.note(record, seq -> index.of(order.key()).recorded(order, seq));
        }
    }

    private void note(
            Recorded recorded, int child, @Nullable OrderLinkId link, Outcome outcome, long serverTimeMillis) {
        ledger.note(new LedgerRecord.OutcomeRecord(
                recorded.call().requestId(),
                child,
                link,
                outcome,
                null,
                serverTimeMillis == 0 ? null : serverTimeMillis));
    }

    /** What is known of a write of an earlier run that has no outcome in the ledger. */
    void lost(RequestId requestId, int child, @Nullable OrderLinkId link) {
        ledger.note(new LedgerRecord.OutcomeRecord(
                requestId,
                child,
                link,
                new Outcome.Unknown("the gate stopped before its answer; a read shows what the order is now"),
                null,
                null));
    }

    /** How an unknown create ended. */
    void resolved(TrackedOrder order, Outcome outcome, String evidence) {
        note(
                new LedgerRecord.Resolved(
                        order.create().requestId(),
                        order.create().child(),
                        order.key().orderLinkId(),
                        outcome,
                        evidence,
                        null),
                order,
                outcome);
    }
}
