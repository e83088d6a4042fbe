package dev.portcullis.model;

import java.util.regex.Pattern;

/** The desk's own name for one Bybit UID in one environment, for example {@code alpha}. */
public record AccountId(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9][a-z0-9_-]{0,31} */
    public AccountId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an account name must match [a-z0-9][a-z0-9_-]{0,31}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
