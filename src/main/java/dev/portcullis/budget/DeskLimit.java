package dev.portcullis.budget;

import java.util.OptionalInt;

/**
 * What the desk itself allows one credential, client or grant; empty: as much as Bybit does.
 *
 * @param requestsPerSecond all requests, cancels too
 * @param ordersPerSecond orders created or amended; a batch counts each of its orders
 * @param inFlight calls between their turn and their answer; never holds back a cancel
 */
public record DeskLimit(OptionalInt requestsPerSecond, OptionalInt ordersPerSecond, OptionalInt inFlight) {
    /** No limit of the desk's own. */
    public static final DeskLimit NONE = new DeskLimit(OptionalInt.empty(), OptionalInt.empty(), OptionalInt.empty());

    /** @throws IllegalArgumentException when a limit is not positive; nothing at all is what a halt is for */
    public DeskLimit {
        requirePositive("requestsPerSecond", requestsPerSecond);
        requirePositive("ordersPerSecond", ordersPerSecond);
        requirePositive("inFlight", inFlight);
    }

    private static void requirePositive(String name, OptionalInt limit) {
        if (limit.isPresent() && limit.getAsInt() < 1) {
            throw new IllegalArgumentException(name + " " + limit.getAsInt()
                    + " is not at least 1; to stop all calls, halt the client or account");
        }
    }
}
