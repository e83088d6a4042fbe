package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.RejectedExecutionException;
import org.jspecify.annotations.Nullable;

/** A call in its flow's line. All but its promise is guarded by the room's lock. */
final class Waiter implements Place {
    private final Budgets budgets;
    private final Ticket ticket;
    private final Promise<Turn> promise = Promise.promise();
    private @Nullable HeldTurn granted;
    private @Nullable Rejection refused;

    @Nullable
    Waiter previous;

    @Nullable
    Waiter next;

    Waiter(Budgets budgets, Ticket ticket) {
        this.budgets = budgets;
        this.ticket = ticket;
    }

    @Override
    public Future<Turn> turn() {
        return promise.future();
    }

    @Override
    public boolean leave(Rejection why) {
        return budgets.leave(this, why);
    }

    Ticket ticket() {
        return ticket;
    }

    boolean isWaiting() {
        return granted == null && refused == null;
    }

    void grant(HeldTurn turn) {
        granted = turn;
    }

    void refuse(Rejection why) {
        refused = why;
    }

    /**
     * Tells the caller on its home; called once, after {@link #grant} or {@link #refuse}, without the lock. A home that
     * takes no more tasks has no caller any more, so its turn goes to the next.
     */
    void announce() {
        HeldTurn turn = granted;
        Rejection why = refused;
        try {
            ticket.passenger().home().execute(() -> handOver(turn, why));
        } catch (RejectedExecutionException homeIsClosed) {
            if (turn != null) {
                turn.giveBack();
            }
        }
    }

    private void handOver(@Nullable HeldTurn turn, @Nullable Rejection why) {
        if (turn != null) {
            promise.complete(turn);
        } else if (why != null) {
            promise.fail(why.asException());
        }
    }
}
