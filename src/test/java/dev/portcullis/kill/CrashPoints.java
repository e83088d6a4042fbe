package dev.portcullis.kill;

import java.util.concurrent.atomic.AtomicInteger;

/** Ends this process, as kill -9 would, at the n-th passage of the one point that is armed. */
final class CrashPoints {
    /** What a shell reports of a process that was killed with signal 9. */
    static final int KILLED = 137;

    private final AtomicInteger passagesLeft = new AtomicInteger();
    private volatile CrashPoint armed;

    /** From now on the process ends at the n-th passage of that point, counted from 1. */
    void arm(CrashPoint point, int passage) {
        passagesLeft.set(passage);
        armed = point;
    }

    boolean isArmed(CrashPoint point) {
        return armed == point;
    }

    /** Whether this passage is the last one; the caller then ends the process itself. */
    boolean isLastPassageOf(CrashPoint point) {
        return armed == point && passagesLeft.decrementAndGet() == 0;
    }

    /** The process is at that point. */
    void pass(CrashPoint point) {
        if (isLastPassageOf(point)) {
            end();
        }
    }

    /** Neither shutdown hooks run nor is anything flushed. */
    static void end() {
        Runtime.getRuntime().halt(KILLED);
    }
}
