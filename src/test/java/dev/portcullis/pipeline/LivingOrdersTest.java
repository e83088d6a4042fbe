package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.risk.PreTrade.Hold;
import io.vertx.core.Promise;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** When what an order holds is given back: never on a guess. */
final class LivingOrdersTest {
    private final FakeTime time = new FakeTime();
    private final FakeEvidence evidence = new FakeEvidence(time);
    private final OrderIndex index = new OrderIndex();
    private final LivingOrders living = new LivingOrders(evidence, new Race(time), Runnable::run);
    private final TrackedOrder order = Orders.departed("bot1", "a", "f1");
    private final SeenHold hold = new SeenHold();

    private static final class SeenHold implements Hold {
        private int neverPlaced;
        private int ended;

        @Override
        public void neverPlaced() {
            neverPlaced++;
        }

        @Override
        public void ended() {
            ended++;
        }

        @Override
        public boolean isOfOpenOrders() {
            return true;
        }
    }

    @BeforeEach
    void theOrderIsFollowed() {
        Orders.claim(index.of(order.key()), List.of(order));
        living.follow(order, hold, false);
    }

    private void placed() {
        index.of(order.key()).settle(order, new Settlement.Placed(Optional.empty(), false));
    }

    private void shows(String status) {
        evidence.realtimeShows(new Sighting.Seen(Orders.shown("id-1", status, 100), time.nowMillis()));
    }

    @Test
    void whatWasRefusedOrNotSentIsGivenBackAtOnce() {
        index.of(order.key()).free(order);

        assertThat(hold.neverPlaced).isOne();
    }

    @Test
    void whatIsProvenAbsentIsGivenBackAndWhatIsUnknownIsKept() {
        index.of(order.key()).settle(order, new Settlement.Unresolved("no answer"));
        time.pass(Duration.ofDays(2));
        assertThat(hold.neverPlaced + hold.ended).isZero();
        assertThat(evidence.realtimeAskedMillis).isEmpty();

        index.of(order.key()).settle(order, new Settlement.Absent("seen nowhere"));
        assertThat(hold.neverPlaced).isOne();
    }

    @Test
    void aLivingOrderKeepsWhatItHoldsAndIsLookedAtEverMoreSeldom() {
        shows("New");
        placed();
        time.pass(Duration.ofMinutes(10));

        assertThat(hold.ended).isZero();
        assertThat(evidence.realtimeAskedMillis).hasSizeBetween(10, 15);
        shows("Filled");
        time.pass(Duration.ofMinutes(1));
        assertThat(hold.ended).isOne();
        assertThat(hold.neverPlaced).isZero();
    }

    @Test
    void aCancelLetsItBeLookedAtSoon() {
        shows("New");
        placed();
        time.pass(Duration.ofMinutes(10));
        shows("Cancelled");

        living.mayHaveEnded(List.of(order));
        time.pass(Duration.ofMillis(200));

        assertThat(hold.ended).isOne();
    }

    @Test
    void aRefusalForWhatIsOpenLetsTheOldestBeLookedAtSoon() {
        shows("New");
        placed();
        time.pass(Duration.ofMinutes(10));
        shows("Filled");

        living.crowded(order.key().environment(), order.key().account());
        time.pass(Duration.ofMillis(200));

        assertThat(hold.ended).isOne();
    }

    @Test
    void oneReadThatShowsNothingEndsNoOrderAndAFailedOneNeverDoes() {
        placed();
        time.pass(Duration.ofSeconds(5));
        assertThat(hold.ended).as("seen nowhere once").isZero();
        evidence.historyShows(new Sighting.CouldNotTell("connection reset"));
        time.pass(Duration.ofHours(1));
        assertThat(hold.ended).isZero();

        evidence.historyShowsNothing();
        time.pass(Duration.ofMinutes(3));
        assertThat(hold.ended).as("seen nowhere twice").isOne();
    }

    @Test
    void fewReadsGoOnAtTheSameTime() {
        Few few = new Few(2);
        List<Promise<String>> running = new ArrayList<>();
        for (int i = 0; i < 5; i++) {
            few.run(() -> {
                running.add(Promise.promise());
                return running.get(running.size() - 1).future();
            });
        }

        assertThat(running).hasSize(2);
        running.get(0).complete("done");
        assertThat(running).hasSize(3);
        running.get(1).fail("broken");
        assertThat(running).hasSize(4);
    }
}
