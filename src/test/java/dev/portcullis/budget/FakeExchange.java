package dev.portcullis.budget;

import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Counts what arrives in real rolling windows, as Bybit does, and writes down every request that was one too many. */
final class FakeExchange {
    private static final long SECOND_NANOS = 1_000_000_000L;

    private record Arrival(long atNanos, int cost) {}

    private static final class Rolling {
        final Deque<Arrival> arrivals = new ArrayDeque<>();
        int count;

        int arrive(long nowNanos, long lengthNanos, int cost) {
            while (!arrivals.isEmpty() && arrivals.peek().atNanos() <= nowNanos - lengthNanos) {
                count -= arrivals.poll().cost();
            }
            arrivals.add(new Arrival(nowNanos, cost));
            count += cost;
            return count;
        }
    }

    private final Map<String, Rolling> windows = new HashMap<>();
    private final List<String> overruns = new ArrayList<>();
    private long arrived;
    private long cost;

    void arrive(long nowNanos, String uidWindow, int uidLimit, int requestCost) {
        arrived++;
        cost += requestCost;
        count(nowNanos, uidWindow, SECOND_NANOS, uidLimit, requestCost);
        count(nowNanos, "address", 5 * SECOND_NANOS, 600, 1);
    }

    private void count(long nowNanos, String name, long lengthNanos, int limit, int requestCost) {
        int seen = windows.computeIfAbsent(name, missing -> new Rolling()).arrive(nowNanos, lengthNanos, requestCost);
        if (seen > limit) {
            overruns.add(name + " saw " + seen + " at " + nowNanos);
        }
    }

    List<String> overruns() {
        return overruns;
    }

    long arrived() {
        return arrived;
    }

    long cost() {
        return cost;
    }
}
