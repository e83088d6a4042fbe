package dev.portcullis.sandbox.limit;

import java.util.Map;

/**
 * What a window had left for a request.
 *
 * @param granted how much of the asked cost may pass; less than asked when the window is full
 * @param limit the window's size, {@code X-Bapi-Limit}; 0 when nothing is limited
 * @param remaining what is left after this request, {@code X-Bapi-Limit-Status}
 * @param resetAfterMillis how long until something is free again; 0 when something is
 */
public record Allowance(int granted, int limit, int remaining, long resetAfterMillis) {
    static Allowance unlimited(int cost) {
        return new Allowance(cost, 0, 0, 0);
    }

    /** The rate-limit headers, empty when nothing is limited (docs:v5/rate-limit/rate-limit). */
    public Map<String, String> headers(long serverMillis) {
        if (limit == 0) {
            return Map.of();
        }
        return Map.of(
                "X-Bapi-Limit", Integer.toString(limit),
                "X-Bapi-Limit-Status", Integer.toString(remaining),
                "X-Bapi-Limit-Reset-Timestamp", Long.toString(serverMillis + resetAfterMillis));
    }
}
