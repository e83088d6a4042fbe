package dev.portcullis.model;

import java.util.Arrays;
import java.util.Optional;

/** What a person says of an order that nothing could prove. */
public enum OrderVerdict {
    /** It is, or was, at the exchange. */
    PLACED("placed"),
    /** It never was. */
    NOT_PLACED("not-placed");

    private final String text;

    OrderVerdict(String text) {
        this.text = text;
    }

    /** The verdict of that word. */
    public static Optional<OrderVerdict> ofText(String text) {
        return Arrays.stream(values())
                .filter(verdict -> verdict.text.equals(text))
                .findFirst();
    }

    /** The word on the command line and in the ledger. */
    public String text() {
        return text;
    }
}
