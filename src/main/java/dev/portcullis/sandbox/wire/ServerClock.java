package dev.portcullis.sandbox.wire;

import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/** The exchange's clock: a wall clock that can be set wrong, and a ticker that cannot. */
public final class ServerClock implements InstantSource {
    private final InstantSource wallClock;
    private final LongSupplier nanoTicker;
    private volatile Duration skew = Duration.ZERO;

    /** A clock on these sources, without skew. */
    public ServerClock(InstantSource wallClock, LongSupplier nanoTicker) {
        this.wallClock = wallClock;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Instant instant() {
        return wallClock.instant().plus(skew);
    }

    /** Monotonic nanoseconds, untouched by the skew. */
    public long nanos() {
        return nanoTicker.getAsLong();
    }

    /** Now, on both clocks. */
    public Moment moment() {
        return new Moment(millis(), nanos());
    }

    /** Sets the wall clock ahead (positive) or back (negative) of the true one. */
    public void skewBy(Duration ahead) {
        skew = ahead;
    }
}
