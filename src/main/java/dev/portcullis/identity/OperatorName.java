package dev.portcullis.identity;

import java.util.regex.Pattern;

/** The name of a person at the admin door; every record of what they did bears it. */
public record OperatorName(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_.-]{0,31}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9][a-z0-9_.-]{0,31} */
    public OperatorName {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an operator's name must match [a-z0-9][a-z0-9_.-]{0,31}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
