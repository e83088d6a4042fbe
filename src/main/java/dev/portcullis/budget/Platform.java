package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.NavigableSet;
import java.util.Optional;
import java.util.TreeSet;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/**
 * Where calls wait and turns are granted: arithmetic only, guarded by the lock of {@link Budgets}.
 *
 * <p>What holds between two steps: the first flow of a window's line lacks room in that very window. So whenever a
 * window may have got room it is {@link #rouse roused}, and nobody else has to be looked at.
 */
final class Platform {
    static final long NO_ALARM = Long.MAX_VALUE;

    private final Budgets budgets;
    private final int waitingMax;
    private final NavigableSet<Window> wakeups =
            new TreeSet<>(Comparator.comparingLong(Window::wakeAtNanos).thenComparingInt(Window::number));
    private final NavigableSet<Waiter> deadlines = new TreeSet<>(
            Comparator.comparingLong((Waiter waiter) -> waiter.ticket().deadlineNanos())
                    .thenComparingLong(waiter -> waiter.ticket().number()));
    private final WaitingCount waiting = new WaitingCount();
    private List<Waiter> settled = new ArrayList<>();
    private long alarmNanos = NO_ALARM;
    private int boarding;
    private int inFlight;

    /** @param waitingMax how many calls of one class may wait for one account */
    Platform(Budgets budgets, int waitingMax) {
        this.budgets = budgets;
        this.waitingMax = waitingMax;
    }

    /** Grants a turn at once, or gives the call a place in its flow's line, or refuses it. */
    Place enter(Ticket ticket, long nowNanos) {
        Flow flow = ticket.flow();
        Optional<Rejection> never = whyNever(ticket, nowNanos);
        if (never.isPresent()) {
            return SettledPlace.refused(never.get());
        }
        Window heldBackBy = flow.size() > 0 ? flow.heldBackBy() : holdsBack(ticket, nowNanos);
        if (heldBackBy == null) {
            return SettledPlace.granted(grant(ticket, false, nowNanos));
        }
        if (flow.holder().waiting().of(flow.priority()) >= waitingMax) {
            return SettledPlace.refused(Refusal.lineIsFull(heldBackBy, ticket, waitingMax, nowNanos));
        }
        return join(new Waiter(budgets, ticket), heldBackBy, nowNanos);
    }

    /** A turn for one more write of a call, or null when there is no room now. */
    @Nullable
    HeldTurn again(Ticket ticket, long nowNanos) {
        for (Claim claim : ticket.flow().claims()) {
            int cost = claim.measure().ofFurtherWrite(ticket.passenger().fare());
            if (cost > 0 && !claim.window().admits(ticket, cost, nowNanos)) {
                return null;
            }
        }
        return grant(ticket, true, nowNanos);
    }

    boolean leave(Waiter waiter, Rejection why, long nowNanos) {
        if (!waiter.isWaiting()) {
            return false;
        }
        refuse(waiter, why, nowNanos);
        return true;
    }

    void departed(HeldTurn turn) {
        if (!turn.isSettled() && !turn.isDeparted()) {
            turn.markDeparted();
            boarding--;
            inFlight++;
        }
    }

    void giveBack(HeldTurn turn, long nowNanos) {
        if (settle(turn)) {
            turn.ticket().flow().claims().forEach(claim -> claim.window().giveBack(turn.cost(claim)));
            rouseAll(turn.ticket().flow(), nowNanos);
        }
    }

    /**
     * Ends a turn whose request may be counted by Bybit.
     *
     * @param overNanos by then it has arrived there, if it ever does
     * @return false when the turn was settled before
     */
    boolean over(HeldTurn turn, long overNanos, long nowNanos) {
        if (!settle(turn)) {
            return false;
        }
        turn.ticket().flow().claims().forEach(claim -> claim.window().cool(turn.cost(claim), overNanos));
        rouseAll(turn.ticket().flow(), nowNanos);
        return true;
    }

    /** Closes a window: those who cannot live to see it open again are refused now. */
    void close(Window window, long untilNanos, long nowNanos) {
        window.closeUntil(untilNanos);
        Predicate<Waiter> hopeless = waiter -> waiter.ticket().flow().takesFrom(window)
                && waiter.ticket().deadlineNanos() <= window.closedUntilNanos();
        for (Waiter waiter : deadlines.stream().filter(hopeless).toList()) {
            refuseIfWaiting(waiter, window, nowNanos);
        }
        schedule(window, nowNanos);
    }

    /** Lets everybody pass who may, after {@code window} may have got room. */
    void rouse(Window window, long nowNanos) {
        Flow flow = window.next(nowNanos);
        while (flow != null && advance(flow, window, nowNanos)) {
            flow = window.next(nowNanos);
        }
        schedule(window, nowNanos);
    }

    /** Does what is due: refuses those whose deadline has passed, rouses the windows whose slots are free again. */
    void tick(long nowNanos) {
        while (!deadlines.isEmpty() && deadlines.first().ticket().deadlineNanos() <= nowNanos) {
            refuseLate(deadlines.first(), nowNanos);
        }
        while (!wakeups.isEmpty() && wakeups.first().wakeAtNanos() <= nowNanos) {
            rouse(wakeups.first(), nowNanos);
        }
    }

    /** When {@link #tick} has to be called, if that is earlier than any call already asked for; else NO_ALARM. */
    long takeAlarm() {
        long wakeNanos = wakeups.isEmpty() ? NO_ALARM : wakeups.first().wakeAtNanos();
        long lateNanos =
                deadlines.isEmpty() ? NO_ALARM : deadlines.first().ticket().deadlineNanos();
        long dueNanos = Math.min(wakeNanos, lateNanos);
        if (dueNanos >= alarmNanos) {
            return NO_ALARM;
        }
        alarmNanos = dueNanos;
        return dueNanos;
    }

    /** Notes that the alarm for that time has rung; one that was overtaken by an earlier one changes nothing. */
    void rang(long atNanos) {
        if (alarmNanos == atNanos) {
            alarmNanos = NO_ALARM;
        }
    }

    /** Those who were granted or refused since the last time, to be told without the lock. */
    List<Waiter> takeSettled() {
        if (settled.isEmpty()) {
            return List.of();
        }
        List<Waiter> taken = settled;
        settled = new ArrayList<>();
        return taken;
    }

    Map<Priority, Integer> waiting() {
        return waiting.snapshot();
    }

    int boarding() {
        return boarding;
    }

    int inFlight() {
        return inFlight;
    }

    private Waiter join(Waiter waiter, Window heldBackBy, long nowNanos) {
        Flow flow = waiter.ticket().flow();
        flow.append(waiter);
        deadlines.add(waiter);
        waiting.joined(flow.priority());
        if (flow.size() == 1) {
            stand(flow, waiter, heldBackBy, nowNanos);
        }
        return waiter;
    }

    /** One step of a rousing; false when the window has no room for the first flow of its line. */
    private boolean advance(Flow flow, Window window, long nowNanos) {
        Waiter first = flow.first();
        if (first == null) {
            throw new IllegalStateException("a flow without calls stands in the line of " + window.id());
        }
        if (first.ticket().deadlineNanos() <= nowNanos) {
            takeOut(first, nowNanos);
            settle(first, Refusal.noTurn(window, first.ticket(), nowNanos));
            return true;
        }
        Optional<Rejection> never = whyNever(first.ticket(), nowNanos);
        if (never.isPresent()) {
            takeOut(first, nowNanos);
            settle(first, never.get());
            return true;
        }
        Window heldBackBy = holdsBack(first.ticket(), nowNanos);
        if (heldBackBy == null) {
            takeOut(first, nowNanos);
            first.grant(grant(first.ticket(), false, nowNanos));
            settled.add(first);
            return true;
        }
        if (heldBackBy != window) {
            window.line().remove(flow);
            stand(flow, first, heldBackBy, nowNanos);
            return true;
        }
        return false;
    }

    private @Nullable Window holdsBack(Ticket ticket, long nowNanos) {
        for (Claim claim : ticket.flow().claims()) {
            if (!claim.window().admits(ticket, ticket.cost(claim), nowNanos)) {
                return claim.window();
            }
        }
        return null;
    }

    private Optional<Rejection> whyNever(Ticket ticket, long nowNanos) {
        for (Claim claim : ticket.flow().claims()) {
            Window window = claim.window();
            if (ticket.cost(claim) > window.limit()) {
                return Optional.of(Refusal.costAboveLimit(window, ticket.cost(claim)));
            }
            if (window.isClosed(nowNanos) && window.closedUntilNanos() >= ticket.deadlineNanos()) {
                return Optional.of(Refusal.closed(window, ticket, nowNanos));
            }
        }
        return Optional.empty();
    }

    private HeldTurn grant(Ticket ticket, boolean furtherWrite, long nowNanos) {
        HeldTurn turn = new HeldTurn(budgets, ticket, furtherWrite, nowNanos);
        Flow flow = ticket.flow();
        for (Claim claim : flow.claims()) {
            claim.window().take(turn.cost(claim));
            claim.window().line().served(flow.priority(), nowNanos);
        }
        flow.holder().served();
        boarding++;
        return turn;
    }

    /** Puts a flow in line; a rousing of that window that is due already stays due. */
    private void stand(Flow flow, Waiter first, Window window, long nowNanos) {
        flow.standsInLineOf(window, first.ticket().rankAt(window));
        window.line().add(flow);
        long changeNanos = window.nextChangeNanos(nowNanos);
        if (changeNanos < window.wakeAtNanos()) {
            wake(window, changeNanos);
        }
    }

    /** Takes a call out of its flow; the flow keeps standing, in the rank of its next call. */
    private void takeOut(Waiter waiter, long nowNanos) {
        Flow flow = waiter.ticket().flow();
        Window window = flow.heldBackBy();
        boolean wasFirst = flow.first() == waiter;
        flow.remove(waiter);
        deadlines.remove(waiter);
        waiting.left(flow.priority());
        if (!wasFirst || window == null) {
            return;
        }
        window.line().remove(flow);
        Waiter first = flow.first();
        if (first == null) {
            flow.standsNowhere();
        } else {
            stand(flow, first, window, nowNanos);
        }
    }

    private void refuseLate(Waiter waiter, long nowNanos) {
        Window window = waiter.ticket().flow().heldBackBy();
        if (window == null) {
            throw new IllegalStateException("a call waits in a flow that nothing holds back");
        }
        refuse(waiter, Refusal.noTurn(window, waiter.ticket(), nowNanos), nowNanos);
    }

    /** A refusal lets the next one be looked at, who may be refused by that already. */
    private void refuseIfWaiting(Waiter waiter, Window closed, long nowNanos) {
        if (waiter.isWaiting()) {
            refuse(waiter, Refusal.closed(closed, waiter.ticket(), nowNanos), nowNanos);
        }
    }

    private void refuse(Waiter waiter, Rejection why, long nowNanos) {
        Window window = waiter.ticket().flow().heldBackBy();
        takeOut(waiter, nowNanos);
        settle(waiter, why);
        if (window != null) {
            rouse(window, nowNanos);
        }
    }

    private void settle(Waiter waiter, Rejection why) {
        waiter.refuse(why);
        settled.add(waiter);
    }

    private boolean settle(HeldTurn turn) {
        if (turn.isSettled()) {
            return false;
        }
        turn.markSettled();
        if (turn.isDeparted()) {
            inFlight--;
        } else {
            boarding--;
        }
        return true;
    }

    private void rouseAll(Flow flow, long nowNanos) {
        for (Claim claim : flow.claims()) {
            if (!claim.window().line().isEmpty()) {
                rouse(claim.window(), nowNanos);
            }
        }
    }

    /** Sets when {@code window} is roused next; only for one that has just been roused, or closed. */
    private void schedule(Window window, long nowNanos) {
        wake(window, window.line().isEmpty() ? NO_ALARM : window.nextChangeNanos(nowNanos));
    }

    private void wake(Window window, long atNanos) {
        if (window.wakeAtNanos() != NO_ALARM) {
            wakeups.remove(window);
        }
        window.wakesAt(atNanos);
        if (atNanos != NO_ALARM) {
            wakeups.add(window);
        }
    }
}
