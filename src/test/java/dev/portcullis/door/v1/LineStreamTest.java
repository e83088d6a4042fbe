package dev.portcullis.door.v1;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

class LineStreamTest {
    /** Parts that come when the test says so. */
    private static final class FakeSource implements LineSource {
        private final List<Promise<Buffer>> asked = new ArrayList<>();
        private boolean over;

        @Override
        public boolean isOver() {
            return over;
        }

        @Override
        public Future<Buffer> next() {
            Promise<Buffer> part = Promise.promise();
            asked.add(part);
            return part.future();
        }

        void gives(String part) {
            asked.get(asked.size() - 1).complete(Buffer.buffer(part));
        }
    }

    private final FakeSource source = new FakeSource();
    private final LineStream stream = new LineStream(source);
    private final List<String> seen = new ArrayList<>();

    private void listen() {
        stream.handler(part -> seen.add(part.toString()));
        stream.endHandler(end -> seen.add("END"));
        stream.exceptionHandler(failed -> seen.add("FAILED " + failed.getMessage()));
    }

    @Test
    void nothingIsAskedForBeforeSomebodyReads() {
        listen();

        assertThat(source.asked).isEmpty();
    }

    @Test
    void onePartIsAskedForAtATime() {
        listen();
        stream.resume();
        stream.resume();

        assertThat(source.asked).hasSize(1);
        source.gives("a\n");
        assertThat(seen).containsExactly("a\n");
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void whatComesWhileTheReaderIsBusyWaitsForItAndNothingMoreIsAskedFor() {
        listen();
        stream.resume();
        stream.pause();
        source.gives("a\n");

        assertThat(seen).isEmpty();
        assertThat(source.asked).hasSize(1);
        stream.resume();
        assertThat(seen).containsExactly("a\n");
        assertThat(source.asked).hasSize(2);
    }

    @Test
    void aReaderThatPausesInsideItsHandlerIsHeard() {
        stream.handler(part -> {
            seen.add(part.toString());
            stream.pause();
        });
        stream.resume();
        source.gives("a\n");

        assertThat(source.asked).hasSize(1);
    }

    @Test
    void aFetchOfOneBringsOne() {
        listen();
        stream.fetch(1);
        source.gives("a\n");

        assertThat(seen).containsExactly("a\n");
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void theEndComesBehindTheLastPart() {
        listen();
        stream.resume();
        source.over = true;
        source.gives("a\n");

        assertThat(seen).containsExactly("a\n", "END");
    }

    @Test
    void anEmptyPartIsPassedOver() {
        listen();
        stream.resume();
        source.gives("");
        source.over = true;
        source.gives("b\n");

        assertThat(seen).containsExactly("b\n", "END");
    }

    @Test
    void aFailureIsTheEnd() {
        listen();
        stream.resume();
        source.asked.get(0).fail("broken");
        stream.resume();

        assertThat(seen).containsExactly("FAILED broken");
        assertThat(source.asked).hasSize(1);
    }

    @Test
    void onceItIsClosedNothingIsAskedForAndNothingIsSaid() {
        listen();
        stream.resume();
        stream.close();
        source.gives("a\n");
        stream.resume();

        assertThat(seen).isEmpty();
        assertThat(source.asked).hasSize(1);
    }
}
