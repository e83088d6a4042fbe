package dev.portcullis.budget;

import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The calls of one class that take from the same windows, first come, first served. Only its first call can be held
 * back by a window, so the flow as a whole stands in that window's line and no other call has to be looked at.
 */
final class Flow {
    private final Priority priority;
    private final Holder holder;
    private final List<Claim> claims;
    private @Nullable Waiter first;
    private @Nullable Waiter last;
    private int size;
    private @Nullable Window heldBackBy;
    private LineRank rank = LineRank.NOWHERE;

    /** @param claims in the order in which a refusal names them: key, client, UID, address */
    Flow(Priority priority, Holder holder, List<Claim> claims) {
        this.priority = priority;
        this.holder = holder;
        this.claims = claims;
    }

    Priority priority() {
        return priority;
    }

    Holder holder() {
        return holder;
    }

    List<Claim> claims() {
        return claims;
    }

    boolean takesFrom(Window window) {
        for (Claim claim : claims) {
            if (claim.window() == window) {
                return true;
            }
        }
        return false;
    }

    int size() {
        return size;
    }

    @Nullable
    Waiter first() {
        return first;
    }

    /** The window in whose line the flow stands; null when nobody waits. */
    @Nullable
    Window heldBackBy() {
        return heldBackBy;
    }

    /** Where in that line it stands; does not change while it stands there. */
    LineRank rank() {
        return rank;
    }

    void standsInLineOf(Window window, LineRank newRank) {
        heldBackBy = window;
        rank = newRank;
    }

    void standsNowhere() {
        heldBackBy = null;
        rank = LineRank.NOWHERE;
    }

    void append(Waiter waiter) {
        waiter.previous = last;
        if (last == null) {
            first = waiter;
        } else {
            last.next = waiter;
        }
        last = waiter;
        size++;
        holder.waiting().joined(priority);
    }

    void remove(Waiter waiter) {
        if (waiter.previous == null) {
            first = waiter.next;
        } else {
            waiter.previous.next = waiter.next;
        }
        if (waiter.next == null) {
            last = waiter.previous;
        } else {
            waiter.next.previous = waiter.previous;
        }
        waiter.previous = null;
        waiter.next = null;
        size--;
        holder.waiting().left(priority);
    }
}
