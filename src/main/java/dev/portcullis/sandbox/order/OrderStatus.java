package dev.portcullis.sandbox.order;

/** Where an order stands (docs:v5/enum, section orderStatus). */
public enum OrderStatus {
    /** Rests, nothing filled. */
    NEW("New", true),
    /** Rests, partly filled. */
    PARTIALLY_FILLED("PartiallyFilled", true),
    /** Waits for its trigger price. */
    UNTRIGGERED("Untriggered", true),
    /** Filled whole. */
    FILLED("Filled", false),
    /** Cancelled; a derivatives order may have fills. */
    CANCELLED("Cancelled", false),
    /** Spot: cancelled with fills. */
    PARTIALLY_FILLED_CANCELED("PartiallyFilledCanceled", false),
    /** Cancelled before its trigger. */
    DEACTIVATED("Deactivated", false);

    private final String word;
    private final boolean open;

    OrderStatus(String word, boolean open) {
        this.word = word;
        this.open = open;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** Whether the order may still fill or be cancelled. */
    public boolean isOpen() {
        return open;
    }
}
