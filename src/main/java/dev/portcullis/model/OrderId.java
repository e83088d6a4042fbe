package dev.portcullis.model;

import java.util.regex.Pattern;

/** Bybit's id of an order: a UUID for derivatives, digits for spot; opaque. */
public record OrderId(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{1,64}");

    /** @throws IllegalArgumentException when the text does not match [0-9A-Za-z_-]{1,64} */
    public OrderId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("orderId must match [0-9A-Za-z_-]{1,64}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
