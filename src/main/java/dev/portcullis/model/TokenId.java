package dev.portcullis.model;

import java.util.regex.Pattern;

/** The public id of a client's or an operator's token; safe to log. */
public record TokenId(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9]{8,16}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9]{8,16} */
    public TokenId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a token id must match [a-z0-9]{8,16}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
