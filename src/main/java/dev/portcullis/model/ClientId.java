package dev.portcullis.model;

import java.util.regex.Pattern;

/** The desk's own name for a caller of the gate: a bot or a person. */
public record ClientId(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9][a-z0-9_-]{0,31} */
    public ClientId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a client name must match [a-z0-9][a-z0-9_-]{0,31}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
