package dev.portcullis.budget;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.bybit.Tier;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.Rejection;
import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests travel with any delay that the response deadline allows, and the exchange never counts one too many. */
class ExactnessTest {
    private static final long RESPONSE_TIMEOUT_NANOS = 1_500_000_000L;
    private static final long MILLI_NANOS = 1_000_000L;
    private static final List<Category> CATEGORIES = List.of(Category.values());
    private static final List<EndpointId> ENDPOINTS = List.of(
            EndpointTable.ORDER_CREATE,
            EndpointTable.ORDER_AMEND,
            EndpointTable.ORDER_CANCEL,
            EndpointTable.ORDER_CREATE_BATCH,
            EndpointTable.ORDER_REALTIME);

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void noWindowIsEverExceededWhateverTheNetworkDoes(long seed) {
        Traffic traffic = new Traffic(new Station(), seed, RESPONSE_TIMEOUT_NANOS, 5);
        for (int bot = 0; bot < 40; bot++) {
            traffic.send(bot % 16, 30_000, 90);
        }
        traffic.station.time.passMillis(40_000);

        assertThat(traffic.exchange.overruns()).isEmpty();
        assertThat(traffic.exchange.arrived()).isGreaterThan(2_500);
        traffic.assertEverythingIsSettled();
    }

    @Tag("long")
    @Test
    void noWindowIsEverExceededUnderManySeeds() {
        LongStream.range(100, 400).forEach(this::noWindowIsEverExceededWhateverTheNetworkDoes);
    }

    @Test
    void aUidsFullLimitIsReachedWhenTheNetworkIsFast() {
        Traffic traffic = new Traffic(new Station(), 11, 10 * MILLI_NANOS, 0);
        traffic.create(60_000, 50);
        traffic.station.time.passMillis(60_000);

        assertThat(traffic.exchange.overruns()).isEmpty();
        assertThat(traffic.exchange.arrived()).isBetween(570L, 600L);
    }

    @Test
    void theFullAddressLimitIsReachedWhenTheNetworkIsFast() {
        FakeRules rules = new FakeRules().mainnet(AddressLimit.BYBIT, new TierRule.None());
        Traffic traffic = new Traffic(new Station(rules), 12, 10 * MILLI_NANOS, 0);
        for (int account = 0; account < 20; account++) {
            traffic.createAndCancel(account, 60_000, 100);
        }
        traffic.station.time.passMillis(60_000);

        assertThat(traffic.exchange.overruns()).isEmpty();
        assertThat(traffic.exchange.arrived()).isBetween(6_840L, 7_200L);
    }

    @Test
    void theExchangeOfThisTestSeesAnOverrun() {
        FakeExchange exchange = new FakeExchange();
        IntStream.range(0, 10).forEach(i -> exchange.arrive(i * 100L * MILLI_NANOS, "window", 10, 1));
        assertThat(exchange.overruns()).isEmpty();

        exchange.arrive(999 * MILLI_NANOS, "window", 10, 1);

        assertThat(exchange.overruns()).containsExactly("window saw 11 at 999000000");
    }

    /** Bots, their calls and a network of any delay, all from one seed. */
    private static final class Traffic {
        final Station station;
        final FakeExchange exchange = new FakeExchange();
        final long worstNanos;
        private final Random random;
        private final int troublePercent;
        private long entered;
        private long settled;

        /**
         * @param worstNanos each way takes less than that
         * @param troublePercent how many calls are dropped, left or never answered, and how many are written again
         */
        Traffic(Station station, long seed, long worstNanos, int troublePercent) {
            this.troublePercent = troublePercent;
            this.station = station;
            this.random = new Random(seed);
            this.worstNanos = worstNanos;
        }

        /** A bot that sends all kinds of calls, on average one every {@code everyMillis}. */
        void send(int account, long forMillis, int everyMillis) {
            repeat(forMillis, everyMillis, () -> enter(anyCall(account)));
        }

        void create(long forMillis, int everyMillis) {
            repeat(forMillis, everyMillis, () -> enter(station.call()));
        }

        void createAndCancel(int account, long forMillis, int everyMillis) {
            repeat(forMillis, everyMillis, () -> {
                enter(station.call().on("a" + account));
                enter(station.call().on("a" + account).cancel());
            });
        }

        void assertEverythingIsSettled() {
            BudgetMeter meter = station.budgets.meter();
            assertThat(settled).isEqualTo(entered).isPositive();
            assertThat(meter.boarding()).isZero();
            assertThat(meter.inFlight()).isZero();
            assertThat(meter.waiting().values()).containsOnly(0);
            assertThat(meter.windows()).allMatch(window -> window.used() == 0);
        }

        private void repeat(long forMillis, int everyMillis, Runnable work) {
            if (forMillis <= 0) {
                return;
            }
            int waitMillis = random.nextInt(2 * everyMillis);
            station.time.after(waitMillis * MILLI_NANOS, () -> {
                work.run();
                repeat(forMillis - waitMillis, everyMillis, work);
            });
        }

        private Station.CallOf anyCall(int account) {
            EndpointId endpoint = ENDPOINTS.get(random.nextInt(ENDPOINTS.size()));
            Priority priority = Priority.of(EndpointTable.of(endpoint).kind(), false);
            Station.CallOf call = station.call()
                    .on("a" + account)
                    .by("bot" + random.nextInt(3))
                    .of(CATEGORIES.get(random.nextInt(CATEGORIES.size())))
                    .within(100 + random.nextInt(2_000));
            return endpoint.equals(EndpointTable.ORDER_CREATE_BATCH)
                    ? call.batch(1 + random.nextInt(10))
                    : call.to(endpoint, priority);
        }

        private void enter(Station.CallOf call) {
            entered++;
            Passenger passenger = call.passenger();
            Place place = station.budgets.enter(passenger);
            place.turn().onComplete(done -> settled++).onSuccess(turn -> board(turn, passenger));
            if (trouble()) {
                long afterNanos = random.nextInt(500) * MILLI_NANOS;
                station.time.after(afterNanos, () -> place.leave(new Rejection.NotSent("its bot thought better")));
            }
        }

        /** The call gets ready, which takes time; some are dropped before they leave. */
        private void board(Turn turn, Passenger passenger) {
            if (trouble()) {
                station.time.after(upTo(30), turn::giveBack);
                return;
            }
            station.time.after(upTo(3), () -> depart(turn, passenger));
        }

        private void depart(Turn turn, Passenger passenger) {
            turn.departed();
            write(turn, passenger);
            if (trouble()) {
                turn.again().ifPresent(second -> board(second, passenger));
            }
        }

        /** It arrives before the response deadline; the answer too, or it is lost, or the connection breaks before. */
        private void write(Turn turn, Passenger passenger) {
            long deadlineNanos = station.time.getAsLong() + RESPONSE_TIMEOUT_NANOS;
            long thereNanos = random.nextLong(worstNanos);
            long backNanos = thereNanos + random.nextLong(worstNanos);
            station.time.after(thereNanos, () -> arrive(passenger));
            if (backNanos < RESPONSE_TIMEOUT_NANOS && !trouble()) {
                station.time.after(backNanos, () -> turn.answered(RateAdvice.NONE));
            } else {
                station.time.after(random.nextLong(RESPONSE_TIMEOUT_NANOS), () -> turn.unanswered(deadlineNanos));
            }
        }

        private void arrive(Passenger passenger) {
            Passenger.Fare fare = passenger.fare();
            String window = passenger.payers().account() + " " + fare.endpoint().id() + " " + fare.line();
            exchange.arrive(station.time.getAsLong(), window, limit(fare), fare.cost());
        }

        private int limit(Passenger.Fare fare) {
            boolean limited =
                    station.rules.environments.get(FakeRules.MAINNET).limits().tier() instanceof TierRule.Auto;
            return limited
                    ? RateTable.perSecond(fare.endpoint(), categoryOf(fare), Tier.DEFAULT)
                            .orElseThrow()
                    : Integer.MAX_VALUE;
        }

        private static Category categoryOf(Passenger.Fare fare) {
            return CATEGORIES.stream()
                    .filter(category -> category.line() == fare.line())
                    .findFirst()
                    .orElse(Category.LINEAR);
        }

        private boolean trouble() {
            return random.nextInt(100) < troublePercent;
        }

        private long upTo(int millis) {
            return random.nextInt(millis + 1) * MILLI_NANOS;
        }
    }
}
