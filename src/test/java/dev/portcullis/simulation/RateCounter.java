package dev.portcullis.simulation;

import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;

/**
 * Counts what arrives as Bybit does, by UID and endpoint in any second, and objects to what is too much. Each life of
 * the gate is counted for itself, for a gate that starts knows nothing of what left before (warm-up is for that). What
 * arrives after the gate has given up waiting does not count: the budgets take it for lost (design section 8).
 */
final class RateCounter {
    private static final long WINDOW_NANOS = 1_000_000_000L;
    private static final int ORDERS_PER_SECOND = 10;
    private static final int READS_PER_SECOND = 50;

    private final World world;
    private final Map<String, ArrayDeque<Long>> arrivals = new HashMap<>();

    RateCounter(World world) {
        this.world = world;
    }

    void arrived(WireRequest request) {
        ArrayDeque<Long> counted = arrivals.computeIfAbsent(
                request.life() + " " + request.account() + " " + request.path(), first -> new ArrayDeque<>());
        long now = world.time().nanos();
        if (now > request.answerByNanos()) {
            return;
        }
        while (!counted.isEmpty() && counted.peek() <= now - WINDOW_NANOS) {
            counted.remove();
        }
        int cost = request.path().endsWith("-batch")
                ? request.body().getJsonArray("request").size()
                : 1;
        for (int i = 0; i < cost; i++) {
            counted.add(now);
        }
        int limit = request.body().isEmpty() ? READS_PER_SECOND : ORDERS_PER_SECOND;
        if (counted.size() > limit) {
            world.judge()
                    .violated(counted.size() + " requests to " + request.path() + " within a second, above " + limit);
        }
    }
}
