package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import org.jspecify.annotations.Nullable;

/** What the order path gives back to a door. */
public sealed interface Answer {
    /**
     * A whole answer in Bybit's v5 shape, from Bybit or made by the gate (a replay, an unknown outcome).
     *
     * @param outcome what is certain about the write; null for a read
     * @param head status and headers for the caller
     * @param body the v5 body
     * @param replayed whether this answers for an earlier call's order, without a second send
     */
    record Settled(@Nullable Outcome outcome, AnswerHead head, Buffer body, boolean replayed) implements Answer {}

    /** A read's answer on its way; paused, to be piped or closed by the door. */
    record Streaming(AnswerHead head, ReadStream<Buffer> body) implements Answer {}

    /** The gate's own no: nothing is at the exchange because of this call. */
    record Refused(Rejection rejection) implements Answer {}
}
