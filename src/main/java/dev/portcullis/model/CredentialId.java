package dev.portcullis.model;

import java.util.regex.Pattern;

/** The store's id of one API key of an account; never the key itself; safe to log. */
public record CredentialId(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,63}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9][a-z0-9_-]{0,63} */
    public CredentialId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a credential id must match [a-z0-9][a-z0-9_-]{0,63}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
