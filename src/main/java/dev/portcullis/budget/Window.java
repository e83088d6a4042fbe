package dev.portcullis.budget;

import dev.portcullis.model.BudgetBound;
import java.util.function.IntUnaryOperator;
import org.jspecify.annotations.Nullable;

/** One limit: its slots, who holds them, and the line of those that it holds back. Not thread-safe. */
final class Window {
    private final int number;
    private final WindowId id;
    private long lengthNanos;
    private final IntUnaryOperator limitRule;
    private final CoolingSlots cooling = new CoolingSlots();
    private final Line line = new Line();
    private int advisedLimit;
    private int limit;
    private int held;
    private long closedUntilNanos = Long.MIN_VALUE;
    private long wakeAtNanos = Long.MAX_VALUE;

    /**
     * @param number tells it apart from the room's others
     * @param lengthNanos how long a slot stays taken after the answer; 0 for calls in flight
     * @param limitRule gives the limit that holds now, from what Bybit's answers advised (0: nothing)
     */
    Window(int number, WindowId id, long lengthNanos, IntUnaryOperator limitRule) {
        this.number = number;
        this.id = id;
        this.lengthNanos = lengthNanos;
        this.limitRule = limitRule;
        this.limit = limitRule.applyAsInt(0);
    }

    int number() {
        return number;
    }

    WindowId id() {
        return id;
    }

    long lengthNanos() {
        return lengthNanos;
    }

    /** Makes it longer, where two environments of one egress disagree. */
    void lengthen(long toNanos) {
        lengthNanos = Math.max(lengthNanos, toNanos);
    }

    Line line() {
        return line;
    }

    int limit() {
        return limit;
    }

    /** Asks its rule again; returns whether the limit has changed. */
    boolean refreshLimit() {
        int before = limit;
        limit = limitRule.applyAsInt(advisedLimit);
        return limit != before;
    }

    /** Hears a limit from Bybit; whether it counts is for the rule to say. */
    boolean advise(int newLimit) {
        advisedLimit = newLimit;
        return refreshLimit();
    }

    /** Closes it, or keeps it closed for longer. */
    void closeUntil(long atNanos) {
        closedUntilNanos = Math.max(closedUntilNanos, atNanos);
    }

    long closedUntilNanos() {
        return closedUntilNanos;
    }

    boolean isClosed(long nowNanos) {
        return closedUntilNanos > nowNanos;
    }

    boolean hasRoom(int cost, long nowNanos) {
        cooling.expire(nowNanos);
        return !isClosed(nowNanos) && used() + (long) cost <= limit;
    }

    /** Whether the call may take {@code cost} now without passing a better one that waits here. */
    boolean admits(Ticket ticket, int cost, long nowNanos) {
        if (!hasRoom(cost, nowNanos)) {
            return false;
        }
        Flow best = line.first(nowNanos);
        return best == null || best == ticket.flow() || ticket.rankAt(this).compareTo(best.rank()) <= 0;
    }

    LineRank rankOf(Flow flow, long ticket) {
        return new LineRank(flow.priority(), isShared() ? flow.holder().round() : 0, ticket);
    }

    /** The flow that is next here, in its true rank; null when nobody waits. */
    @Nullable
    Flow next(long nowNanos) {
        Flow flow = line.first(nowNanos);
        while (flow != null && servedElsewhere(flow)) {
            line.remove(flow);
            flow.standsInLineOf(this, flow.rank().inRound(flow.holder().nextRound()));
            line.add(flow);
            flow = line.first(nowNanos);
        }
        return flow;
    }

    void take(int cost) {
        held += cost;
    }

    void giveBack(int cost) {
        held -= cost;
    }

    /** Starts the way out of slots whose call is over: Bybit may count it until {@code overNanos} + the length. */
    void cool(int cost, long overNanos) {
        held -= cost;
        cooling.add(overNanos + lengthNanos, cost);
    }

    int used(long nowNanos) {
        cooling.expire(nowNanos);
        return used();
    }

    /** When it next changes by itself; {@link Long#MAX_VALUE} when only an answer can change it. */
    long nextChangeNanos(long nowNanos) {
        cooling.expire(nowNanos);
        return isClosed(nowNanos) ? closedUntilNanos : cooling.whenFree(1);
    }

    /** When it has room for {@code cost}; where that hangs on answers to come, they are taken to come now. */
    long whenRoomNanos(int cost, long nowNanos) {
        cooling.expire(nowNanos);
        long missing = used() + (long) cost - limit;
        long roomNanos = missing <= 0 ? nowNanos : cooling.whenFree((int) Math.min(missing, Integer.MAX_VALUE));
        return Math.max(roomNanos == Long.MAX_VALUE ? nowNanos + lengthNanos : roomNanos, closedUntilNanos);
    }

    long wakeAtNanos() {
        return wakeAtNanos;
    }

    void wakesAt(long atNanos) {
        wakeAtNanos = atNanos;
    }

    private int used() {
        return held + cooling.total();
    }

    /** Whether the flow's account was served by another of its flows since this one was ranked. */
    private boolean servedElsewhere(Flow flow) {
        return isShared() && flow.holder().nextRound() > flow.rank().round();
    }

    private boolean isShared() {
        return id.bound() == BudgetBound.ADDRESS;
    }
}
