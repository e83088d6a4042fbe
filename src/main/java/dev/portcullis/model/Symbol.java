package dev.portcullis.model;

import java.util.regex.Pattern;

/** An instrument's name as Bybit spells it: BTCUSDT, BTC-24MAR23, ETH-28FEB25-2800-C. */
public record Symbol(String text) {
    private static final Pattern FORM = Pattern.compile("[A-Z0-9][A-Z0-9._-]{0,39}");

    /** @throws IllegalArgumentException when the text does not match [A-Z0-9][A-Z0-9._-]{0,39} */
    public Symbol {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("symbol must match [A-Z0-9][A-Z0-9._-]{0,39}");
        }
    }

    @Override
    public String toString() {
        return text;
    }
}
