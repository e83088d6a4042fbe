package dev.portcullis.clock;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class ExchangeClockTest {
    private static final long MILLI = 1_000_000L;
    private static final long SECOND = 1_000 * MILLI;
    private static final long START_MILLIS = 1_700_000_000_000L;

    /** The monotonic ticker and the exchange's true clock, which runs beside it. */
    private static final class FakeWorld {
        private long tickerNanos;
        private double trueNanos = START_MILLIS * 1e6;
        private double drift;

        FakeWorld(long tickerNanos) {
            this.tickerNanos = tickerNanos;
        }

        long ticker() {
            return tickerNanos;
        }

        void pass(long nanos) {
            tickerNanos += nanos;
            trueNanos += nanos * (1 + drift);
        }

        void step(long millis) {
            trueNanos += millis * 1e6;
        }

        double trueMillis() {
            return trueNanos / 1e6;
        }

        /** One round trip: the server reads its clock {@code outNanos} after the request left. */
        void sample(ExchangeClock clock, long outNanos, long backNanos) {
            long sent = ticker();
            pass(outNanos);
            long serverMillis = (long) Math.floor(trueMillis());
            pass(backNanos);
            clock.sample(sent, ticker(), serverMillis);
        }
    }

    private final FakeWorld world = new FakeWorld(5 * SECOND);
    private final ExchangeClock clock = new ExchangeClock(world::ticker);

    @Test
    void knowsNothingBeforeTheFirstSample() {
        assertThat(clock.estimate()).isEmpty();
        assertThat(clock.signingMillis()).isEmpty();
        assertThat(clock.isTrusted()).isFalse();
    }

    @Test
    void oneSampleBoundsTheTimeByItsRoundTrip() {
        world.sample(clock, 20 * MILLI, 20 * MILLI);

        Estimate estimate = clock.estimate().orElseThrow();
        assertThat(estimate.uncertaintyMillis()).isBetween(20L, 22L);
        assertThatTheTruthIsInside(clock, world);
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void anUnequalWayOutAndBackStaysInsideTheBounds() {
        world.sample(clock, 300 * MILLI, 1 * MILLI);
        assertThatTheTruthIsInside(clock, world);
        world.pass(SECOND);

        FakeWorld other = new FakeWorld(0);
        ExchangeClock otherClock = new ExchangeClock(other::ticker);
        other.sample(otherClock, 1 * MILLI, 300 * MILLI);
        assertThatTheTruthIsInside(otherClock, other);
    }

    @Test
    void theShortestRoundTripCountsHoweverManyLongOnesFollow() {
        world.sample(clock, 1 * MILLI, 1 * MILLI);
        for (int i = 0; i < 20; i++) {
            world.pass(SECOND);
            world.sample(clock, 100 * MILLI, 100 * MILLI);
        }

        assertThat(clock.estimate().orElseThrow().uncertaintyMillis()).isLessThanOrEqualTo(4);
        assertThat(clock.estimate().orElseThrow().ageNanos()).isZero();
        assertThatTheTruthIsInside(clock, world);
    }

    /**
     * A stall of this machine or of the network holds up many answers at once; what was known before is still known.
     */
    @Test
    void answersThatAllWaitedThroughAStallMakeNoTimeUnknown() {
        for (int i = 0; i < 8; i++) {
            world.sample(clock, 1 * MILLI, 1 * MILLI);
            world.pass(10 * MILLI);
        }
        for (int i = 0; i < 16; i++) {
            world.sample(clock, 1_000 * MILLI, 1_500 * MILLI);
        }

        assertThat(clock.isTrusted()).isTrue();
        assertThatTheTruthIsInside(clock, world);
    }

    @Test
    void twoOneSidedSamplesTogetherKnowMoreThanEither() {
        world.sample(clock, 100 * MILLI, 2 * MILLI);
        world.pass(SECOND);
        world.sample(clock, 2 * MILLI, 100 * MILLI);

        assertThat(clock.estimate().orElseThrow().uncertaintyMillis()).isLessThan(5);
        assertThatTheTruthIsInside(clock, world);
    }

    @Test
    void uncertaintyGrowsByFiftyMillionthsOfTheAge() {
        world.sample(clock, 1 * MILLI, 1 * MILLI);
        long fresh = clock.estimate().orElseThrow().uncertaintyMillis();

        world.pass(200 * SECOND);

        Estimate old = clock.estimate().orElseThrow();
        assertThat(old.uncertaintyMillis() - fresh).isBetween(9L, 11L);
        assertThat(old.ageNanos()).isEqualTo(200 * SECOND);
    }

    @Test
    void isNotTrustedWithoutASampleForFiveMinutes() {
        world.sample(clock, 1 * MILLI, 1 * MILLI);
        world.pass(300 * SECOND);
        assertThat(clock.isTrusted()).isTrue();

        world.pass(1);

        assertThat(clock.isTrusted()).isFalse();
        assertThat(clock.signingMillis()).as("a cancel may still be tried").isPresent();
    }

    @Test
    void isNotTrustedWhenItMayBeHalfASecondOff() {
        world.sample(clock, 600 * MILLI, 600 * MILLI);

        assertThat(clock.estimate().orElseThrow().uncertaintyMillis()).isGreaterThan(500);
        assertThat(clock.isTrusted()).isFalse();
    }

    @Test
    void signsLateByTheUncertaintyAndNeverEarly() {
        world.sample(clock, 40 * MILLI, 40 * MILLI);

        Estimate estimate = clock.estimate().orElseThrow();
        assertThat(clock.signingMillis().orElseThrow())
                .isBetween(estimate.millis() - estimate.uncertaintyMillis() - 1, estimate.millis() - 40);
        assertThat((double) clock.signingMillis().orElseThrow()).isLessThanOrEqualTo(world.trueMillis());
    }

    @Test
    void signsAtMostAQuarterOfASecondLate() {
        world.sample(clock, 900 * MILLI, 900 * MILLI);

        Estimate estimate = clock.estimate().orElseThrow();
        assertThat(estimate.millis() - clock.signingMillis().orElseThrow()).isBetween(249L, 251L);
    }

    @Test
    void aRoundTripFarAboveTheMedianIsIgnored() {
        for (int i = 0; i < 6; i++) {
            world.sample(clock, 5 * MILLI, 5 * MILLI);
            world.pass(SECOND);
        }
        Estimate before = clock.estimate().orElseThrow();

        world.sample(clock, 20 * MILLI, 20 * MILLI);

        Estimate after = clock.estimate().orElseThrow();
        assertThat(after.ageNanos()).as("the newest believed sample").isEqualTo(SECOND + 40 * MILLI);
        assertThat(after.millis() - before.millis()).isBetween(39L, 41L);
        assertThatTheTruthIsInside(clock, world);
    }

    @Test
    void aRouteThatGotSlowerForGoodIsBelievedAgain() {
        for (int i = 0; i < 8; i++) {
            world.sample(clock, 1 * MILLI, 1 * MILLI);
        }
        for (int i = 0; i < 5; i++) {
            world.pass(100 * SECOND);
            world.sample(clock, 50 * MILLI, 50 * MILLI);
        }

        assertThat(clock.estimate().orElseThrow().ageNanos()).isZero();
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void oneLyingAnswerAmongHonestOnesMovesNothing() {
        for (int i = 0; i < 5; i++) {
            world.sample(clock, 5 * MILLI, 5 * MILLI);
            world.pass(SECOND);
        }

        clock.sample(world.ticker(), world.ticker(), (long) world.trueMillis() - 10_400);

        assertThatTheTruthIsInside(clock, world);
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void threeAnswersThatAgreeOnAStepAreFollowed() {
        for (int i = 0; i < 8; i++) {
            world.sample(clock, 5 * MILLI, 5 * MILLI);
            world.pass(SECOND);
        }
        world.step(30_000);
        for (int i = 0; i < 3; i++) {
            world.sample(clock, 5 * MILLI, 5 * MILLI);
            world.pass(SECOND);
        }

        assertThatTheTruthIsInside(clock, world);
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void isNotTrustedWhileHalfOfItsSamplesDisagree() {
        world.sample(clock, 5 * MILLI, 5 * MILLI);
        world.step(30_000);
        world.sample(clock, 5 * MILLI, 5 * MILLI);

        assertThat(clock.isTrusted()).isFalse();
    }

    @Test
    void afterADoubtTheNextSampleStandsAlone() {
        for (int i = 0; i < 8; i++) {
            world.sample(clock, 5 * MILLI, 5 * MILLI);
            world.pass(SECOND);
        }
        world.step(-4_000);

        clock.doubt();
        assertThat(clock.signingMillis())
                .as("kept until there is something better")
                .isPresent();
        world.sample(clock, 5 * MILLI, 5 * MILLI);

        assertThatTheTruthIsInside(clock, world);
        assertThat(clock.isTrusted()).isTrue();
    }

    @Test
    void aTimeThatIsNoTimeIsIgnored() {
        clock.sample(world.ticker(), world.ticker(), 0);
        clock.sample(world.ticker(), world.ticker(), Long.MAX_VALUE);

        assertThat(clock.estimate()).isEmpty();
    }

    @Test
    void refusesAnAnswerFromBeforeItsRequest() {
        assertThatThrownBy(() -> clock.sample(10, 9, START_MILLIS))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("receivedNanos lies before sentNanos");
    }

    @Test
    void bearsATickerThatWrapsAround() {
        FakeWorld wrapping = new FakeWorld(Long.MAX_VALUE - 50 * MILLI);
        ExchangeClock wrappingClock = new ExchangeClock(wrapping::ticker);
        wrapping.sample(wrappingClock, 30 * MILLI, 30 * MILLI);
        wrapping.pass(SECOND);

        assertThatTheTruthIsInside(wrappingClock, wrapping);
        assertThat(wrappingClock.isTrusted()).isTrue();
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4, 5, 6, 7, 8, 9, 10})
    void theTrueTimeIsAlwaysInsideTheBoundsWhenSamplesAreHonest(long seed) {
        Random random = new Random(seed);
        FakeWorld honest = new FakeWorld(random.nextLong() / 2);
        honest.drift = (random.nextDouble() * 2 - 1) * 50e-6;
        ExchangeClock fed = new ExchangeClock(honest::ticker);

        for (int i = 0; i < 2_000; i++) {
            honest.sample(fed, waitOf(random, 400), waitOf(random, 400));
            honest.pass(waitOf(random, 60_000));
            assertThatTheTruthIsInside(fed, honest);
            assertThatItSignsInTime(fed, honest);
        }
    }

    /** Mostly short, sometimes long: up to {@code millisMax}. */
    private static long waitOf(Random random, int millisMax) {
        return (long) (Math.pow(random.nextDouble(), 4) * millisMax * MILLI) + 1;
    }

    private static void assertThatTheTruthIsInside(ExchangeClock clock, FakeWorld world) {
        Estimate estimate = clock.estimate().orElseThrow();
        assertThat(world.trueMillis())
                .isBetween(
                        (double) estimate.millis() - estimate.uncertaintyMillis(),
                        (double) estimate.millis() + estimate.uncertaintyMillis());
    }

    /** What Bybit takes: not a second early, and not later than recvWindow, here 2.5 s. */
    private static void assertThatItSignsInTime(ExchangeClock clock, FakeWorld world) {
        double early = clock.signingMillis().orElseThrow() - world.trueMillis();
        assertThat(early).isLessThanOrEqualTo(0);
        assertThat(early).isGreaterThan(-2_500);
    }
}
