package dev.portcullis.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;

/** Gathers a paused stream into one buffer, up to a limit. */
final class BodyCollector {
    private BodyCollector() {}

    /** Fails when the stream breaks or is longer than {@code bytesMax}. */
    static Future<Buffer> collect(ReadStream<Buffer> stream, int bytesMax) {
        Promise<Buffer> whole = Promise.promise();
        Buffer body = Buffer.buffer();
        stream.exceptionHandler(whole::tryFail);
        stream.endHandler(end -> whole.tryComplete(body));
        stream.handler(part -> {
            if (body.length() + part.length() > bytesMax) {
                whole.tryFail("the exchange's answer is longer than " + bytesMax + " bytes");
            } else {
                body.appendBuffer(part);
            }
        });
        stream.resume();
        return whole.future();
    }
}
