package dev.portcullis.sandbox.wire;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;

/**
 * A paging cursor that looks like Bybit's: already percent-encoded, {@code page_token%3D39380%26} (docs samples).
 * Callers send it back raw (pybit) or encoded once more (bybit-api), so both forms are understood.
 */
public final class PageToken {
    private static final String PREFIX = "page_token=";

    private PageToken() {}

    /** The cursor behind which the entries older than this sequence number begin. */
    public static String of(long sequence) {
        return "page_token%3D" + sequence + "%26";
    }

    /**
     * The sequence number in a cursor, as decoded from a query string.
     *
     * @return empty when there is no cursor
     * @throws Refusal 10001 when the cursor is not one of ours
     */
    public static OptionalLong sequence(String cursor) {
        if (cursor.isEmpty()) {
            return OptionalLong.empty();
        }
        String plain = cursor.contains("%") ? decode(cursor) : cursor;
        if (!plain.startsWith(PREFIX) || !plain.endsWith("&")) {
            throw RetCode.PARAMETER.refusal("params error: cursor invalid");
        }
        try {
            return OptionalLong.of(Long.parseLong(plain.substring(PREFIX.length(), plain.length() - 1)));
        } catch (NumberFormatException notANumber) {
            throw RetCode.PARAMETER.refusal("params error: cursor invalid");
        }
    }

    /**
     * The place in a list of this size at which the page behind a cursor begins; 0 without a cursor.
     *
     * @throws Refusal 10001 when the cursor is not one of ours
     */
    public static int index(String cursor, int size) {
        long place = sequence(cursor).orElse(0);
        if (place < 0) {
            throw RetCode.PARAMETER.refusal("params error: cursor invalid");
        }
        return (int) Math.min(place, size);
    }

    private static String decode(String cursor) {
        try {
            return URLDecoder.decode(cursor, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException badEscape) {
            throw RetCode.PARAMETER.refusal("params error: cursor invalid");
        }
    }
}
