package dev.portcullis.credential;

import org.jspecify.annotations.Nullable;

/**
 * What the desk lets one key do, below what Bybit lets its UID do; null where the desk sets no limit.
 *
 * @param requestsPerSecond of any kind
 * @param ordersPerSecond orders created or amended, each child of a batch counted
 * @param inFlight requests without an answer at one time
 */
public record CredentialLimits(
        @Nullable Integer requestsPerSecond,
        @Nullable Integer ordersPerSecond,
        @Nullable Integer inFlight) {
    /** No limit of the desk's own. */
    public static final CredentialLimits NONE = new CredentialLimits(null, null, null);

    /** @throws IllegalArgumentException when a limit is below 1 */
    public CredentialLimits {
        requirePositive("requestsPerSecond", requestsPerSecond);
        requirePositive("ordersPerSecond", ordersPerSecond);
        requirePositive("inFlight", inFlight);
    }

    private static void requirePositive(String name, @Nullable Integer limit) {
        if (limit != null && limit < 1) {
            throw new IllegalArgumentException(name + " is " + limit + "; a limit is at least 1, or left out");
        }
    }
}
