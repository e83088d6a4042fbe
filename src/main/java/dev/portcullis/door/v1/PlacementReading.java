package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.bybit.BatchAnswer;
import dev.portcullis.bybit.Certainty;
import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.door.v1.V1Problem.ExchangeWords;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.WriteBody;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.KnownOrders;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/** Reads from the order path's answer what became of each order that was to be placed. */
final class PlacementReading {
    /** The gate's own code, in Bybit's shape, of an order that is proven absent. */
    private static final int NOT_PLACED = 990005;

    private final KnownOrders known;

    PlacementReading(KnownOrders known) {
        this.known = known;
    }

    /**
     * One order that was to be placed.
     *
     * @param environment where its account is
     * @param link its orderLinkId
     */
    record Wanted(OrderDraft draft, EnvironmentId environment, OrderLinkId link) {}

    /** What the answer to a create of one order says. */
    Future<Placement> single(Call call, Wanted wanted, Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return Future.succeededFuture(new Placement.No(V1Problem.of(refused.rejection(), true)));
        }
        Answer.Settled settled = (Answer.Settled) answer;
        Outcome outcome = Optional.ofNullable(settled.outcome())
                .orElseGet(() -> new Outcome.Unknown("the answer to the order says no outcome"));
        return placement(new Told(call, wanted, settled.replayed()), outcome, wordsOf(settled));
    }

    /** What the answer to a batch says of each of its orders, in their order. */
    Future<List<Placement>> batch(Call call, List<Wanted> wanted, Answer.Settled settled) {
        WriteBody body = Objects.requireNonNull(call.body(), "a batch has a body");
        List<BatchAnswer.Verdict> verdicts = BatchAnswer.verdicts(
                call.kind(), body.orders(), settled.head().status(), V5Envelope.read(settled.body()));
        List<Future<Placement>> placements = new ArrayList<>();
        for (int i = 0; i < wanted.size(); i++) {
            BatchAnswer.Verdict verdict = verdicts.get(i);
            int code = verdict.retCode() == null ? 0 : verdict.retCode();
            placements.add(placement(
                    new Told(call, wanted.get(i), settled.replayed()),
                    outcomeOf(verdict),
                    new ExchangeWords(code, verdict.msg())));
        }
        return Future.all(placements).map(all -> all.list());
    }

    private static Outcome outcomeOf(BatchAnswer.Verdict verdict) {
        Integer code = verdict.retCode();
        if (code != null && code == NOT_PLACED) {
            return new Outcome.NotPlaced(verdict.msg());
        }
        if (verdict.certainty() == Certainty.DONE) {
            return new Outcome.Acked(Optional.ofNullable(verdict.orderId()));
        }
        return verdict.certainty() == Certainty.REFUSED && code != null
                ? new Outcome.Rejected(code)
                : new Outcome.Unknown("the exchange's answer does not say what became of this order");
    }

    static ExchangeWords wordsOf(Answer.Settled settled) {
        return V5Envelope.read(V5Bodies.redactOriginString(settled.body()))
                .map(envelope -> ExchangeWords.of(envelope.retCode(), envelope.retMsg(), settled.head()))
                .orElseGet(() -> new ExchangeWords(0, "an answer that cannot be read"));
    }

    private record Told(Call call, Wanted wanted, boolean replayed) {
        OrderLinkId link() {
            return wanted.link();
        }
    }

    private Future<Placement> placement(Told told, Outcome outcome, ExchangeWords words) {
        if (outcome instanceof Outcome.Rejected) {
            return Future.succeededFuture(new Placement.No(V1Problem.rejectedWrite(words)));
        }
        if (outcome instanceof Outcome.NotPlaced) {
            return no(new Rejection.AlreadyNotPlaced(told.link()));
        }
        if (outcome instanceof Outcome.NotSent notSent) {
            return no(new Rejection.NotSent(notSent.why()));
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return unknown(told, unknown);
        }
        Optional<OrderId> orderId = outcome instanceof Outcome.Adopted adopted
                ? Optional.of(adopted.orderId())
                : ((Outcome.Acked) outcome).orderId();
        OrderReport report =
                begun(told, orderId).status("accepted").outcome(outcome.text()).asked(asked(told));
        return Future.succeededFuture(
                new Placement.Order(report.toJson(), false, told.replayed(), pathOf(told, orderId)));
    }

    private static Future<Placement> no(Rejection rejection) {
        return Future.succeededFuture(new Placement.No(V1Problem.of(rejection, true)));
    }

    private Future<Placement> unknown(Told told, Outcome.Unknown unknown) {
        Call call = told.call();
        return known.find(
                        told.wanted().environment(),
                        Objects.requireNonNull(call.wantedAccount(), "this door names accounts"),
                        told.link(),
                        call.origin().home())
                .map(order -> new Placement.Order(
                        begun(told, Optional.empty())
                                .status("unknown")
                                .outcome(unknown.text())
                                .resolveBy(order.flatMap(KnownOrder::resolveBy))
                                .detail("may be at the exchange (" + unknown.why()
                                        + "); never send it under another key before it is resolved")
                                .asked(asked(told))
                                .toJson(),
                        true,
                        told.replayed(),
                        pathOf(told, Optional.empty())));
    }

    private static OrderReport begun(Told told, Optional<OrderId> orderId) {
        return new OrderReport()
                .ids(orderId, told.link(), told.wanted().draft().clientOrderId())
                .where(told.wanted().environment().text(), told.call().requestId());
    }

    private static ObjectNode asked(Told told) {
        OrderDraft draft = told.wanted().draft();
        return V1Json.object().put("category", draft.category().wire()).setAll(draft.asked());
    }

    /** Where the order is read: by the caller's own id, else by the exchange's, else by the orderLinkId. */
    private static String pathOf(Told told, Optional<OrderId> orderId) {
        String clientOrderId = told.wanted().draft().clientOrderId();
        String last = clientOrderId != null
                ? "client:" + clientOrderId
                : orderId.map(OrderId::text).orElseGet(() -> "link:" + told.link());
        return "/v1/accounts/" + told.call().wantedAccount() + "/orders/" + last;
    }
}
