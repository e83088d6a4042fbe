package dev.portcullis.bybit;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Signs for one credential; there is no way to sign text of a client's choice. */
public interface Signer {
    /**
     * Signs one REST request (docs:v5/guide): timestamp + apiKey + recvWindow + payload. An HMAC signer completes at
     * once on the calling thread; an RSA signer completes later, on any thread, or fails when its queue is full; so
     * does one whose secret is in Vault.
     *
     * @param target what is signed for; the record of the signature names it
     * @param payload the raw query of a GET or the raw body of a POST, exactly as it will be sent
     * @param timestampMs UTC milliseconds of the exchange's clock
     * @param recvWindowMs how long after the timestamp the exchange may take it
     */
    Future<SignedRest> rest(RestTarget target, Buffer payload, long timestampMs, int recvWindowMs);

    /**
     * The same at a moment that the signer takes itself, for one that is far away: it stamps what it signs when it
     * begins to sign it.
     *
     * @return fails when the moment has passed before
     */
    default Future<SignedRest> rest(RestTarget target, Buffer payload, SigningMoment moment, int recvWindowMs) {
        return rest(target, payload, moment.timestampMs(), recvWindowMs);
    }

    /**
     * Whether a signature comes over a network, so late perhaps that a call departs only once it has one: until then a
     * cancel or a halt takes the call out, signed or not.
     */
    default boolean isFarAway() {
        return false;
    }

    /** Signs {@code GET/realtime<expires>} for a WebSocket's auth message (docs:v5/ws/connect). */
    Future<String> socketAuth(long expiresMs);
}
