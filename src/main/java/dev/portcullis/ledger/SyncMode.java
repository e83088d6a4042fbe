package dev.portcullis.ledger;

import java.util.Arrays;
import java.util.Optional;

/** When an append counts as durable. */
public enum SyncMode {
    /** After fdatasync, shared by all that wait: survives the loss of power. */
    GROUP("group"),
    /** After the write to the operating system: survives kill -9, not the loss of power. */
    OS("os");

    private final String text;

    SyncMode(String text) {
        this.text = text;
    }

    /** The word in the configuration and in the ledger. */
    public String text() {
        return text;
    }

    /** The mode with this word, or empty. */
    public static Optional<SyncMode> ofText(String word) {
        return Arrays.stream(values()).filter(m -> m.text.equals(word)).findFirst();
    }
}
