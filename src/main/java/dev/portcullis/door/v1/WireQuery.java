package dev.portcullis.door.v1;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;

/** Writes the raw query of a read, each value percent-encoded once, in the order of the calls. */
final class WireQuery {
    private final StringBuilder text = new StringBuilder();

    WireQuery put(String name, String value) {
        if (text.length() > 0) {
            text.append('&');
        }
        text.append(name).append('=').append(encoded(value));
        return this;
    }

    /** A space is %20 here: a plus is one only in forms. */
    private static String encoded(String value) {
        return URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20");
    }

    String text() {
        return text.toString();
    }
}
