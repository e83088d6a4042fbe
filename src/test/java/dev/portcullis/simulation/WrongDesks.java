package dev.portcullis.simulation;

import dev.portcullis.bybit.V5Bodies;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.OrderPath;
import dev.portcullis.pipeline.WrongPaths;
import io.vertx.core.Future;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Function;

/** Gates that decide wrong about a call. */
final class WrongDesks {
    private WrongDesks() {}

    /** An orderLinkId may be used again and again. */
    static Fault withoutIdempotency() {
        return ofPath(WrongPaths::withoutIdempotency);
    }

    /** An account whose past is not settled takes creates. */
    static Fault withoutRecovery() {
        return ofPath(WrongPaths::withoutRecovery);
    }

    /** One cancel is sent and believed. */
    static Fault withoutPursuit() {
        return ofPath(WrongPaths::withoutPursuit);
    }

    /** A slot of the budget is free when its request leaves, not when Bybit has forgotten it. */
    static Fault givingSlotsBackTooEarly() {
        return ofPath(WrongPaths::withSlotsGivenBackAtDeparture);
    }

    /** Whoever uses the id of another client's order is told of that order as of its own. */
    static Fault adoptingAnothersOrder() {
        return new Fault() {
            @Override
            Future<Answer> answer(OrderPath path, Call call, Answer right) {
                return right instanceof Answer.Refused refused
                                && refused.rejection() instanceof Rejection.OrderLinkIdOfAnother another
                        ? truthOf(path, call, another.orderLinkId(), right)
                        : Future.succeededFuture(right);
            }
        };
    }

    /** Another order under a used id is answered with the first one. */
    static Fault replayingAnotherBody() {
        return new Fault() {
            @Override
            Future<Answer> answer(OrderPath path, Call call, Answer right) {
                return right instanceof Answer.Refused refused
                                && refused.rejection() instanceof Rejection.OrderLinkIdUnderAnotherBody another
                        ? truthOf(path, call, another.orderLinkId(), right)
                        : Future.succeededFuture(right);
            }
        };
    }

    /** An unknown outcome is told as a refusal. */
    static Fault tellingUnknownAsNotSent() {
        return new Fault() {
            @Override
            Future<Answer> answer(OrderPath path, Call call, Answer right) {
                boolean unknown =
                        right instanceof Answer.Settled settled && settled.outcome() instanceof Outcome.Unknown;
                return Future.succeededFuture(
                        unknown && call.kind().isCreate()
                                ? new Answer.Refused(new Rejection.NotSent("timeout"))
                                : right);
            }
        };
    }

    /** The fence has no margin for what the exchange carries out late. */
    static Fault withoutTimeToSettle() {
        return new Fault() {
            @Override
            int settleMillis(int right) {
                return 0;
            }
        };
    }

    private static Future<Answer> truthOf(OrderPath path, Call call, OrderLinkId link, Answer otherwise) {
        return path.knownOrders()
                .find(
                        Furniture.ENVIRONMENT,
                        Objects.requireNonNull(call.wantedAccount()),
                        link,
                        call.origin().home())
                .map(known -> known.flatMap(KnownOrder::orderId)
                        .filter(id -> !call.kind().isBatch())
                        .<Answer>map(id -> new Answer.Settled(
                                new Outcome.Adopted(id), AnswerHead.ok(), V5Bodies.ack(link, Optional.of(id), 0), true))
                        .orElse(otherwise));
    }

    private static Fault ofPath(Function<OrderPath, Service<Call>> wrong) {
        return new Fault() {
            @Override
            Service<Call> path(OrderPath right) {
                return wrong.apply(right);
            }
        };
    }
}
