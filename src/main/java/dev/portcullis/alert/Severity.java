package dev.portcullis.alert;

import java.util.Locale;

/** How soon somebody must look. */
public enum Severity {
    /** Somebody must look within the day. */
    WARNING,
    /** Somebody must look now: orders do not pass, or somebody else may be trading. */
    CRITICAL;

    private final String text = name().toLowerCase(Locale.ROOT);

    /** The word in logs, webhooks and rules. */
    public String text() {
        return text;
    }
}
