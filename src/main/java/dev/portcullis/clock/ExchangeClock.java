package dev.portcullis.clock;

import java.util.Arrays;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.function.LongSupplier;

/**
 * The time of one exchange, estimated on the monotonic clock from the times in its answers, so that no step of the
 * host's wall clock can move it.
 *
 * <p>Each sample bounds the offset between the exchange's clock and the monotonic one: the server read its clock
 * after the request left and before the answer came. The bounds of the last eight samples are intersected (Marzullo:
 * the range that most of them share), each widened by 50 ppm of its age for drift, so the shortest round trip counts
 * most. One clock serves one environment; it is fed by any thread.
 */
public final class ExchangeClock {
    private static final long NANOS_PER_MILLI = 1_000_000L;
    private static final long DRIFT_DIVISOR = 20_000L; // 50 ppm
    private static final int SAMPLES_MAX = 8;
    private static final int OUTLIER_FACTOR = 3;
    private static final int CONTRADICTIONS_THAT_MEAN_A_STEP = 3;
    private static final long LATE_BIAS_NANOS_MAX = 250 * NANOS_PER_MILLI;
    private static final long TRUSTED_AGE_NANOS_MAX = 300_000 * NANOS_PER_MILLI;
    private static final long TRUSTED_UNCERTAINTY_NANOS_MAX = 500 * NANOS_PER_MILLI;
    private static final long YEAR_2000_MILLIS = 946_684_800_000L;
    private static final long YEAR_2100_MILLIS = 4_102_444_800_000L;

    private final LongSupplier nanoTicker;
    private final long originNanos;
    private final Window window = new Window(SAMPLES_MAX);
    private final RoundTrips roundTrips = new RoundTrips(SAMPLES_MAX);
    private int contradictions;
    private boolean doubted;

    /**
     * A clock that knows nothing yet.
     *
     * @param nanoTicker the monotonic clock, in nanoseconds, that also times the samples
     */
    public ExchangeClock(LongSupplier nanoTicker) {
        this.nanoTicker = nanoTicker;
        this.originNanos = nanoTicker.getAsLong();
    }

    /**
     * Learns from one answer. Ignored: a round trip above three times the median of the last eight, for an answer that
     * waited somewhere says little, and a time outside the years 2000 to 2100, which is no time.
     *
     * @param sentNanos ticker when the request was about to be written
     * @param receivedNanos ticker when the answer had come
     * @param serverMillis the exchange's UTC milliseconds in the answer
     * @throws IllegalArgumentException when the answer came before the request
     */
    public synchronized void sample(long sentNanos, long receivedNanos, long serverMillis) {
        if (receivedNanos - sentNanos < 0) {
            throw new IllegalArgumentException("receivedNanos lies before sentNanos; hand in ticks of one ticker");
        }
        if (serverMillis < YEAR_2000_MILLIS || serverMillis > YEAR_2100_MILLIS) {
            return;
        }
        boolean ordinary = roundTrips.isOrdinary(receivedNanos - sentNanos);
        roundTrips.add(receivedNanos - sentNanos);
        if (ordinary) {
            believe(Bounds.of(sentNanos - originNanos, receivedNanos - originNanos, serverMillis));
        }
    }

    /**
     * Says that the exchange refused a timestamp of this clock (retCode 10002). The estimate stays until the next
     * sample, which then stands alone.
     */
    public synchronized void doubt() {
        doubted = true;
    }

    /** The exchange's time now; empty before the first sample. */
    public synchronized Optional<Estimate> estimate() {
        if (window.isEmpty()) {
            return Optional.empty();
        }
        long now = now();
        Range range = window.agreement(now);
        long millis = Math.floorDiv(now + range.middle(), NANOS_PER_MILLI);
        long lowest = Math.floorDiv(now + range.low(), NANOS_PER_MILLI);
        long highest = -Math.floorDiv(-(now + range.high()), NANOS_PER_MILLI);
        long uncertainty = Math.max(millis - lowest, highest - millis);
        return Optional.of(new Estimate(millis, uncertainty, window.ageNanos(now)));
    }

    /**
     * The timestamp to sign with now, UTC milliseconds: the estimate, made late by its uncertainty but at most 250 ms,
     * for Bybit takes a late timestamp within recvWindow and none that is 1,000 ms early (docs:v5/guide). Empty before
     * the first sample.
     */
    public synchronized OptionalLong signingMillis() {
        if (window.isEmpty()) {
            return OptionalLong.empty();
        }
        long now = now();
        Range range = window.agreement(now);
        long late = Math.min(range.halfWidth(), LATE_BIAS_NANOS_MAX);
        return OptionalLong.of(Math.floorDiv(now + range.middle() - late, NANOS_PER_MILLI));
    }

    /**
     * Whether creates may be signed by this clock: a sample within the last 300 s, more than half of the samples in
     * agreement, and an uncertainty of at most 500 ms.
     */
    public synchronized boolean isTrusted() {
        if (window.isEmpty()) {
            return false;
        }
        long now = now();
        Range range = window.agreement(now);
        return window.ageNanos(now) <= TRUSTED_AGE_NANOS_MAX
                && range.halfWidth() <= TRUSTED_UNCERTAINTY_NANOS_MAX
                && window.isMajority(range.votes());
    }

    private long now() {
        return nanoTicker.getAsLong() - originNanos;
    }

    private void believe(Bounds bounds) {
        if (doubted) {
            doubted = false;
            window.keepNewest(0);
        }
        if (!window.isEmpty() && window.agreement(bounds.receivedNanos()).isConfirmedBy(bounds)) {
            window.confirm(bounds.receivedNanos());
            contradictions = 0;
            return;
        }
        boolean contradicts =
                !window.isEmpty() && !window.agreement(bounds.receivedNanos()).meets(bounds);
        contradictions = contradicts ? contradictions + 1 : 0;
        window.add(bounds);
        if (contradictions == CONTRADICTIONS_THAT_MEAN_A_STEP) {
            window.keepNewest(CONTRADICTIONS_THAT_MEAN_A_STEP);
            contradictions = 0;
        }
    }

    /** Bounds of the offset (exchange's clock minus monotonic clock) by one sample, nanoseconds. */
    private record Bounds(long low, long high, long sentNanos, long receivedNanos) {
        static Bounds of(long sentNanos, long receivedNanos, long serverMillis) {
            long earliest = serverMillis * NANOS_PER_MILLI;
            long latest = earliest + NANOS_PER_MILLI; // the exchange cuts its clock to whole milliseconds
            return new Bounds(earliest - receivedNanos, latest - sentNanos, sentNanos, receivedNanos);
        }

        long lowAt(long now) {
            return low - drift(now);
        }

        long highAt(long now) {
            return high + drift(now);
        }

        private long drift(long now) {
            return Math.max(0, now - sentNanos) / DRIFT_DIVISOR + 1;
        }
    }

    /** A range of offsets that {@code votes} samples share. */
    private record Range(long low, long high, int votes) {
        long middle() {
            return low + (high - low) / 2;
        }

        long halfWidth() {
            return (high - low + 1) / 2;
        }

        /**
         * Whether a sample fits and says far less: so do all that waited through a stall, and they must not take the
         * place of those that know the time.
         */
        boolean isConfirmedBy(Bounds bounds) {
            boolean holdsAll = bounds.low() <= low && high <= bounds.high();
            return holdsAll && bounds.high() - bounds.low() > 2 * (high - low);
        }

        boolean meets(Bounds bounds) {
            return bounds.low() <= high && low <= bounds.high();
        }
    }

    /** The last samples, oldest first. */
    private static final class Window {
        private final Bounds[] samples;
        private int size;
        private long confirmedNanos;

        Window(int samplesMax) {
            samples = new Bounds[samplesMax];
        }

        boolean isEmpty() {
            return size == 0;
        }

        boolean isMajority(int votes) {
            return 2 * votes > size;
        }

        long ageNanos(long now) {
            return Math.max(0, now - Math.max(confirmedNanos, samples[size - 1].receivedNanos()));
        }

        void confirm(long receivedNanos) {
            confirmedNanos = receivedNanos;
        }

        void add(Bounds bounds) {
            if (size == samples.length) {
                keepNewest(size - 1);
            }
            samples[size] = bounds;
            size++;
        }

        void keepNewest(int kept) {
            int keptNow = Math.min(kept, size);
            System.arraycopy(samples, size - keptNow, samples, 0, keptNow);
            size = keptNow;
        }

        /** The range shared by most samples; between equals the one that starts with the newer sample. */
        Range agreement(long now) {
            Range best = sharedAt(samples[size - 1].lowAt(now), now);
            for (int i = size - 2; i >= 0; i--) {
                Range range = sharedAt(samples[i].lowAt(now), now);
                if (range.votes() > best.votes()) {
                    best = range;
                }
            }
            return best;
        }

        private Range sharedAt(long offset, long now) {
            long low = Long.MIN_VALUE;
            long high = Long.MAX_VALUE;
            int votes = 0;
            for (int i = 0; i < size; i++) {
                long sampleLow = samples[i].lowAt(now);
                long sampleHigh = samples[i].highAt(now);
                if (sampleLow <= offset && offset <= sampleHigh) {
                    low = Math.max(low, sampleLow);
                    high = Math.min(high, sampleHigh);
                    votes++;
                }
            }
            return new Range(low, high, votes);
        }
    }

    /** The last round trips, ignored samples included, so that a route that got slower is believed again. */
    private static final class RoundTrips {
        private final long[] nanos;
        private int seen;

        RoundTrips(int max) {
            nanos = new long[max];
        }

        void add(long roundTripNanos) {
            nanos[seen % nanos.length] = roundTripNanos;
            seen++;
        }

        boolean isOrdinary(long roundTripNanos) {
            int size = Math.min(seen, nanos.length);
            if (size < nanos.length / 2) {
                return true;
            }
            long[] sorted = Arrays.copyOf(nanos, size);
            Arrays.sort(sorted);
            return roundTripNanos <= OUTLIER_FACTOR * sorted[size / 2];
        }
    }
}
