package dev.portcullis.upstream;

import dev.portcullis.clock.Timers;
import java.util.ArrayList;
import java.util.List;

/** Timers that run when a test says so. */
final class FakeTimers implements Timers {
    final List<Waiting> waiting = new ArrayList<>();

    record Waiting(long delayNanos, Runnable task) {}

    @Override
    public Cancellable after(long delayNanos, Runnable task) {
        Waiting entry = new Waiting(delayNanos, task);
        waiting.add(entry);
        return () -> waiting.remove(entry);
    }

    /** Runs the only waiting task and tells how long it had to wait. */
    long runNext() {
        Waiting next = waiting.remove(0);
        next.task().run();
        return next.delayNanos();
    }
}
