package dev.portcullis.model;

import java.util.regex.Pattern;

/** The gate's own id of one call, told to the caller and written to the ledger. */
public record RequestId(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{8,40}");

    /** @throws IllegalArgumentException when the text does not match [A-Za-z0-9_-]{8,40} */
    public RequestId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("a request id must match [A-Za-z0-9_-]{8,40}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
