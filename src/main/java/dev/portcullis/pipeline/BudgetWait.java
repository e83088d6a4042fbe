package dev.portcullis.pipeline;

import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Place;
import dev.portcullis.budget.Turn;
import dev.portcullis.metrics.Meters;
import dev.portcullis.model.Answer;
import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Service;
import io.vertx.core.Future;

/** Waits until the call's turn has come in every budget that bounds it, or its deadline passes. */
final class BudgetWait implements Stage<Claimed, Turned> {
    private final Budgets budgets;
    private final Meters meters;

    BudgetWait(Budgets budgets, Meters meters) {
        this.budgets = budgets;
        this.meters = meters;
    }

    @Override
    public Service<Claimed> before(Service<Turned> next) {
        return claimed -> {
            Place place = budgets.enter(Passengers.of(claimed.admitted()));
            claimed.passage().waitsAt(place);
            return place.turn().compose(turn -> goOn(claimed, turn, next)).recover(BudgetWait::refusal);
        };
    }

    private Future<Answer> goOn(Claimed claimed, Turn turn, Service<Turned> next) {
        claimed.passage().holds(turn);
        meters.queueWait(turn.waitedNanos());
        return next.serve(new Turned(claimed, turn)).onComplete(done -> {
            if (!claimed.passage().hasDeparted()) {
                turn.giveBack();
            }
        });
    }

    private static Future<Answer> refusal(Throwable cause) {
        return cause instanceof RejectedException rejected
                ? Future.succeededFuture(new Answer.Refused(rejected.rejection()))
                : Future.failedFuture(cause);
    }
}
