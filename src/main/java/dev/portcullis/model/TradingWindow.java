package dev.portcullis.model;

import java.time.DayOfWeek;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.ZonedDateTime;
import java.util.Locale;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/**
 * One part of the week in which orders are taken, in UTC, such as {@code Mon-Fri 08:00-17:30}. A window that ends at or
 * before its start ends on the next day; {@code 24:00} is the end of the day.
 *
 * @param firstDay the first day of the week on which it opens
 * @param lastDay the last one; {@code Sat-Mon} goes over the weekend
 * @param fromMinute minute of the day at which it opens
 * @param toMinute minute of the day at which it closes, up to 1,440
 */
public record TradingWindow(DayOfWeek firstDay, DayOfWeek lastDay, int fromMinute, int toMinute) {
    private static final int MINUTES_A_DAY = 1_440;
    private static final int MINUTES_AN_HOUR = 60;
    private static final int DAYS_A_WEEK = 7;
    private static final Pattern FORM =
            Pattern.compile("([A-Z][a-z]{2})(?:-([A-Z][a-z]{2}))? ([0-9]{2}):([0-9]{2})-([0-9]{2}):([0-9]{2})");

    /**
     * Reads the form that {@link #text} writes.
     *
     * @throws IllegalArgumentException that shows the form
     */
    public static TradingWindow of(String text) {
        Matcher match = FORM.matcher(text);
        if (!match.matches()) {
            throw new IllegalArgumentException("\"" + text + "\" is no part of the week in UTC, such as Mon-Fri"
                    + " 08:00-17:30 or Sun 22:00-24:00");
        }
        DayOfWeek first = day(match.group(1));
        DayOfWeek last = match.group(2) == null ? first : day(match.group(2));
        return new TradingWindow(
                first, last, minute(match.group(3), match.group(4)), minute(match.group(5), match.group(6)));
    }

    private static DayOfWeek day(String word) {
        for (DayOfWeek day : DayOfWeek.values()) {
            if (shortOf(day).equals(word)) {
                return day;
            }
        }
        throw new IllegalArgumentException("\"" + word + "\" is no day; write Mon, Tue, Wed, Thu, Fri, Sat or Sun");
    }

    private static String shortOf(DayOfWeek day) {
        return day.name().charAt(0) + day.name().substring(1, 3).toLowerCase(Locale.ROOT);
    }

    private static int minute(String hour, String minute) {
        int of = Integer.parseInt(hour) * MINUTES_AN_HOUR + Integer.parseInt(minute);
        if (of > MINUTES_A_DAY || Integer.parseInt(minute) >= MINUTES_AN_HOUR) {
            throw new IllegalArgumentException(hour + ":" + minute + " is no time of a day; write 00:00 to 24:00");
        }
        return of;
    }

    /** Whether it is open at that moment. */
    public boolean isOpenAt(Instant moment) {
        ZonedDateTime utc = moment.atZone(ZoneOffset.UTC);
        int minute = utc.getHour() * MINUTES_AN_HOUR + utc.getMinute();
        if (toMinute > fromMinute) {
            return opensOn(utc.getDayOfWeek()) && minute >= fromMinute && minute < toMinute;
        }
        return (opensOn(utc.getDayOfWeek()) && minute >= fromMinute)
                || (opensOn(utc.getDayOfWeek().minus(1)) && minute < toMinute);
    }

    private boolean opensOn(DayOfWeek day) {
        int span = Math.floorMod(lastDay.getValue() - firstDay.getValue(), DAYS_A_WEEK);
        return Math.floorMod(day.getValue() - firstDay.getValue(), DAYS_A_WEEK) <= span;
    }

    /** The form in commands, files and the store. */
    public String text() {
        String days = shortOf(firstDay) + (firstDay == lastDay ? "" : "-" + shortOf(lastDay));
        return days + " " + time(fromMinute) + "-" + time(toMinute);
    }

    private static String time(int minute) {
        return String.format(Locale.ROOT, "%02d:%02d", minute / MINUTES_AN_HOUR, minute % MINUTES_AN_HOUR);
    }

    @Override
    public String toString() {
        return text();
    }
}
