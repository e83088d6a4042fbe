package dev.portcullis.upstream;

import dev.portcullis.bybit.SigningMoment;
import java.util.function.LongSupplier;

/**
 * The moment of one signature of a flight: stamped when the signer asks, and of use until the call's time to depart has
 * passed or the exchange would find the timestamp too old.
 */
final class StampedMoment implements SigningMoment {
    private static final long NANOS_PER_MILLI = 1_000_000L;

    private final LongSupplier timestampMillis;
    private final LongSupplier nanoTicker;
    private final long signByNanos;
    private final int recvWindowMillis;
    private volatile boolean stamped;
    private volatile long stampedNanos;

    /** @param timestampMillis the exchange's clock; throws when it may not be signed with */
    StampedMoment(LongSupplier timestampMillis, LongSupplier nanoTicker, long signByNanos, int recvWindowMillis) {
        this.timestampMillis = timestampMillis;
        this.nanoTicker = nanoTicker;
        this.signByNanos = signByNanos;
        this.recvWindowMillis = recvWindowMillis;
    }

    @Override
    public long timestampMs() {
        long millis = timestampMillis.getAsLong();
        requireInTime();
        stampedNanos = nanoTicker.getAsLong();
        stamped = true;
        return millis;
    }

    @Override
    public long millisLeft() {
        long now = nanoTicker.getAsLong();
        long toSignBy = (signByNanos - now) / NANOS_PER_MILLI;
        return stamped ? Math.min(toSignBy, recvWindowMillis - sinceStampMillis(now)) : toSignBy;
    }

    /** @throws Mishap when what was signed so may not be written any more */
    void requireOfUse() {
        requireInTime();
        long ageMillis = sinceStampMillis(nanoTicker.getAsLong());
        if (stamped && ageMillis >= recvWindowMillis) {
            throw new Mishap("its signature came " + ageMillis + " ms after its timestamp, past its recvWindow of "
                    + recvWindowMillis + " ms; nothing was sent");
        }
    }

    private void requireInTime() {
        if (nanoTicker.getAsLong() - signByNanos > 0) {
            throw new Mishap("its time to depart passed before it could be signed and written");
        }
    }

    private long sinceStampMillis(long now) {
        return (now - stampedNanos) / NANOS_PER_MILLI;
    }
}
