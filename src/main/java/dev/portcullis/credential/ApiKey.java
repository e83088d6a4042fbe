package dev.portcullis.credential;

import java.util.regex.Pattern;

/** The public half of an exchange key, as Bybit shows it; prints shortened. */
public record ApiKey(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Za-z0-9_-]{4,128}");
    private static final int SHOWN = 4;

    /** @throws IllegalArgumentException when the text cannot be an API key */
    public ApiKey {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an API key is 4 to 128 letters and digits, without blanks;"
                    + " copy it again from API Management, and do not mistake the secret for it");
        }
    }

    /** The first four characters: enough to tell keys apart, too few to use. */
    public String shortened() {
        return text.substring(0, SHOWN) + "...";
    }

    @Override
    public String toString() {
        return shortened();
    }
}
