package dev.portcullis.pipeline;

import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** The answers in Bybit's shape that the gate itself gives: replays, unknown outcomes, cancels that needed no send. */
final class GateAnswers {
    /** Bybit's code for "timeout waiting for backend"; SDKs take it for a network timeout, which is right. */
    private static final int TIMEOUT = 170007;
    /** Bybit's codes for a cancel of an order that was filled, of derivatives and of spot (docs:v5/error). */
    private static final int TOO_LATE = 110001;

    private static final int TOO_LATE_SPOT = 170139;

    private final InstantSource wallClock;

    GateAnswers(InstantSource wallClock) {
        this.wallClock = wallClock;
    }

    /** The outcome is not known; the words tell a bot not to resend. */
    Answer unknown(String why, List<TrackedOrder> orders) {
        String ids = orders.isEmpty()
                ? ""
                : "; orderLinkId="
                        + orders.stream()
                                .map(order -> order.key().orderLinkId().text())
                                .collect(Collectors.joining(","));
        Buffer body = V5Bodies.refusal(
                TIMEOUT, "Request timeout: outcome unknown, do not resend" + ids + " (" + why + ")", now());
        return new Answer.Settled(new Outcome.Unknown(why), AnswerHead.ok(), body, false);
    }

    /** A cancel that needed no send, or whose effect is proven. */
    Answer cancelled(@Nullable OrderLinkId link, Optional<OrderId> id) {
        return new Answer.Settled(new Outcome.Acked(id), AnswerHead.ok(), V5Bodies.cancelled(link, id, now()), false);
    }

    /** A cancel that found its order filled: Bybit's own no, for whoever takes it for cancelled misses a position. */
    Answer filledBeforeItsCancel(@Nullable Category category, OrderId id) {
        int retCode = category == Category.SPOT ? TOO_LATE_SPOT : TOO_LATE;
        Buffer body = V5Bodies.refusal(
                retCode, "order not exists or too late to cancel: order " + id.text() + " was filled before", now());
        return new Answer.Settled(new Outcome.Rejected(retCode), AnswerHead.ok(), body, false);
    }

    /** A failure that is the gate's own bug, told to whoever waits for the same order. */
    Answer bug(List<TrackedOrder> orders) {
        boolean departed = orders.stream().anyMatch(TrackedOrder::isOpenQuestion);
        return departed
                ? unknown("the gate failed after the order had left", orders)
                : new Answer.Refused(new Rejection.NotSent("the gate failed before the order had left; try again"));
    }

    /**
     * What is known now of orders that were claimed before; empty while their first call is still on its way.
     *
     * @param kind how they are asked for, which decides the answer's shape: a batch of one is a batch
     */
    Optional<Answer> currentTruth(EndpointKind kind, List<TrackedOrder> known) {
        if (known.stream().anyMatch(order -> order.settlement().isEmpty())) {
            return Optional.empty();
        }
        Optional<String> open = known.stream().flatMap(GateAnswers::whyOpen).findFirst();
        if (open.isPresent()) {
            return Optional.of(unknown(open.get(), known));
        }
        return Optional.of(kind.isBatch() ? replayedBatch(known) : truthOf(known.get(0)));
    }

    private static Stream<String> whyOpen(TrackedOrder order) {
        return order
                .settlement()
                .filter(s -> s instanceof Settlement.Unresolved)
                .map(s -> ((Settlement.Unresolved) s).why())
                .stream();
    }

    private Answer truthOf(TrackedOrder order) {
        OrderLinkId link = order.key().orderLinkId();
        if (order.settlement().orElseThrow() instanceof Settlement.Placed placed) {
            return new Answer.Settled(
                    outcomeOf(placed), AnswerHead.ok(), V5Bodies.ack(link, placed.orderId(), now()), true);
        }
        return new Answer.Refused(new Rejection.AlreadyNotPlaced(link));
    }

    static Outcome outcomeOf(Settlement.Placed placed) {
        return placed.found() && placed.orderId().isPresent()
                ? new Outcome.Adopted(placed.orderId().get())
                : new Outcome.Acked(placed.orderId());
    }

    private Answer replayedBatch(List<TrackedOrder> known) {
        List<V5Bodies.Line> lines =
                known.stream().map(GateAnswers::replayedChild).toList();
        return new Answer.Settled(
                new Outcome.Acked(Optional.empty()), AnswerHead.ok(), V5Bodies.batch(lines, now()), true);
    }

    private static V5Bodies.Line replayedChild(TrackedOrder order) {
        TrackedOrder.Terms terms = order.terms();
        boolean placed = order.settlement().orElseThrow() instanceof Settlement.Placed;
        return new V5Bodies.Line(
                terms.category(),
                terms.symbol(),
                order.orderId().orElse(null),
                order.key().orderLinkId(),
                placed ? 0 : 990005,
                placed ? "OK" : "proven not placed; use a new orderLinkId");
    }

    /** The first call's answer, as the answer to a later call under the same ids. */
    Answer replayOf(Answer first, EndpointKind kind, List<TrackedOrder> known) {
        return currentTruth(kind, known).orElseGet(() -> asReplay(first));
    }

    private static Answer asReplay(Answer first) {
        return first instanceof Answer.Settled settled
                ? new Answer.Settled(settled.outcome(), settled.head(), settled.body(), true)
                : first;
    }

    private long now() {
        return wallClock.millis();
    }
}
