package dev.portcullis.door.v2;

import java.util.Map;
import java.util.stream.Collectors;

/** Words of the old API and v5's words for the same. */
final class OldWords {
    static final Map<String, String> TIMES_IN_FORCE =
            Map.of("GoodTillCancel", "GTC", "ImmediateOrCancel", "IOC", "FillOrKill", "FOK", "PostOnly", "PostOnly");
    static final Map<String, String> TRIGGERS =
            Map.of("LastPrice", "LastPrice", "IndexPrice", "IndexPrice", "MarkPrice", "MarkPrice");

    /** States of an order that are over, as both APIs call them. */
    static final Map<String, String> CLOSED =
            Map.of("Filled", "Filled", "Cancelled", "Cancelled", "Rejected", "Rejected");
    /** Open states; v5 has no word for an order that is taken but not yet in the book. */
    static final Map<String, String> OPEN =
            Map.of("Created", "New", "New", "New", "PartiallyFilled", "PartiallyFilled");
    /** What v5 does not show any more. */
    static final String PENDING_CANCEL = "PendingCancel";

    private static final Map<String, String> OLD_TIMES_IN_FORCE = TIMES_IN_FORCE.entrySet().stream()
            .collect(Collectors.toUnmodifiableMap(Map.Entry::getValue, Map.Entry::getKey));

    private OldWords() {}

    /** The old word; v5's own where the old API had none. */
    static String timeInForce(String v5Word) {
        return OLD_TIMES_IN_FORCE.getOrDefault(v5Word, v5Word);
    }

    /** The old word of a state. */
    static String status(String v5Word) {
        return v5Word.equals("PartiallyFilledCanceled") ? "Cancelled" : v5Word;
    }
}
