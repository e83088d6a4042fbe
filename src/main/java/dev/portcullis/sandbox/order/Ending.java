package dev.portcullis.sandbox.order;

/**
 * Why an order ended without being filled whole (docs:v5/enum, sections cancelType and rejectReason).
 *
 * @param cancelType who cancelled it
 * @param rejectReason why the engine did
 */
public record Ending(String cancelType, String rejectReason) {
    /** It has not ended, or was filled whole. */
    public static final Ending NONE = new Ending("UNKNOWN", "EC_NoError");

    /** Its owner cancelled it. */
    public static final Ending BY_USER = new Ending("CancelByUser", "EC_PerCancelRequest");

    /** It would have grown the position it may only shrink. */
    public static final Ending BY_REDUCE_ONLY = new Ending("CancelByReduceOnly", "EC_NoError");

    /** It would have met an order of the same account. */
    public static final Ending BY_SELF_MATCH = new Ending("CancelBySmp", "EC_BySelfMatch");

    /** A conditional order woke up and its account could not afford it. */
    public static final Ending NOT_AFFORDABLE = new Ending("CancelByCannotAffordOrderCost", "EC_NoError");

    /** PostOnly, but it would have taken. */
    public static final Ending WOULD_TAKE = new Ending("UNKNOWN", "EC_PostOnlyWillTakeLiquidity");

    /** FOK, but not enough was there. */
    public static final Ending NOT_WHOLE = new Ending("UNKNOWN", "EC_CancelForNoFullFill");

    /** IOC, and nothing or not all was there. */
    public static final Ending NOT_AT_ONCE = new Ending("UNKNOWN", "EC_NoImmediateQtyToFill");

    /** A market order for which the book was too thin. */
    public static final Ending BOOK_TOO_THIN = new Ending("UNKNOWN", "EC_NoEnoughQtyToFill");
}
