package dev.portcullis.model;

import java.math.BigDecimal;
import java.util.regex.Pattern;

/** A non-negative decimal kept as the exact text that came in, so that the text sent is the text received. */
public record Decimal(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,18})?");

    /** @throws IllegalArgumentException when the text is not plain digits with at most one point */
    public Decimal {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException(
                    "a decimal is up to 20 digits, optionally a point and up to 18 more, such as \"0.001\"");
        }
    }

    /** The value for comparison and arithmetic; never for re-writing the text. */
    public BigDecimal value() {
        return new BigDecimal(text);
    }

    @Override
    public String toString() {
        return text;
    }
}
