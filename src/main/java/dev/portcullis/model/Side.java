package dev.portcullis.model;

import java.util.Arrays;
import java.util.Optional;

/** Which way an order goes. */
public enum Side {
    BUY("Buy"),
    SELL("Sell");

    private final String wire;

    Side(String wire) {
        this.wire = wire;
    }

    /** The word on the wire. */
    public String wire() {
        return wire;
    }

    /** The side with this word on the wire, or empty when Bybit has none such. */
    public static Optional<Side> ofWire(String word) {
        return Arrays.stream(values()).filter(v -> v.wire.equals(word)).findFirst();
    }
}
