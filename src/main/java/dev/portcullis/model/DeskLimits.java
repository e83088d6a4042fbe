package dev.portcullis.model;

import org.jspecify.annotations.Nullable;

/**
 * What the desk itself allows a client or a credential, whatever Bybit would; null is no limit.
 *
 * @param requestsPerSecond requests of any kind in a rolling second
 * @param ordersPerSecond creates and amends in a rolling second, each order of a batch counted
 * @param inFlight requests that have departed and have no answer yet
 */
public record DeskLimits(
        @Nullable Integer requestsPerSecond,
        @Nullable Integer ordersPerSecond,
        @Nullable Integer inFlight) {
    /** No limit at all. */
    public static final DeskLimits NONE = new DeskLimits(null, null, null);

    /** @throws IllegalArgumentException when a limit is below 1 */
    public DeskLimits {
        requirePositive("requestsPerSecond", requestsPerSecond);
        requirePositive("ordersPerSecond", ordersPerSecond);
        requirePositive("inFlight", inFlight);
    }

    private static void requirePositive(String name, @Nullable Integer limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException(
                    name + " = " + limit + ": a limit is at least 1; to stop a client, disable it");
        }
    }
}
