package dev.portcullis.bybit.normal;

import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * Bybit's words in the gate's: those that have one of their own here, all others in lower case with underscores, for
 * Bybit adds words often (docs:v5/enum).
 */
final class Words {
    private static final Pattern PART_BEGINS = Pattern.compile("(?<=[a-z0-9])(?=[A-Z])");
    private static final Pattern NO_LETTER = Pattern.compile("[^a-z0-9]+");

    /** Words as they are, in lower case. */
    static final Words PLAIN = of();
    /** The same, where {@code UNKNOWN} means that there is nothing to say. */
    static final Words KNOWN = of("UNKNOWN", "");

    static final Words SIDES = of("Buy", "buy", "Sell", "sell", "None", "");
    static final Words TYPES = of("Limit", "limit", "Market", "market", "UNKNOWN", "");
    static final Words TIMES_IN_FORCE =
            of("GTC", "gtc", "IOC", "ioc", "FOK", "fok", "PostOnly", "post_only", "RPI", "rpi");
    static final Words PRICES = of("LastPrice", "last", "IndexPrice", "index", "MarkPrice", "mark", "UNKNOWN", "");
    static final Words UNITS = of("baseCoin", "base", "quoteCoin", "quote");

    private final Map<String, String> own;

    private Words(Map<String, String> own) {
        this.own = own;
    }

    /** Pairs of Bybit's word and the gate's; an empty one means that nothing is shown. */
    private static Words of(String... pairs) {
        Map<String, String> own = new HashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            own.put(pairs[i], pairs[i + 1]);
        }
        return new Words(Map.copyOf(own));
    }

    /** The gate's word; empty when it says nothing. */
    String shown(String word) {
        String known = own.get(word);
        return known == null ? snake(word) : known;
    }

    private static String snake(String word) {
        String parted = PART_BEGINS.matcher(word).replaceAll("_").toLowerCase(Locale.ROOT);
        return NO_LETTER.matcher(parted).replaceAll("_");
    }
}
