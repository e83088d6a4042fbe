package dev.portcullis.model;

import java.util.regex.Pattern;

/** The name of a set of Bybit base URLs: {@code mainnet}, {@code testnet}, or the desk's own. */
public record EnvironmentId(String text) {
    private static final Pattern FORM = Pattern.compile("[a-z0-9][a-z0-9_-]{0,31}");

    /** @throws IllegalArgumentException when the text does not match [a-z0-9][a-z0-9_-]{0,31} */
    public EnvironmentId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("an environment name must match [a-z0-9][a-z0-9_-]{0,31}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
