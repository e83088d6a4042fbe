package dev.portcullis.door.v1;

import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;

/** Makes the lines of an answer, part by part, when it is asked for the next one. */
interface LineSource {
    /** Whether the last part has been made. */
    boolean isOver();

    /** The next part: whole lines, maybe none; not to be called before the last one has come. */
    Future<Buffer> next();
}
