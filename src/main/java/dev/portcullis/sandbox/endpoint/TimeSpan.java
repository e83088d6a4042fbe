package dev.portcullis.sandbox.endpoint;

import dev.portcullis.sandbox.wire.Params;
import java.time.Duration;
import java.util.Optional;

/**
 * The time span of a history read, at most seven days (docs:v5/order/order-list).
 *
 * @param startMillis first moment, Unix milliseconds
 * @param endMillis last moment, Unix milliseconds
 */
record TimeSpan(long startMillis, long endMillis) {
    private static final long LENGTH_MAX_MILLIS = Duration.ofDays(7).toMillis();

    /** The last seven days without times, seven days from the start or up to the end with one of them. */
    static TimeSpan of(Params params, long nowMillis) {
        Optional<Long> givenStart = params.whole("startTime");
        Optional<Long> givenEnd = params.whole("endTime");
        if (givenStart.isEmpty() && givenEnd.isEmpty()) {
            return new TimeSpan(nowMillis - LENGTH_MAX_MILLIS, Long.MAX_VALUE);
        }
        long start = givenStart.orElseGet(() -> givenEnd.orElseThrow() - LENGTH_MAX_MILLIS);
        long end = givenEnd.orElse(start + LENGTH_MAX_MILLIS);
        if (end < start || end - start > LENGTH_MAX_MILLIS) {
            throw Params.invalid("endTime", "must be after startTime and at most 7 days later");
        }
        return new TimeSpan(start, end);
    }

    boolean contains(long timeMillis) {
        return timeMillis >= startMillis && timeMillis <= endMillis;
    }
}
