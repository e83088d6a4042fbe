package dev.portcullis.door;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/**
 * The beginning of a stream, read ahead, so that a short answer can be looked through while a long one still flows.
 *
 * @param begun what was read; the stream is paused behind it
 * @param isWhole whether the stream has ended
 */
public record StreamHead(Buffer begun, boolean isWhole) {
    /** Reads a paused stream until it ends or {@code bytes} are there; fails when it breaks before. */
    public static Future<StreamHead> read(ReadStream<Buffer> stream, int bytes) {
        Promise<StreamHead> head = Promise.promise();
        Buffer begun = Buffer.buffer();
        stream.exceptionHandler(head::tryFail);
        stream.endHandler(end -> head.tryComplete(new StreamHead(begun, true)));
        stream.handler(part -> {
            begun.appendBuffer(part);
            if (begun.length() >= bytes) {
                stream.pause();
                head.tryComplete(new StreamHead(begun, false));
            }
        });
        stream.resume();
        return head.future();
    }
}
