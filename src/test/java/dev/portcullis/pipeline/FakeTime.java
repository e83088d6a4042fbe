package dev.portcullis.pipeline;

import dev.portcullis.clock.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** A monotonic clock that stands still until a test moves it, and the timers that follow it. */
final class FakeTime implements LongSupplier, Timers {
    private record Task(long atNanos, long number, Runnable work) {}

    private final PriorityQueue<Task> tasks =
            new PriorityQueue<>(Comparator.comparingLong(Task::atNanos).thenComparingLong(Task::number));
    private long nowNanos;
    private long numbers;

    @Override
    public long getAsLong() {
        return nowNanos;
    }

    @Override
    public Cancellable after(long delayNanos, Runnable work) {
        Task task = new Task(nowNanos + Math.max(0, delayNanos), numbers++, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    long nowMillis() {
        return nowNanos / 1_000_000;
    }

    /** Moves time on and runs what becomes due, in its order. */
    void pass(Duration time) {
        long endNanos = nowNanos + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNanos() <= endNanos) {
            Task task = tasks.poll();
            nowNanos = Math.max(nowNanos, task.atNanos());
            task.work().run();
        }
        nowNanos = endNanos;
    }
}
