package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;
import java.util.stream.IntStream;

/**
 * Lets a create pass once: the first call under an orderLinkId goes on, every later one gets the current truth about
 * the first (design invariant 7).
 */
final class Idempotency implements Stage<Admitted, Claimed> {
    private final OrderIndex index;
    private final Recollection recollection;
    private final Lines lines;
    private final Passages passages;
    private final GateAnswers answers;
    private final Race race;
    private final LongSupplier nanoTicker;

    Idempotency(
            OrderIndex index,
            Recollection recollection,
            Lines lines,
            Passages passages,
            GateAnswers answers,
            Race race,
            LongSupplier nanoTicker) {
        this.index = index;
        this.recollection = recollection;
        this.lines = lines;
        this.passages = passages;
        this.answers = answers;
        this.race = race;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Service<Admitted> before(Service<Claimed> next) {
        return admitted -> claim(admitted, next);
    }

    private Future<Answer> claim(Admitted admitted, Service<Claimed> next) {
        WriteBody body = Objects.requireNonNull(admitted.call().body(), "a create has a body");
        Passage passage = passages.open(admitted);
        List<TrackedOrder> wanted = IntStream.range(0, body.orders().size())
                .mapToObj(child -> track(admitted, body, child, passage))
                .toList();
        // in the line before the disk is asked: a cancel that comes meanwhile must find it
        lines.join(admitted.account(), passage);
        return recollection
                .claim(wanted, admitted.call().origin().home())
                .recover(Idempotency::cannotTell)
                .compose(claim -> claimed(new Claimed(admitted, passage, wanted), claim, next))
                .onComplete(ended -> lines.leave(admitted.account(), passage));
    }

    /** An id that may have been used before is never sent: that would be a second order. */
    private static Future<AccountOrders.Claim> cannotTell(Throwable why) {
        return why instanceof RejectedException refused
                ? Future.succeededFuture(new AccountOrders.Claim.Refused(refused.rejection()))
                : Future.failedFuture(why);
    }

    private Future<Answer> claimed(Claimed claimed, AccountOrders.Claim claim, Service<Claimed> next) {
        Admitted admitted = claimed.admitted();
        if (claim instanceof AccountOrders.Claim.Refused refused) {
            return Future.succeededFuture(new Answer.Refused(refused.rejection()));
        }
        if (claim instanceof AccountOrders.Claim.Known known) {
            lines.leave(admitted.account(), claimed.passage());
            return replay(admitted, known.orders());
        }
        return first(claimed, index.of(admitted.environment(), admitted.account()), next);
    }

    private static OrderLinkId linkOf(OrderFacts order) {
        return Objects.requireNonNull(order.orderLinkId(), "a create without orderLinkId got one at its door");
    }

    private static TrackedOrder track(Admitted admitted, WriteBody body, int child, Passage passage) {
        OrderFacts order = body.orders().get(child);
        CreateTerms terms = Objects.requireNonNull(order.terms(), "a create has its terms");
        return new TrackedOrder(
                new OrderKey(admitted.environment(), admitted.account(), linkOf(order)),
                new TrackedOrder.Terms(
                        admitted.client(),
                        terms.fingerprint(),
                        Objects.requireNonNull(body.category(), "a create names its category"),
                        Objects.requireNonNull(order.symbol(), "a create names its symbol"),
                        Objects.requireNonNull(order.side(), "a create names its side"),
                        terms.names()),
                new TrackedOrder.Create(admitted.call().requestId(), child),
                passage);
    }

    private Future<Answer> first(Claimed claimed, AccountOrders orders, Service<Claimed> next) {
        claimed.passage().becomesFirst();
        return Future.succeededFuture(claimed).compose(next::serve).onComplete(result -> {
            Answer answer = result.succeeded() ? result.result() : answers.bug(claimed.orders());
            claimed.orders().forEach(order -> close(order, orders, claimed.passage(), answer));
        });
    }

    /** What the departure has not settled was either never sent, or ended in a bug after it had left. */
    private static void close(TrackedOrder order, AccountOrders orders, Passage passage, Answer answer) {
        if (order.isUndecided()) {
            if (passage.hasDeparted() && !(answer instanceof Answer.Refused)) {
                orders.settle(order, new Settlement.Unresolved("the gate failed after the order had left"));
            } else {
                orders.free(order);
            }
        }
        order.answered(answer);
    }

    private Future<Answer> replay(Admitted admitted, List<TrackedOrder> known) {
        Optional<Answer> truth = answers.currentTruth(admitted.call().kind(), known);
        if (truth.isPresent()) {
            return Future.succeededFuture(truth.get());
        }
        long patienceNanos = admitted.call().timing().departByNanos() - nanoTicker.getAsLong();
        OrderLinkId id = known.get(0).key().orderLinkId();
        return race.first(
                known.get(0)
                        .firstAnswer()
                        .map(first -> answers.replayOf(first, admitted.call().kind(), known)),
                patienceNanos,
                () -> new Answer.Refused(new Rejection.StillInFlight(id)),
                admitted.call().origin().home());
    }
}
