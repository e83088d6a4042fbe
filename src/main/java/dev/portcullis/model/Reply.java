package dev.portcullis.model;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** What came of a send, as certain as the transport can tell. */
public sealed interface Reply {
    /** Proven that no byte of it was written. */
    record NotWritten(String why) implements Reply {}

    /** A whole answer with a body of at most 1 MiB; it may still be no answer of Bybit's (HTML, a proxy's page). */
    record Answered(AnswerHead head, Buffer body) implements Reply {}

    /** A read's answer on its way, paused; only for departures that asked for it. */
    record Streaming(AnswerHead head, ReadStream<Buffer> body) implements Reply {}

    /** Something may have been written, and no whole answer came. */
    record NoAnswer(String why) implements Reply {}
}
