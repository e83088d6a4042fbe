package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.Departure;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Sends a write, at most once, and writes down what is certain about it before anybody is answered. */
final class Departing implements Service<Recorded> {
    private static final Logger LOG = LoggerFactory.getLogger(Departing.class);

    private final Exchange exchange;
    private final Departures departures;
    private final OrderIndex index;
    private final RateAdvices advices;
    private final Journal journal;
    private final GateAnswers answers;
    private final Reconciliation reconciliation;

    Departing(
            Exchange exchange,
            Departures departures,
            OrderIndex index,
            RateAdvices advices,
            Journal journal,
            GateAnswers answers,
            Reconciliation reconciliation) {
        this.exchange = exchange;
        this.departures = departures;
        this.index = index;
        this.advices = advices;
        this.journal = journal;
        this.answers = answers;
        this.reconciliation = reconciliation;
    }

    @Override
    public Future<Answer> serve(Recorded recorded) {
        Departure departure = departures.ofWrite(recorded);
        return exchange.send(departure)
                .compose(reply -> conclude(recorded, departure, reply))
                .recover(bug -> unexplained(recorded, bug));
    }

    /** A failure of the gate's own hides no order: what may have left is unknown, and is looked for. */
    private Future<Answer> unexplained(Recorded recorded, Throwable bug) {
        LOG.error(
                "request {} failed after it may have left; its outcome is unknown",
                recorded.call().requestId(),
                bug);
        return open(recorded, new WriteVerdict.Open("the gate failed when it read the exchange's answer", null));
    }

    private Future<Answer> conclude(Recorded recorded, Departure departure, Reply reply) {
        advices.tell(recorded.turned().claimed().passage(), departure, reply);
        WriteVerdict verdict = WriteVerdict.of(recorded.call().kind(), reply);
        if (verdict instanceof WriteVerdict.NeverLeft neverLeft) {
            return Future.succeededFuture(neverLeft(recorded, neverLeft));
        }
        if (verdict instanceof WriteVerdict.Refused refused) {
            return Future.succeededFuture(refused(recorded, refused));
        }
        if (verdict instanceof WriteVerdict.Done done) {
            return done(recorded, done);
        }
        return open(recorded, (WriteVerdict.Open) verdict);
    }

    private Answer neverLeft(Recorded recorded, WriteVerdict.NeverLeft verdict) {
        settleAll(recorded, new Outcome.NotSent(verdict.why()), 0);
        return new Answer.Refused(new Rejection.NotSent(verdict.why()));
    }

    private Answer refused(Recorded recorded, WriteVerdict.Refused verdict) {
        Outcome outcome = new Outcome.Rejected(verdict.envelope().retCode());
        settleAll(recorded, outcome, verdict.envelope().timeMillis());
        return new Answer.Settled(outcome, verdict.head(), verdict.body(), false);
    }

    private Future<Answer> open(Recorded recorded, WriteVerdict.Open verdict) {
        Outcome outcome = new Outcome.Unknown(verdict.why());
        settleAll(recorded, outcome, 0);
        return Future.succeededFuture(answers.unknown(verdict.why(), orders(recorded)));
    }

    private Future<Answer> done(Recorded recorded, WriteVerdict.Done verdict) {
        List<Outcome> outcomes = AckReading.of(recorded, verdict.head(), verdict.envelope());
        if (orders(recorded).isEmpty()) {
            journal.outcomes(recorded, outcomes, verdict.envelope().timeMillis());
        }
        for (int i = 0; i < orders(recorded).size(); i++) {
            settle(
                    recorded,
                    orders(recorded).get(i),
                    outcomes.get(i),
                    verdict.envelope().timeMillis());
        }
        Optional<Outcome.Unknown> hole = firstUnknown(outcomes);
        if (hole.isPresent() && !recorded.call().kind().isBatch()) {
            return Future.succeededFuture(answers.unknown(hole.get().why(), orders(recorded)));
        }
        Outcome whole = hole.<Outcome>map(u -> u).orElseGet(() -> wholeOf(recorded.call(), outcomes));
        return Future.succeededFuture(new Answer.Settled(whole, verdict.head(), verdict.body(), false));
    }

    private static Outcome wholeOf(Call call, List<Outcome> outcomes) {
        return call.kind().isBatch() || outcomes.isEmpty() ? new Outcome.Acked(Optional.empty()) : outcomes.get(0);
    }

    private static Optional<Outcome.Unknown> firstUnknown(List<Outcome> outcomes) {
        return outcomes.stream()
                .filter(Outcome.Unknown.class::isInstance)
                .map(Outcome.Unknown.class::cast)
                .findFirst();
    }

    private void settleAll(Recorded recorded, Outcome outcome, long serverTimeMillis) {
        if (orders(recorded).isEmpty()) {
            journal.outcome(recorded, outcome, serverTimeMillis);
        }
        orders(recorded).forEach(order -> settle(recorded, order, outcome, serverTimeMillis));
    }

    private void settle(Recorded recorded, TrackedOrder order, Outcome outcome, long serverTimeMillis) {
        journal.outcomeOf(recorded, order, outcome, serverTimeMillis);
        AccountOrders account = index.of(order.key());
        if (outcome instanceof Outcome.Acked acked) {
            account.settle(order, new Settlement.Placed(acked.orderId(), false));
        } else if (outcome instanceof Outcome.Unknown unknown) {
            if (account.settle(order, new Settlement.Unresolved(unknown.why()))) {
                reconciliation.begin(order);
            }
        } else {
            account.free(order);
        }
    }

    private static List<TrackedOrder> orders(Recorded recorded) {
        return recorded.turned().claimed().orders();
    }
}
