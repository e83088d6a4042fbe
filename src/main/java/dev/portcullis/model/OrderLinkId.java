package dev.portcullis.model;

import java.util.regex.Pattern;

/** The client's own order id at Bybit, unique for good (docs:v5/order/create-order). */
public record OrderLinkId(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9A-Za-z_-]{1,36}");

    /** @throws IllegalArgumentException when the text does not match [0-9A-Za-z_-]{1,36} */
    public OrderLinkId {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("orderLinkId must match [0-9A-Za-z_-]{1,36}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
