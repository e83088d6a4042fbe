package dev.portcullis.door;

import dev.portcullis.model.AnswerHead.Header;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.streams.ReadStream;
import java.util.List;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What a door sends back. */
public sealed interface RawAnswer {
    /** The HTTP status. */
    int status();

    /** Headers of the answer, but for Content-Length, which the listener sets. */
    List<Header> headers();

    /** An answer that is there. */
    record Whole(int status, List<Header> headers, Buffer body) implements RawAnswer {}

    /** An answer that is still coming: {@code begun} is there, {@code rest} is paused. */
    record Flowing(int status, List<Header> headers, Buffer begun, ReadStream<Buffer> rest) implements RawAnswer {
        private static final Logger LOG = LoggerFactory.getLogger(Flowing.class);

        /**
         * Lets go of the rest, for nobody reads it any more: a stream that is {@link AutoCloseable} is closed, any
         * other runs dry, so that what it comes from is freed.
         */
        public void abandon() {
            if (rest instanceof AutoCloseable closeable) {
                close(closeable);
                return;
            }
            rest.exceptionHandler(broken -> {});
            rest.endHandler(null);
            rest.handler(part -> {});
            rest.resume();
        }

        private static void close(AutoCloseable stream) {
            try {
                stream.close();
            } catch (Exception failed) {
                LOG.warn("an abandoned answer could not be closed", failed);
            }
        }
    }
}
