package dev.portcullis.bybit;

import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Reads one parameter of a raw query; the query itself is signed and sent as it came. */
public final class RawQuery {
    private RawQuery() {}

    /**
     * The value of the parameter with exactly that raw name, percent-decoded.
     *
     * @param rawQuery what stands behind the question mark; may be empty
     * @return empty when it is absent, comes twice (who knows which one the exchange takes), or cannot be decoded
     */
    public static Optional<String> single(String rawQuery, String name) {
        String value = null;
        for (String pair : rawQuery.split("&", -1)) {
            if (!pair.startsWith(name + "=")) {
                continue;
            }
            if (value != null) {
                return Optional.empty();
            }
            value = pair.substring(name.length() + 1);
        }
        return Optional.ofNullable(value).flatMap(RawQuery::decoded);
    }

    private static Optional<String> decoded(String value) {
        try {
            return Optional.of(URLDecoder.decode(value, StandardCharsets.UTF_8));
        } catch (IllegalArgumentException notPercentEncoded) {
            return Optional.empty();
        }
    }
}
