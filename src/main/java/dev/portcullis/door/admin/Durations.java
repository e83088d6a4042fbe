package dev.portcullis.door.admin;

import java.time.Duration;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Lengths of time as operators write them: {@code 5m}, {@code 12h}, {@code 90d}. */
final class Durations {
    private static final Pattern FORM = Pattern.compile("([1-9][0-9]{0,4})(s|m|h|d)");

    private Durations() {}

    /** @throws IllegalArgumentException naming the forms */
    static Duration read(String text) {
        Matcher matcher = FORM.matcher(text);
        if (!matcher.matches()) {
            throw new IllegalArgumentException("must be a number and s, m, h or d, such as 90d");
        }
        long amount = Long.parseLong(matcher.group(1));
        return switch (matcher.group(2)) {
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            default -> Duration.ofDays(amount);
        };
    }
}
