package dev.portcullis.gate;

import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.budget.RateAdvice;
import dev.portcullis.budget.Turn;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Reply;
import dev.portcullis.upstream.ClockBudget;
import io.vertx.core.Future;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/** Charges the gate's own questions for the time to the address window, behind everything else. */
final class BudgetedTime implements ClockBudget {
    private static final long PATIENCE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long ANSWER_NANOS = TimeUnit.SECONDS.toNanos(3);

    private final Budgets budgets;
    private final LongSupplier nanoTicker;
    private final Executor home;

    BudgetedTime(Budgets budgets, LongSupplier nanoTicker, Executor home) {
        this.budgets = budgets;
        this.nanoTicker = nanoTicker;
        this.home = home;
    }

    @Override
    public Future<Reply> inTurn(EnvironmentId environment, Supplier<Future<Reply>> request) {
        Passenger passenger = new Passenger(
                Payers.ofAddress(environment, null),
                Fare.one(EndpointTable.of(EndpointTable.SERVER_TIME), null),
                Priority.BACKGROUND,
                nanoTicker.getAsLong() + PATIENCE_NANOS,
                home);
        return budgets.enter(passenger).turn().compose(turn -> {
            turn.departed();
            return request.get().onSuccess(reply -> settle(turn, reply));
        });
    }

    private void settle(Turn turn, Reply reply) {
        if (reply instanceof Reply.Answered) {
            turn.answered(RateAdvice.NONE);
        } else if (reply instanceof Reply.NotWritten) {
            turn.giveBack();
        } else {
            turn.unanswered(nanoTicker.getAsLong() + ANSWER_NANOS);
        }
    }
}
