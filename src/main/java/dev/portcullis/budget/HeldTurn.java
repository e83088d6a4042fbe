package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import java.util.Optional;

/** A granted turn and the slots that it holds. Its state is guarded by the room's lock. */
final class HeldTurn implements Turn {
    private final Budgets budgets;
    private final Ticket ticket;
    private final boolean furtherWrite;
    private final long grantedNanos;
    private boolean departed;
    private boolean settled;

    /** @param furtherWrite whether it is for one more write of a call that has had a turn */
    HeldTurn(Budgets budgets, Ticket ticket, boolean furtherWrite, long grantedNanos) {
        this.budgets = budgets;
        this.ticket = ticket;
        this.furtherWrite = furtherWrite;
        this.grantedNanos = grantedNanos;
    }

    @Override
    public void departed() {
        budgets.departed(this);
    }

    @Override
    public void giveBack() {
        budgets.giveBack(this);
    }

    @Override
    public void answered(RateAdvice advice) {
        budgets.answered(this, advice);
    }

    @Override
    public void unanswered(long responseDeadlineNanos) {
        budgets.unanswered(this, responseDeadlineNanos);
    }

    @Override
    public Optional<Turn> again() {
        return budgets.again(ticket);
    }

    @Override
    public Optional<Rejection> whyClosed() {
        return budgets.whyClosed(ticket);
    }

    @Override
    public long waitedNanos() {
        return furtherWrite ? 0 : grantedNanos - ticket.enteredNanos();
    }

    Ticket ticket() {
        return ticket;
    }

    int cost(Claim claim) {
        Passenger.Fare fare = ticket.passenger().fare();
        return furtherWrite
                ? claim.measure().ofFurtherWrite(fare)
                : claim.measure().of(fare);
    }

    boolean isDeparted() {
        return departed;
    }

    void markDeparted() {
        departed = true;
    }

    boolean isSettled() {
        return settled;
    }

    void markSettled() {
        settled = true;
    }
}
