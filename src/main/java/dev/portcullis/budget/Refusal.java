package dev.portcullis.budget;

import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.Rejection;

/** Words for the call that gets no turn: which limit bound it, its figure, when it has room again, what to do. */
final class Refusal {
    private static final long RETRY_AT_LEAST_MILLIS = 50;
    private static final long NANOS_PER_MILLI = 1_000_000;
    private static final long MILLIS_PER_SECOND = 1_000;

    private Refusal() {}

    /** Its deadline came before its turn. */
    static Rejection noTurn(Window window, Ticket ticket, long nowNanos) {
        if (window.isClosed(nowNanos)) {
            return closed(window, ticket, nowNanos);
        }
        long retryMillis = retryMillis(window, ticket, nowNanos);
        String detail = "no turn before the deadline: " + limit(window) + "; room again in " + retryMillis + " ms; "
                + advice(window.id().bound());
        return new Rejection.OutOfBudget(detail, window.id().bound(), retryMillis);
    }

    /** Too many wait already. */
    static Rejection lineIsFull(Window window, Ticket ticket, int waitingMax, long nowNanos) {
        long retryMillis = retryMillis(window, ticket, nowNanos);
        String detail =
                waitingMax + " calls of class " + ticket.flow().priority().text() + " wait already: "
                        + limit(window) + "; room again in " + retryMillis + " ms; "
                        + advice(window.id().bound());
        return new Rejection.OutOfBudget(detail, window.id().bound(), retryMillis);
    }

    /** It takes more at once than there ever is. */
    static Rejection costAboveLimit(Window window, int cost) {
        String detail = "one request that counts " + cost + " can never pass: " + limit(window)
                + "; split it into batches of at most " + window.limit();
        return new Rejection.OutOfBudget(detail, window.id().bound(), RETRY_AT_LEAST_MILLIS);
    }

    /** Bybit takes nothing for longer than it can wait. */
    static Rejection closed(Window window, Ticket ticket, long nowNanos) {
        long retryMillis = retryMillis(window, ticket, nowNanos);
        BudgetBound bound = window.id().bound();
        String detail = bound == BudgetBound.ADDRESS
                ? "Bybit has banned this gate's address for too many requests (HTTP 403): nothing leaves by REST for"
                        + " another " + retryMillis + " ms; do not restart the gate to get around it"
                : "Bybit answered 10006 (too many visits): " + holder(window.id()) + " sends nothing to "
                        + window.id().counted() + " for another " + retryMillis
                        + " ms; look for other programs that use this account outside the gate";
        return new Rejection.OutOfBudget(detail, bound, retryMillis);
    }

    private static String limit(Window window) {
        String atMost = holder(window.id()) + " has at most " + window.limit() + " " + what(window.id());
        return window.lengthNanos() == 0
                ? atMost
                : atMost + " in " + window.lengthNanos() / NANOS_PER_MILLI / MILLIS_PER_SECOND + " s";
    }

    private static String holder(WindowId id) {
        return switch (id.bound()) {
            case KEY -> "key " + id.holder();
            case CLIENT -> "client " + id.holder();
            case UID -> id.holder();
            case ADDRESS -> "this gate's address (" + id.holder() + ")";
        };
    }

    private static String what(WindowId id) {
        return id.bound() == BudgetBound.UID ? "requests to " + id.counted() : id.counted();
    }

    private static String advice(BudgetBound bound) {
        return switch (bound) {
            case KEY, CLIENT -> "send less, or have the desk raise that limit";
            case UID -> "send less, use batches, or ask Bybit for a higher tier";
            case ADDRESS -> "send less, or give some accounts a gate with an address of its own";
        };
    }

    private static long retryMillis(Window window, Ticket ticket, long nowNanos) {
        long untilNanos = window.whenRoomNanos(costAt(window, ticket), nowNanos) - nowNanos;
        return Math.max(RETRY_AT_LEAST_MILLIS, (untilNanos + NANOS_PER_MILLI - 1) / NANOS_PER_MILLI);
    }

    private static int costAt(Window window, Ticket ticket) {
        return ticket.flow().claims().stream()
                .filter(claim -> claim.window() == window)
                .mapToInt(ticket::cost)
                .findFirst()
                .orElse(1);
    }
}
