package dev.portcullis.door.v2;

import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/** Writes the raw query of a v5 read out of what was read of a script's; nothing else of the script's goes into it. */
final class V5Query {
    private final StringBuilder text = new StringBuilder();

    V5Query put(String name, String value) {
        if (text.length() > 0) {
            text.append('&');
        }
        text.append(name)
                .append('=')
                .append(URLEncoder.encode(value, StandardCharsets.UTF_8).replace("+", "%20"));
        return this;
    }

    V5Query put(String name, Optional<String> value) {
        value.ifPresent(present -> put(name, present));
        return this;
    }

    String text() {
        return text.toString();
    }
}
