package dev.portcullis.door;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Timing;
import io.vertx.core.MultiMap;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How long a call has until it must have departed (design invariant 5). */
public final class Deadlines {
    /** What Bybit takes for a call that names none. */
    public static final int RECV_WINDOW_DEFAULT_MILLIS = 5_000;

    private static final int RECV_WINDOW_MAX_MILLIS = 60_000;
    private static final long ORDER_MAX_MILLIS = 2_000;
    private static final long CANCEL_MAX_MILLIS = 5_000;
    private static final long READ_MAX_MILLIS = 10_000;

    private Deadlines() {}

    /**
     * The time that a call has.
     *
     * @throws dev.portcullis.model.RejectedException when a header holds no number of milliseconds
     */
    public static Timing of(EndpointKind kind, MultiMap headers, long arrivedNanos) {
        return of(kind, headers, RECV_WINDOW_DEFAULT_MILLIS, arrivedNanos);
    }

    /**
     * The same of a call that says its recvWindow elsewhere than in its header.
     *
     * @param recvWindowMillis counts unless the header names another
     * @throws dev.portcullis.model.RejectedException when a header holds no number of milliseconds
     */
    public static Timing of(EndpointKind kind, MultiMap headers, int recvWindowMillis, long arrivedNanos) {
        int otherwise = Math.min(RECV_WINDOW_MAX_MILLIS, recvWindowMillis);
        int recvWindow = millis(headers, "X-BAPI-RECV-WINDOW", otherwise);
        int wanted = millis(headers, "X-Deadline-Ms", recvWindow);
        long granted = Math.min(wanted, longest(kind));
        return new Timing(arrivedNanos, arrivedNanos + TimeUnit.MILLISECONDS.toNanos(granted), recvWindow);
    }

    private static long longest(EndpointKind kind) {
        if (kind.isCancel()) {
            return CANCEL_MAX_MILLIS;
        }
        return kind.isRead() ? READ_MAX_MILLIS : ORDER_MAX_MILLIS;
    }

    private static int millis(MultiMap headers, String name, int otherwise) {
        @Nullable String text = headers.get(name);
        if (text == null || text.isBlank()) {
            return otherwise;
        }
        if (!text.strip().matches("[0-9]{1,6}") || Integer.parseInt(text.strip()) < 1) {
            throw Rejection.Malformed.at("header " + name, "must be 1 to 999999 milliseconds, plain digits")
                    .asException();
        }
        return Math.min(RECV_WINDOW_MAX_MILLIS, Integer.parseInt(text.strip()));
    }
}
