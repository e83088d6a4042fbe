package dev.portcullis.door.v1;

import dev.portcullis.model.Rejection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.regex.Pattern;

/**
 * What the value of a filter must look like, and what it is in Bybit's words.
 *
 * @param form what it must match; anything where it must be one of the words
 * @param words this door's words and Bybit's; empty when the value is the same for both
 */
record ListFilter(Pattern form, String wanted, Map<String, String> words) {
    static final ListFilter SYMBOL = matching("[A-Z0-9][A-Z0-9._-]{0,39}", "an upper-case name, such as BTCUSDT");
    static final ListFilter COIN = matching("[A-Z0-9]{1,20}", "an upper-case coin, such as USDT");
    static final ListFilter COINS =
            matching("[A-Z0-9]{1,20}(,[A-Z0-9]{1,20}){0,49}", "upper-case coins joined by commas, such as BTC,USDT");
    static final ListFilter ID = matching("[0-9A-Za-z_-]{1,64}", "an id of letters, digits, - and _");
    static final ListFilter ORDER_KIND = oneOf("order", "Order", "tpsl_order", "tpslOrder", "stop_order", "StopOrder");
    static final ListFilter INSTRUMENT_STATUS =
            oneOf("pre_launch", "PreLaunch", "trading", "Trading", "delivering", "Delivering", "closed", "Closed");

    private static ListFilter matching(String form, String wanted) {
        return new ListFilter(Pattern.compile(form), wanted, Map.of());
    }

    private static ListFilter oneOf(String... pairs) {
        Map<String, String> words = new LinkedHashMap<>();
        for (int i = 0; i < pairs.length; i += 2) {
            words.put(pairs[i], pairs[i + 1]);
        }
        return new ListFilter(
                Pattern.compile(".*"),
                "one of " + String.join(", ", words.keySet()),
                Collections.unmodifiableMap(words));
    }

    /** @throws dev.portcullis.model.RejectedException when the value is none */
    String wire(String name, String value) {
        boolean fits = words.isEmpty() ? form.matcher(value).matches() : words.containsKey(value);
        if (!fits) {
            throw Rejection.Malformed.at("query " + name, "must be " + wanted).asException();
        }
        return words.getOrDefault(value, value);
    }
}
