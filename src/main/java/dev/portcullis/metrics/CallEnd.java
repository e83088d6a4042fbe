package dev.portcullis.metrics;

import dev.portcullis.model.Outcome;
import java.util.Locale;

/** How a call ended; the label {@code outcome}. */
public enum CallEnd {
    ACKED,
    REJECTED,
    UNKNOWN,
    NOT_SENT,
    NOT_PLACED,
    ADOPTED,
    /** A read that was answered. */
    READ,
    /** The gate's own no. */
    REFUSED,
    /** A bug in the gate. */
    FAILED;

    private final String label = name().toLowerCase(Locale.ROOT);

    /** The word in the label, the same as in headers and the ledger: {@code not_sent}. */
    public String label() {
        return label;
    }

    /** The end of a write with this outcome. */
    public static CallEnd of(Outcome outcome) {
        return valueOf(outcome.text().toUpperCase(Locale.ROOT));
    }
}
