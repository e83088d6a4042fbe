package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.ArrayList;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

final class LinesTest {
    private final Lines lines = new Lines();

    /** The default hash of an object is another one in each run, so a set of them has no order to rely on. */
    @Test
    void waitingCallsAreTakenOutInTheOrderInWhichTheyCame() {
        List<Passage> came =
                Stream.generate(() -> Orders.passage(() -> 0)).limit(100).toList();
        came.forEach(passage -> lines.join(Orders.ALPHA, passage));
        List<Passage> lookedAt = new ArrayList<>();

        int dropped = lines.takeOut(
                Orders.ALPHA,
                passage -> {
                    lookedAt.add(passage);
                    return true;
                },
                "a cancel");

        assertThat(dropped).isEqualTo(100);
        assertThat(lookedAt).containsExactlyElementsOf(came);
    }

    @Test
    void whoHasLeftIsNotTakenOut() {
        Passage passage = Orders.passage(() -> 0);
        lines.join(Orders.ALPHA, passage);
        lines.leave(Orders.ALPHA, passage);

        assertThat(lines.takeOut(Orders.ALPHA, any -> true, "a cancel")).isZero();
        assertThat(passage.isWaiting()).isTrue();
    }
}
