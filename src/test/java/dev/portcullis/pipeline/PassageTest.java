package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Timing;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicReference;
import org.junit.jupiter.api.Test;

/** The one atomic step between waiting and departed (design invariant 5). */
final class PassageTest {
    private static final Call CALL = Orders.call(
            EndpointTable.ORDER_CREATE,
            EndpointKind.CREATE,
            new OrderFacts(Orders.BTCUSDT, new OrderLinkId("a"), null, null, null, null, null));

    private final AtomicReference<Optional<String>> objection = new AtomicReference<>(Optional.empty());
    private long nowNanos;

    private Passage passage(Call call) {
        return new Passage(call, () -> nowNanos, objection::get);
    }

    @Test
    void whatDepartsCannotBeDropped() {
        Passage passage = passage(CALL);

        assertThat(passage.depart()).isEmpty();

        assertThat(passage.drop("too late")).isFalse();
        assertThat(passage.hasDeparted()).isTrue();
        assertThat(passage.dropped()).isEmpty();
    }

    @Test
    void whatIsDroppedCannotDepartAndSaysWhy() {
        Passage passage = passage(CALL);

        assertThat(passage.drop("a cancel came")).isTrue();

        assertThat(passage.depart()).contains("a cancel came");
        assertThat(passage.drop("another reason")).isFalse();
        assertThat(passage.hasDeparted()).isFalse();
    }

    @Test
    void nobodyDepartsTwice() {
        Passage passage = passage(CALL);
        passage.depart();

        assertThat(passage.depart()).contains("it had departed before");
    }

    @Test
    void aDeadlineStopsADeparture() {
        Timing short1 = new Timing(0, 1_000, 5_000);
        Passage passage = passage(
                new Call(CALL.origin(), CALL.wantedAccount(), CALL.endpoint(), CALL.kind(), "", CALL.body(), short1));
        nowNanos = 1_000;
        assertThat(passage.isWaiting()).isTrue();

        nowNanos = 1_001;

        assertThat(passage.depart().orElseThrow()).contains("deadline");
        assertThat(passage.hasDeparted()).isFalse();
    }

    @Test
    void theDeskIsAskedAtTheLastMoment() {
        Passage passage = passage(CALL);
        objection.set(Optional.of("the token was revoked"));

        assertThat(passage.depart()).contains("the token was revoked");
        assertThat(passage.dropped()).contains("the token was revoked");
    }

    @Test
    void withoutASlotThereIsNoSecondWrite() {
        Passage passage = passage(CALL);
        passage.depart();

        assertThat(passage.departAgain()).isFalse();
    }

    @Test
    void ofADropAndADepartureInManyRacesExactlyOneWins() throws Exception {
        ExecutorService threads = Executors.newFixedThreadPool(2);
        for (int i = 0; i < 2_000; i++) {
            Passage passage = passage(CALL);
            CountDownLatch go = new CountDownLatch(1);
            Future<Boolean> dropped = threads.submit(() -> {
                go.await();
                return passage.drop("a cancel came");
            });
            Future<Boolean> departed = threads.submit(() -> {
                go.await();
                return passage.depart().isEmpty();
            });
            go.countDown();

            assertThat(dropped.get()).isNotEqualTo(departed.get());
            assertThat(passage.hasDeparted()).isEqualTo(departed.get());
        }
        threads.shutdown();
    }
}
