package dev.portcullis.model;

import org.jspecify.annotations.Nullable;

/**
 * One request on its way through the gate, as a door translated it; nothing of it has been believed yet.
 *
 * @param origin where it comes from
 * @param wantedAccount the account that it names; null when it leaves the choice to its client's only grant
 * @param endpoint what it asks of Bybit
 * @param kind what the endpoint does
 * @param rawQuery the query as received, without {@code ?}; empty when there is none
 * @param body what a write carries; null for reads (a pre-check, which has a body, is a write body too)
 * @param timing the time that it has
 */
public record Call(
        Origin origin,
        @Nullable AccountId wantedAccount,
        EndpointId endpoint,
        EndpointKind kind,
        String rawQuery,
        @Nullable WriteBody body,
        Timing timing) {

    /** The gate's id of this call. */
    public RequestId requestId() {
        return origin.requestId();
    }

    /** The same read in the background, with time until {@code departByNanos}. */
    public Call inBackground(long departByNanos) {
        Timing patient =
                new Timing(timing.arrivedNanos(), departByNanos, timing.recvWindowMillis(), Urgency.BACKGROUND);
        return new Call(origin, wantedAccount, endpoint, kind, rawQuery, body, patient);
    }

    /** The category that the body names, or null. */
    public @Nullable Category category() {
        return body == null ? null : body.category();
    }
}
