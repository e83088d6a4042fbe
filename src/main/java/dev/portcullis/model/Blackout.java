package dev.portcullis.model;

import java.time.DateTimeException;
import java.time.Instant;

/**
 * A time in which no orders are taken, such as around a release of figures.
 *
 * @param from its first moment
 * @param until the first moment after it
 */
public record Blackout(Instant from, Instant until) {
    /** @throws IllegalArgumentException when it ends before it begins */
    public Blackout {
        if (!until.isAfter(from)) {
            throw new IllegalArgumentException("a blackout ends after it begins, not " + from + "/" + until);
        }
    }

    /**
     * Reads {@code 2026-11-26T12:00:00Z/2026-11-26T14:00:00Z}.
     *
     * @throws IllegalArgumentException that shows the form
     */
    public static Blackout of(String text) {
        String[] ends = text.split("/", -1);
        if (ends.length == 2) {
            try {
                return new Blackout(Instant.parse(ends[0]), Instant.parse(ends[1]));
            } catch (DateTimeException notSo) {
                throw unreadable(text);
            }
        }
        throw unreadable(text);
    }

    private static IllegalArgumentException unreadable(String text) {
        return new IllegalArgumentException(
                "\"" + text + "\" is no blackout, such as 2026-11-26T12:00:00Z/2026-11-26T14:00:00Z");
    }

    /** Whether that moment lies in it. */
    public boolean covers(Instant moment) {
        return !moment.isBefore(from) && moment.isBefore(until);
    }

    /** The form in commands, files and the store. */
    public String text() {
        return from + "/" + until;
    }

    @Override
    public String toString() {
        return text();
    }
}
