package dev.portcullis.sandbox.limit;

import dev.portcullis.sandbox.wire.Line;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.IntUnaryOperator;
import java.util.function.LongSupplier;

/**
 * Rolling one-second windows per UID, endpoint and business line; the key does not matter (docs:v5/rate-limit). A
 * refused request takes nothing from the window.
 */
public final class UidLimits {
    private static final long WINDOW_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final LongSupplier nanoTicker;
    private final Map<Counter, RollingWindow> windows = new HashMap<>();
    private LimitPolicy policy;

    private record Counter(long uid, String path, String line) {}

    /** Windows under this policy, on this ticker. */
    public UidLimits(LimitPolicy policy, LongSupplier nanoTicker) {
        this.policy = policy;
        this.nanoTicker = nanoTicker;
    }

    /** Counts anew under another policy. */
    public synchronized void change(LimitPolicy other) {
        policy = other;
        windows.clear();
    }

    /** Takes a cost that passes whole or not at all. */
    public synchronized Allowance takeWhole(Visit visit, int cost) {
        return take(visit, cost, free -> free >= cost ? cost : 0);
    }

    /** Takes as much of a batch's cost as is free: its first items pass, the others do not. */
    public synchronized Allowance takePartly(Visit visit, int cost) {
        return take(visit, cost, free -> Math.min(free, cost));
    }

    private Allowance take(Visit visit, int cost, IntUnaryOperator share) {
        if (!(policy instanceof LimitPolicy.Scaled scaled)) {
            return Allowance.unlimited(cost);
        }
        long now = nanoTicker.getAsLong();
        RollingWindow window = window(visit, scaled.factor());
        int granted = share.applyAsInt(window.free(now));
        window.take(granted, now);
        long resetAfterMillis = granted < cost ? ceilMillis(window.nanosUntilNextFree(now)) : 0;
        return new Allowance(granted, window.limit(), window.free(now), resetAfterMillis);
    }

    private RollingWindow window(Visit visit, int factor) {
        int limit = visit.quota().perSecond(visit.vipLevel(), visit.line()) * factor;
        Counter counter = new Counter(visit.uid(), visit.path(), visit.quota().counter(visit.line()));
        RollingWindow window = windows.get(counter);
        if (window == null || window.limit() != limit) {
            window = new RollingWindow(limit, WINDOW_NANOS);
            windows.put(counter, window);
        }
        return window;
    }

    private static long ceilMillis(long nanos) {
        return TimeUnit.NANOSECONDS.toMillis(nanos + TimeUnit.MILLISECONDS.toNanos(1) - 1);
    }

    /**
     * One request to be counted.
     *
     * @param uid whose
     * @param vipLevel the account's level
     * @param path the endpoint
     * @param line the business line
     * @param quota the endpoint's figures
     */
    public record Visit(long uid, String vipLevel, String path, Line line, Quota quota) {}
}
