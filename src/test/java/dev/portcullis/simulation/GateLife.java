package dev.portcullis.simulation;

import dev.portcullis.clock.Timers.Cancellable;
import java.time.Instant;
import java.time.InstantSource;
import java.util.concurrent.Executor;

/** One run of the gate, from its start to its crash: its clocks, its timers and its event loops die with it. */
final class GateLife implements InstantSource {
    /** So that all ids are of one length. */
    private static final long FIRST_REQUEST = 100_000;

    private final VirtualTime time;
    private final Dice dice;
    private final int number;
    private final long wallOffsetMillis;
    private boolean over;
    private long requests;

    /** @param wallOffsetMillis the host's wall clock against true time; it may step from one life to the next */
    GateLife(VirtualTime time, Dice dice, int number, long wallOffsetMillis) {
        this.time = time;
        this.dice = dice;
        this.number = number;
        this.wallOffsetMillis = wallOffsetMillis;
    }

    boolean isOver() {
        return over;
    }

    void end() {
        over = true;
    }

    int number() {
        return number;
    }

    Dice dice() {
        return dice;
    }

    /** The next id of a call in this life. */
    String nextRequestId() {
        return "g" + number + "-" + (FIRST_REQUEST + requests++);
    }

    long nanos() {
        return time.nanos();
    }

    long wallMillis() {
        return time.millis() + wallOffsetMillis;
    }

    @Override
    public Instant instant() {
        return Instant.ofEpochMilli(wallMillis());
    }

    void after(long delayNanos, Runnable work) {
        time.after(delayNanos, () -> !over, work);
    }

    /** A timer of the gate's. */
    Cancellable timer(long delayNanos, Runnable task) {
        boolean[] cancelled = {false};
        time.after(delayNanos, () -> !over && !cancelled[0], task);
        return () -> cancelled[0] = true;
    }

    /** An event loop: what is handed to it runs later, in that order. */
    Executor loop() {
        return new Loop();
    }

    private final class Loop implements Executor {
        private long lastNanos;

        @Override
        public void execute(Runnable task) {
            lastNanos = Math.max(lastNanos, nanos() + dice.micros(0, 40));
            after(lastNanos - nanos(), task);
        }
    }
}
