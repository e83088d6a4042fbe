package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** A create that a bug has thrown out of the path leaves nothing behind that would stop the next. */
final class IdempotencyStageTest {
    private final FakeTime time = new FakeTime();
    private final OrderIndex index = new OrderIndex();
    private final Idempotency stage = new Idempotency(
            index,
            new Recollection(index, new FakePast()),
            new Lines(),
            new Passages(null, null, null, time), // asked only when a call departs, and none does here
            new GateAnswers(() -> Instant.ofEpochMilli(1_790_000_000_000L)),
            new Race(time),
            time);

    @Test
    void anOrderThatNeverLeftBecauseAStageThrewMayBeSentAgain() {
        Service<Claimed> broken = claimed -> {
            throw new IllegalStateException("a bug");
        };
        Service<Claimed> mended = claimed ->
                Future.succeededFuture(new Answer.Settled(new Outcome.Acked(Optional.empty()), null, null, false));

        Future<Answer> first = stage.before(broken).serve(Orders.admitted(create()));
        Future<Answer> second = stage.before(mended).serve(Orders.admitted(create()));

        assertThat(first.failed()).isTrue();
        assertThat(second.succeeded()).as("%s", second).isTrue();
        assertThat(second.result()).isInstanceOf(Answer.Settled.class);
    }

    private static Call create() {
        return Orders.call(
                EndpointTable.ORDER_CREATE,
                EndpointKind.CREATE,
                Orders.facts(Orders.order("bot1", "a", "f".repeat(64))));
    }
}
