package dev.portcullis.bybit.normal;

import java.util.Map;

/** The gate's word for the state that an order is in; the words of the other states are the gate's own. */
public enum OrderStatus {
    /** Taken by the exchange, not yet in its book. */
    ACCEPTED("accepted"),
    OPEN("open"),
    PARTIALLY_FILLED("partially_filled"),
    FILLED("filled"),
    /** Ended by a cancel, whoever cancelled; part of it may have been filled. */
    CANCELLED("cancelled"),
    REJECTED("rejected"),
    /** Waits for its trigger. */
    UNTRIGGERED("untriggered"),
    /** Ended before its trigger came. */
    DEACTIVATED("deactivated"),
    /** In a state that has no word here. */
    UNKNOWN("unknown");

    /** Bybit's words (docs:v5/enum orderStatus); Created and Active are older ones. */
    private static final Map<String, OrderStatus> OF_BYBIT = Map.ofEntries(
            Map.entry("Created", ACCEPTED),
            Map.entry("Triggered", ACCEPTED),
            Map.entry("Active", OPEN),
            Map.entry("New", OPEN),
            Map.entry("PartiallyFilled", PARTIALLY_FILLED),
            Map.entry("Filled", FILLED),
            Map.entry("Cancelled", CANCELLED),
            Map.entry("PartiallyFilledCanceled", CANCELLED),
            Map.entry("Rejected", REJECTED),
            Map.entry("Untriggered", UNTRIGGERED),
            Map.entry("Deactivated", DEACTIVATED));

    private final String text;

    OrderStatus(String text) {
        this.text = text;
    }

    /** Reads Bybit's word; one that it has added since is {@link #UNKNOWN}. */
    public static OrderStatus ofBybit(String orderStatus) {
        return OF_BYBIT.getOrDefault(orderStatus, UNKNOWN);
    }

    /** The word in answers and events. */
    public String text() {
        return text;
    }
}
