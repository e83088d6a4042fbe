package dev.portcullis.upstream;

import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.OptionalLong;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * Finds the exchange's time in an answer without reading all of it: {@code "time":<13 digits>} is the last member of
 * the envelope (docs:v5/guide), and the text of 10002 holds {@code server_timestamp[<13 digits>]}.
 */
final class ServerTime {
    private static final int TAIL_BYTES = 64;
    private static final Pattern LAST_MEMBER = Pattern.compile("[{,]\\s*\"time\"\\s*:\\s*\"?([0-9]{13})\"?\\s*}\\s*$");
    private static final Pattern IN_TEXT = Pattern.compile("server_timestamp\\[([0-9]{13})]");

    private ServerTime() {}

    /** The envelope's time in UTC milliseconds, when it is the last member. */
    static OptionalLong atEndOf(Buffer body) {
        int from = Math.max(0, body.length() - TAIL_BYTES);
        return first(LAST_MEMBER.matcher(body.getString(from, body.length(), StandardCharsets.ISO_8859_1.name())));
    }

    /** The time in the text of a refused timestamp. */
    static OptionalLong inTextOf(Buffer body) {
        return first(IN_TEXT.matcher(body.toString(StandardCharsets.ISO_8859_1)));
    }

    private static OptionalLong first(Matcher matcher) {
        return matcher.find() ? OptionalLong.of(Long.parseLong(matcher.group(1))) : OptionalLong.empty();
    }
}
