package dev.portcullis.sandbox.wire;

import java.util.Arrays;
import java.util.Optional;

/** How long an order may wait for a match (docs:v5/enum, section timeInForce). */
public enum TimeInForce {
    /** Rests until cancelled. */
    GTC("GTC"),
    /** Takes what it can at once; the rest is cancelled. */
    IOC("IOC"),
    /** Fills whole at once or is cancelled whole. */
    FOK("FOK"),
    /** Rests only; cancelled when it would take. */
    POST_ONLY("PostOnly");

    private final String word;

    TimeInForce(String word) {
        this.word = word;
    }

    /** The word on the wire. */
    public String word() {
        return word;
    }

    /** The one with this exact wire word. */
    public static Optional<TimeInForce> of(String word) {
        return Arrays.stream(values()).filter(tif -> tif.word.equals(word)).findFirst();
    }
}
