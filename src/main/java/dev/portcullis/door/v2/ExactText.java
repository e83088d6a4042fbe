package dev.portcullis.door.v2;

import java.math.BigDecimal;
import java.util.Optional;
import java.util.regex.Pattern;

/**
 * Writes a script's number as Bybit's v5 takes it: plain digits, each as it came. Python and JavaScript write what is
 * very small or very large with an exponent; that is spelled out, digit by digit, and never goes through a double.
 */
final class ExactText {
    private static final Pattern PLAIN = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,18})?");
    private static final Pattern WITH_EXPONENT = Pattern.compile("[0-9]{1,20}(\\.[0-9]{1,18})?[eE][+-]?[0-9]{1,2}");

    private ExactText() {}

    /** The text in plain digits; empty when it is no such number. */
    static Optional<String> of(String text) {
        if (PLAIN.matcher(text).matches()) {
            return Optional.of(text);
        }
        return Optional.of(text)
                .filter(number -> WITH_EXPONENT.matcher(number).matches())
                .map(number -> new BigDecimal(number).toPlainString())
                .filter(plain -> PLAIN.matcher(plain).matches());
    }
}
