package dev.portcullis.risk;

import dev.portcullis.model.EndpointKind;
import java.util.Arrays;
import java.util.Optional;

/** How much a halt stops; where there is no halt, trading is active. Reads pass in every mode. */
public enum HaltMode {
    /** Cancels pass, and creates with the literal {@code "reduceOnly":true}. */
    REDUCE_ONLY("reduce-only"),
    /** Cancels pass; what a plain {@code halt} means. */
    CANCEL_ONLY("cancel-only");

    private final String text;

    HaltMode(String text) {
        this.text = text;
    }

    /** The word in commands, errors and the ledger. */
    public String text() {
        return text;
    }

    /** The mode with this word, or empty. */
    public static Optional<HaltMode> ofText(String word) {
        return Arrays.stream(values()).filter(mode -> mode.text.equals(word)).findFirst();
    }

    /**
     * Whether a call may pass.
     *
     * @param reduceOnly whether every order of the body has the literal {@code "reduceOnly":true}
     */
    public boolean lets(EndpointKind kind, boolean reduceOnly) {
        return kind.isRead() || kind.isCancel() || (this == REDUCE_ONLY && kind.isCreate() && reduceOnly);
    }
}
