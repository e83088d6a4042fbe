package dev.portcullis.identity;

import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Finds a token in a text where none belongs. What merely begins like one, as an orderLinkId may, is none. */
public final class TokenScan {
    private static final String BEGINS = "pc";
    private static final Pattern TOKEN = Pattern.compile("pc[lo]_[a-z0-9]{8,12}_[0-9A-Za-z]{49}");

    private TokenScan() {}

    /**
     * The first token in the text, whole; empty when there is none. Takes a few nanoseconds for each hundred letters.
     */
    public static Optional<String> firstIn(String text) {
        for (int at = text.indexOf(BEGINS); at >= 0; at = text.indexOf(BEGINS, at + 1)) {
            Matcher token = TOKEN.matcher(text).region(at, text.length());
            if (token.lookingAt()) {
                return Optional.of(token.group());
            }
        }
        return Optional.empty();
    }
}
