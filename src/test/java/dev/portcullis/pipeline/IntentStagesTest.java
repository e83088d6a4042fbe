package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Nothing leaves before its intent is durable, but no disk holds up a cancel (design invariant 2). */
final class IntentStagesTest {
    private static final Call CREATE = Orders.call(
            EndpointTable.ORDER_CREATE,
            EndpointKind.CREATE,
            new OrderFacts(Orders.BTCUSDT, new OrderLinkId("a"), null, null, null, null, null));

    private final FakeTime time = new FakeTime();
    private final FakeLedger ledger = new FakeLedger();
    private final ExchangeClock clock = new ExchangeClock(time);
    private final Fences fences =
            new Fences(environment -> clock, time, new Departures(new Waits(1_500, 2_000, 3_000, 2_500, 5_000)), 5_000);
    private final Journal journal = new Journal(ledger, new OrderIndex());
    private final List<Recorded> departed = new ArrayList<>();

    private Future<Answer> depart(Recorded recorded) {
        departed.add(recorded);
        return Future.succeededFuture(
                new Answer.Settled(new Outcome.Acked(Optional.empty()), AnswerHead.ok(), Buffer.buffer(), false));
    }

    private Turned turned(Call call) {
        Passage passage = new Passage(call, time, Optional::empty);
        return new Turned(new Claimed(Orders.admitted(call), passage, List.of()), new FakeTurn());
    }

    private void theClockIsKnown() {
        for (int i = 0; i < 8; i++) {
            time.pass(Duration.ofMillis(10));
            long now = time.getAsLong();
            clock.sample(now - 1_000_000, now, 1_700_000_000_000L + time.nowMillis());
        }
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void aCreateWaitsForTheDisk() {
        theClockIsKnown();
        ledger.stall();

        Future<Answer> answer =
                new DurableIntent(journal, fences).before(this::depart).serve(turned(CREATE));
        time.pass(Duration.ofMinutes(1));
        assertThat(departed).isEmpty();

        ledger.confirm();

        assertThat(departed).hasSize(1);
        assertThat(answer.succeeded()).isTrue();
    }

    @Test
    void aCreateWhoseIntentIsNotConfirmedIsNeverSent() {
        theClockIsKnown();
        ledger.stall();
        Future<Answer> answer =
                new DurableIntent(journal, fences).before(this::depart).serve(turned(CREATE));

        ledger.fail(new Rejection.NotSent("the disk does not confirm"));

        assertThat(departed).isEmpty();
        assertThat(answer.result()).isEqualTo(new Answer.Refused(new Rejection.NotSent("the disk does not confirm")));
    }

    @Test
    void theIntentHoldsItsFence() {
        theClockIsKnown();

        new DurableIntent(journal, fences).before(this::depart).serve(turned(CREATE));

        LedgerRecord.Intent intent = (LedgerRecord.Intent) ledger.records.get(0);
        assertThat(intent.order().orderLinkId()).isEqualTo(new OrderLinkId("a"));
        assertThat(intent.fence().recvWindowMillis()).isEqualTo(2_500);
        assertThat(departed.get(0).fence().atMillis()).isEqualTo(intent.fence().signByMillis() + 2_500 + 5_000);
    }

    @Test
    void aCreateIsNotEvenRecordedWhileTheExchangesTimeIsUnknown() {
        Future<Answer> answer =
                new DurableIntent(journal, fences).before(this::depart).serve(turned(CREATE));

        assertThat(departed).isEmpty();
        assertThat(ledger.records).isEmpty();
        assertThat(((Answer.Refused) answer.result()).rejection().detail()).contains("clock");
    }

    @Test
    void aCancelGoesAfterTwentyMillisecondsWithoutTheDisk() {
        ledger.stall();

        new LateIntent(journal, fences, new Race(time)).before(this::depart).serve(turned(Orders.cancel("a")));
        time.pass(Duration.ofMillis(19));
        assertThat(departed).isEmpty();
        time.pass(Duration.ofMillis(1));

        assertThat(departed).hasSize(1);
        assertThat(ledger.records).last().isInstanceOf(LedgerRecord.Late.class);
    }

    @Test
    void aCancelGoesAlsoWhenTheLedgerHasFailed() {
        ledger.stall();
        new LateIntent(journal, fences, new Race(time)).before(this::depart).serve(turned(Orders.cancel("a")));

        ledger.fail(new Rejection.NotSent("the ledger has failed"));

        assertThat(departed).hasSize(1);
    }

    @Test
    void aCancelWhoseIntentIsInTimeIsNotMarkedLate() {
        new LateIntent(journal, fences, new Race(time)).before(this::depart).serve(turned(Orders.cancel("a")));

        assertThat(departed).hasSize(1);
        assertThat(ledger.records).hasSize(1).first().isInstanceOf(LedgerRecord.Intent.class);
    }
}
