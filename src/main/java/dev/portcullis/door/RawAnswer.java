package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;

/** What a door sends back. */
public sealed interface RawAnswer {
    /** The HTTP status. */
    int status();

    /** Headers of the answer, but for Content-Length, which the listener sets. */
    List<Header> headers();

    /** An answer that is there. */
    record Whole(int status, List<Header> headers, Buffer body) implements RawAnswer {}

    /** An answer that is still coming: {@code begun} is there, {@code rest} is paused. */
    record Flowing(int status, List<Header> headers, Buffer begun, ReadStream<Buffer> rest) implements RawAnswer {}
}
