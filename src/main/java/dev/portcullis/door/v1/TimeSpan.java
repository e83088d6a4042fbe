package dev.portcullis.door.v1;

import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import java.time.Duration;
import java.time.OffsetDateTime;
import java.time.format.DateTimeParseException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * From when to when a list is wanted, both inclusive, in UTC milliseconds. Bybit keeps two years and reads at most
 * seven days at once (docs:v5/order/order-list).
 *
 * @param fromMillis null when the request does not say
 * @param toMillis null when the request does not say
 */
record TimeSpan(@Nullable Long fromMillis, @Nullable Long toMillis) {
    static final TimeSpan UNSAID = new TimeSpan(null, null);

    private static final long AT_ONCE_MAX_MILLIS = Duration.ofDays(7).toMillis();
    private static final long KEPT_MILLIS = Duration.ofDays(731).toMillis();

    /**
     * Reads {@code from} and {@code to}.
     *
     * @throws RejectedException when one of them is no time, or they are not in order, or too long ago
     */
    static TimeSpan of(V1Query query, long nowMillis) {
        TimeSpan span = new TimeSpan(
                millis(query, "from").orElse(null), millis(query, "to").orElse(null));
        if (span.fromMillis != null && span.fromMillis > span.endMillis(nowMillis)) {
            throw malformed("from", "must not lie behind to, or ahead of now");
        }
        if (span.startMillis(nowMillis) < nowMillis - KEPT_MILLIS) {
            throw malformed("from", "lies too long ago: the exchange keeps two years");
        }
        return span;
    }

    private static Optional<Long> millis(V1Query query, String name) {
        return query.one(name).map(text -> millis(name, text));
    }

    private static long millis(String name, String text) {
        try {
            return OffsetDateTime.parse(text).toInstant().toEpochMilli();
        } catch (DateTimeParseException | ArithmeticException noTime) {
            throw malformed(name, "must be a time of RFC 3339 such as 2026-01-31T12:00:00.000Z (write a + as %2B)");
        }
    }

    private static RejectedException malformed(String name, String detail) {
        return Rejection.Malformed.at("query " + name, detail).asException();
    }

    boolean isUnsaid() {
        return fromMillis == null && toMillis == null;
    }

    private long endMillis(long nowMillis) {
        return toMillis != null ? toMillis : nowMillis;
    }

    /** Without a {@code from}, what Bybit takes: seven days before the end. */
    private long startMillis(long nowMillis) {
        return fromMillis != null ? fromMillis : endMillis(nowMillis) - AT_ONCE_MAX_MILLIS;
    }

    /** Whether Bybit can read it in one go. */
    boolean fitsAtOnce(long nowMillis) {
        return endMillis(nowMillis) - startMillis(nowMillis) <= AT_ONCE_MAX_MILLIS;
    }

    /** It cut into spans that Bybit reads at once, none of them overlapping, the newest first as Bybit sorts. */
    List<TimeSpan> windows(long nowMillis) {
        if (fitsAtOnce(nowMillis)) {
            return List.of(this);
        }
        long start = startMillis(nowMillis);
        List<TimeSpan> windows = new ArrayList<>();
        for (long end = endMillis(nowMillis); end >= start; end = end - AT_ONCE_MAX_MILLIS - 1) {
            windows.add(new TimeSpan(Math.max(start, end - AT_ONCE_MAX_MILLIS), end));
        }
        return List.copyOf(windows);
    }

    /** Adds it to a query in Bybit's words. */
    void putInto(WireQuery query) {
        if (fromMillis != null) {
            query.put("startTime", fromMillis.toString());
        }
        if (toMillis != null) {
            query.put("endTime", toMillis.toString());
        }
    }
}
