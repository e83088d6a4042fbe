package dev.portcullis.door;

import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.RequestId;
import io.vertx.core.MultiMap;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpMethod;
import java.util.concurrent.Executor;

/**
 * A whole, well-formed request, as it came over the wire.
 *
 * @param id the gate's id of it
 * @param method GET, POST, PATCH or DELETE
 * @param path in its one canonical form
 * @param rawQuery without {@code ?}, empty when there is none
 * @param headers as received
 * @param body empty for a GET
 * @param origin where and when it came in
 */
public record RawRequest(
        RequestId id, HttpMethod method, String path, String rawQuery, MultiMap headers, Buffer body, Arrival origin) {

    /**
     * Where and when a request came in.
     *
     * @param arrivedNanos when its head was read, on the monotonic ticker
     * @param home runs continuations on its connection's event loop
     * @param proof what its connection by itself shows of the caller
     */
    public record Arrival(PeerAddress peer, long arrivedNanos, Executor home, Presented proof) {
        /** On a connection that shows nothing of its caller. */
        public Arrival(PeerAddress peer, long arrivedNanos, Executor home) {
            this(peer, arrivedNanos, home, new Presented.Nothing());
        }
    }

    /** Without headers, query and body, which may hold a token. */
    @Override
    public String toString() {
        return "RawRequest[" + id + " " + method + " " + path + " from " + origin.peer() + "]";
    }
}
