package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;
import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/**
 * One request that is ready to leave, except for its timestamp and signature.
 *
 * @param requestId the gate's id of the call
 * @param route where it goes and who signs it
 * @param rawQuery the query to sign and send, without {@code ?}
 * @param payload the body to sign and send; empty for reads
 * @param limits how long its parts may take
 * @param pass the one step that turns waiting into departed
 * @param home runs continuations on the caller's own event loop
 */
public record Departure(
        RequestId requestId,
        Route route,
        String rawQuery,
        Buffer payload,
        Limits limits,
        DeparturePass pass,
        Executor home) {

    /**
     * Where a departure goes and who signs it.
     *
     * @param account null for a public read
     * @param credential null for a public read, which goes unsigned
     */
    public record Route(
            EnvironmentId environment,
            EndpointId endpoint,
            EndpointKind kind,
            @Nullable AccountId account,
            @Nullable CredentialId credential) {}

    /**
     * How long the parts of a departure may take.
     *
     * @param recvWindowMillis what is signed as recvWindow
     * @param signByNanos past this on the monotonic ticker no timestamp may be taken
     * @param answerTimeoutMillis from the write to the end of the answer
     * @param streamed whether the answer may come as a stream
     */
    public record Limits(int recvWindowMillis, long signByNanos, long answerTimeoutMillis, boolean streamed) {}
}
