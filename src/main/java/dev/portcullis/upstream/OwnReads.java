package dev.portcullis.upstream;

import dev.portcullis.model.Departure;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.RequestId;
import io.vertx.core.buffer.Buffer;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongSupplier;
import java.util.function.Supplier;

/**
 * Makes the departures of reads that the gate asks for itself. Each is written once: whoever sends it took one slot of
 * the budget for it.
 */
public final class OwnReads {
    private static final int RECV_WINDOW_MILLIS = 5_000;
    private static final long SIGN_WITHIN_NANOS = 10_000_000_000L;
    private static final long ANSWER_TIMEOUT_MILLIS = 3_000;

    private static final DeparturePass ONE_WRITE = new DeparturePass() {
        @Override
        public Optional<String> depart() {
            return Optional.empty();
        }

        @Override
        public boolean departAgain() {
            return false;
        }
    };

    private final Supplier<RequestId> requestIds;
    private final LongSupplier nanoTicker;
    private final Executor home;

    /**
     * Makes departures.
     *
     * @param nanoTicker monotonic, nanoseconds
     * @param home where the replies are handled
     */
    public OwnReads(Supplier<RequestId> requestIds, LongSupplier nanoTicker, Executor home) {
        this.requestIds = requestIds;
        this.nanoTicker = nanoTicker;
        this.home = home;
    }

    /** A read along that route. */
    public Departure of(Departure.Route route, String rawQuery) {
        return new Departure(
                requestIds.get(),
                route,
                rawQuery,
                Buffer.buffer(),
                new Departure.Limits(
                        RECV_WINDOW_MILLIS, nanoTicker.getAsLong() + SIGN_WITHIN_NANOS, ANSWER_TIMEOUT_MILLIS, false),
                ONE_WRITE,
                home);
    }
}
