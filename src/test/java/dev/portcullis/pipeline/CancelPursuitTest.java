package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** A cancel goes on until it is certain that its order does not live (design invariant 6). */
final class CancelPursuitTest {
    private static final int NOT_FOUND = 110001;

    private final FakeTime time = new FakeTime();
    private final FakeEvidence evidence = new FakeEvidence(time);
    private final OrderIndex index = new OrderIndex();
    private final List<Long> cancelledMillis = new ArrayList<>();
    private final TrackedOrder order = Orders.departed("bot1", "a", "f1");
    private Outcome cancelOutcome = new Outcome.Rejected(NOT_FOUND);
    private final CancelPursuit pursuit = new CancelPursuit(
            this::cancel, new GatesOwnCalls(same -> same, time), evidence, index, new Race(time), Runnable::run);

    @BeforeEach
    void theCreateHasDeparted() {
        Orders.claim(index.of(order.key()), List.of(order));
    }

    private Future<Answer> cancel(Admitted admitted) {
        cancelledMillis.add(time.nowMillis());
        return Future.succeededFuture(new Answer.Settled(cancelOutcome, AnswerHead.ok(), Buffer.buffer(), false));
    }

    private Future<Ending> pursued() {
        return pursuit.of(Orders.admitted(Orders.cancel("a")), order);
    }

    @Test
    void notFoundProvesNothingWhileTheCreateIsOpen() {
        Future<Ending> gone = pursued();

        time.pass(Duration.ofMinutes(1));

        assertThat(gone.isComplete()).isFalse();
        assertThat(cancelledMillis.get(0)).isZero();
        assertThat(cancelledMillis).hasSizeGreaterThan(10);
    }

    @Test
    void aLateCreateIsCancelledAgainAsSoonAsItIsSettled() {
        Future<Ending> gone = pursued();
        time.pass(Duration.ofMillis(100));
        assertThat(cancelledMillis).hasSize(1);

        cancelOutcome = new Outcome.Acked(Optional.of(new OrderId("id-1")));
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));

        assertThat(cancelledMillis).hasSize(2);
        assertThat(gone.isComplete()).isFalse();
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "Cancelled", 0), 0));
        time.pass(Duration.ofSeconds(1));
        assertThat(gone.succeeded()).isTrue();
    }

    @Test
    void notFoundIsTheEndOnceTheCreateIsSettled() {
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));

        assertThat(pursued().succeeded()).isTrue();
        assertThat(cancelledMillis).hasSize(1);
    }

    @Test
    void anAcknowledgedCancelIsNotTheEndUntilAReadShowsIt() {
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));
        cancelOutcome = new Outcome.Acked(Optional.of(new OrderId("id-1")));
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "New", 0), 0));

        Future<Ending> gone = pursued();
        time.pass(Duration.ofSeconds(2));
        assertThat(gone.isComplete()).isFalse();

        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "Cancelled", 0), 0));
        time.pass(Duration.ofSeconds(5));
        assertThat(gone.succeeded()).isTrue();
    }

    @Test
    void aCreateThatWasRefusedEndsThePursuit() {
        Future<Ending> gone = pursued();

        index.of(order.key()).free(order);

        assertThat(gone.succeeded()).isTrue();
        assertThat(cancelledMillis).hasSize(1);
    }

    @Test
    void aCreateProvenAbsentEndsThePursuit() {
        Future<Ending> gone = pursued();

        settle(new Settlement.Absent("proof"));
        time.pass(Duration.ofSeconds(1));

        assertThat(gone.succeeded()).isTrue();
    }

    @Test
    void aFreedIdThatIsUsedAnewIsNotPursued() {
        Future<Ending> gone = pursued();
        index.of(order.key()).free(order);
        Orders.claim(index.of(order.key()), List.of(Orders.departed("bot1", "a", "f2")));

        time.pass(Duration.ofMinutes(1));

        assertThat(gone.succeeded()).isTrue();
        assertThat(cancelledMillis).hasSize(1);
    }

    @Test
    void aRepeatedCancelGoesAtOnceAndJoinsThePursuitThatIsUnderWay() {
        Future<Ending> first = pursued();
        Future<Ending> second = pursued();
        Future<Ending> third = pursued();
        assertThat(cancelledMillis).containsExactly(0L, 0L, 0L);

        time.pass(Duration.ofMinutes(1));

        assertThat(cancelledMillis.stream().skip(2)).doesNotHaveDuplicates();
        settle(new Settlement.Absent("proof"));
        time.pass(Duration.ofSeconds(5));
        assertThat(List.of(first, second, third)).allMatch(Future::succeeded);
    }

    @Test
    void pausesGrowButNeverAboveFiveSeconds() {
        pursued();

        time.pass(Duration.ofMinutes(2));

        for (int i = 1; i < cancelledMillis.size(); i++) {
            assertThat(cancelledMillis.get(i) - cancelledMillis.get(i - 1)).isBetween(300L, 5_000L);
        }
    }

    @Test
    void anOrderThatWasFilledIsNotCalledCancelled() {
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));
        cancelOutcome = new Outcome.Unknown("no answer");
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", "Filled", 0), 0));

        assertThat(pursued().result()).isEqualTo(new Ending.Filled(new OrderId("id-1")));
    }

    @Test
    void whatBybitSaysOfAnOrderThatNoCancelOfTheGateReachedIsTold() {
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));

        assertThat(pursued().result())
                .isInstanceOfSatisfying(
                        Ending.TooLate.class,
                        late -> assertThat(late.bybits())
                                .extracting(Answer.Settled::outcome)
                                .isEqualTo(new Outcome.Rejected(NOT_FOUND)));
    }

    @Test
    void notFoundAfterAnAcknowledgedCancelIsItsEffect() {
        settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));
        cancelOutcome = new Outcome.Acked(Optional.empty());
        Future<Ending> gone = pursued();
        assertThat(gone.isComplete()).isFalse();

        cancelOutcome = new Outcome.Rejected(NOT_FOUND);
        time.pass(Duration.ofSeconds(1));

        assertThat(gone.result()).isEqualTo(new Ending.NotAlive());
    }

    @Test
    void aCreateThatNeverCameToLifeIsCancelledWithoutASend() {
        settle(new Settlement.Absent("proof"));

        assertThat(pursued().result()).isEqualTo(new Ending.NotAlive());
        assertThat(cancelledMillis).isEmpty();
    }

    @Test
    void aStoppingGateSaysSo() {
        pursuit.close();

        assertThat(pursued().cause()).hasMessageContaining("the gate is stopping");
    }

    private void settle(Settlement settlement) {
        index.of(order.key()).settle(order, settlement);
    }
}
