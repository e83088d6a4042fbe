package dev.portcullis.sandbox.journal;

/**
 * Something that happened to an order in the exchange.
 *
 * @param timeMillis when, Unix milliseconds on the server's clock
 * @param kind what happened
 * @param uid whose order
 * @param orderId the exchange's id
 * @param orderLinkId the caller's id, empty when none was given
 * @param instrument category and symbol
 * @param status the order's status after it
 */
public record OrderEvent(
        long timeMillis, Kind kind, long uid, String orderId, String orderLinkId, String instrument, String status) {
    /** What happened. */
    public enum Kind {
        /** A create was accepted. */
        ACCEPTED,
        /** An amend was accepted. */
        AMENDED,
        /** A fill was booked. */
        FILLED,
        /** The order ended without being filled whole. */
        CANCELLED
    }
}
