package dev.portcullis.budget;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.BusinessLine;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class ManyThreadsTest {
    private static final int THREADS = 8;
    private static final int CALLS_PER_THREAD = 20_000;
    private static final int LIMIT = 10;

    private final ExecutorService threads = Executors.newFixedThreadPool(THREADS);
    private final ExecutorService network = Executors.newFixedThreadPool(2);
    private final Budgets budgets =
            new Budgets(() -> 0L, (delayNanos, task) -> () -> {}, new FakeRules(), Integer.MAX_VALUE);
    private final AtomicInteger holding = new AtomicInteger();
    private final AtomicInteger mostHolding = new AtomicInteger();
    private final AtomicInteger granted = new AtomicInteger();
    private final AtomicInteger left = new AtomicInteger();
    private final AtomicInteger refused = new AtomicInteger();

    @AfterEach
    void stop() {
        threads.shutdownNow();
        network.shutdownNow();
    }

    @Test
    void countsStayExactAndEveryPlaceEndsExactlyOnce() throws Exception {
        List<Callable<Void>> work = new ArrayList<>();
        for (int thread = 0; thread < THREADS; thread++) {
            work.add(hammer(thread));
        }
        for (Future<Void> done : threads.invokeAll(work, 60, TimeUnit.SECONDS)) {
            done.get();
        }
        await().until(() -> granted.get() + refused.get() == THREADS * CALLS_PER_THREAD && holding.get() == 0);
        await().until(() -> budgets.meter().boarding() == 0);

        assertThat(mostHolding.get()).isEqualTo(LIMIT);
        assertThat(refused.get()).isEqualTo(left.get());
        assertThat(granted.get()).isPositive();
        assertThat(left.get()).isPositive();
        BudgetMeter meter = budgets.meter();
        assertThat(meter.waiting().values()).containsOnly(0);
        assertThat(meter.windows()).isNotEmpty().allMatch(window -> window.used() == 0);
    }

    private Callable<Void> hammer(int seed) {
        Random random = new Random(seed);
        return () -> {
            for (int call = 0; call < CALLS_PER_THREAD; call++) {
                Place place = budgets.enter(passenger(random.nextInt(3)));
                place.turn().onSuccess(this::use).onFailure(why -> refused.incrementAndGet());
                if (random.nextInt(4) > 0 && place.leave(new Rejection.NotSent("left"))) {
                    left.incrementAndGet();
                }
            }
            return null;
        };
    }

    private void use(Turn turn) {
        mostHolding.accumulateAndGet(holding.incrementAndGet(), Math::max);
        granted.incrementAndGet();
        network.execute(() -> {
            holding.decrementAndGet();
            turn.giveBack();
        });
    }

    private static Passenger passenger(int bot) {
        Passenger.Payers payers = Passenger.Payers.signed(
                new AccountKey(FakeRules.MAINNET, "1"),
                new AccountId("alpha"),
                new CredentialId("key"),
                new ClientId("bot" + bot));
        Passenger.Fare fare =
                Passenger.Fare.one(EndpointTable.of(EndpointTable.ORDER_CREATE), BusinessLine.DERIVATIVES);
        return new Passenger(payers, fare, Priority.CREATE, Long.MAX_VALUE - 1, Runnable::run);
    }
}
