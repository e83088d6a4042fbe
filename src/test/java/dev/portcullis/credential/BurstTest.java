package dev.portcullis.credential;

import static dev.portcullis.credential.FakeDesk.done;
import static dev.portcullis.credential.FakeDesk.failureOf;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.junit5.VertxExtension;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@ExtendWith(VertxExtension.class)
class BurstTest {
    @ParameterizedTest
    @ValueSource(ints = {0, 1, Burst.SLICE, Burst.SLICE + 1, 5 * Burst.SLICE})
    void everyPieceIsWorkedOnOnceInItsOrder(int count) throws Exception {
        List<Integer> pieces = IntStream.range(0, count).boxed().toList();
        List<Integer> worked = new ArrayList<>();
        done(Burst.forEach(pieces, worked::add));
        assertThat(worked).isEqualTo(pieces);
    }

    @Test
    void theLoopServesOthersBetweenTwoSlices(Vertx vertx) throws Exception {
        List<String> order = new ArrayList<>();
        Promise<Void> end = Promise.promise();
        vertx.getOrCreateContext().runOnContext(go -> {
            Vertx.currentContext().runOnContext(next -> order.add("other"));
            Burst.forEach(
                            List.copyOf(
                                    IntStream.range(0, Burst.SLICE + 1).boxed().toList()),
                            piece -> order.add("piece"))
                    .onComplete(end);
        });
        done(end.future());
        assertThat(order.indexOf("other")).isEqualTo(Burst.SLICE);
        assertThat(order).hasSize(Burst.SLICE + 2);
    }

    @Test
    void aPieceThatFailsEndsTheWork() throws Exception {
        List<Integer> worked = new ArrayList<>();
        Future<Void> work = Burst.forEach(List.of(1, 2, 3), piece -> {
            worked.add(piece);
            if (piece == 2) {
                throw new IllegalStateException("two");
            }
        });
        assertThat(failureOf(work)).hasMessage("two");
        assertThat(worked).containsExactly(1, 2);
    }
}
