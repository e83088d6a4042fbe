package dev.portcullis.budget;

import dev.portcullis.clock.Timers;
import java.time.Duration;
import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.LongSupplier;

/** A monotonic clock that stands still until a test moves it, and the timers that follow it. */
final class FakeTime implements LongSupplier, Timers {
    private static final class Task {
        final long atNanos;
        final long number;
        final Runnable work;
        boolean cancelled;

        Task(long atNanos, long number, Runnable work) {
            this.atNanos = atNanos;
            this.number = number;
            this.work = work;
        }
    }

    private final PriorityQueue<Task> tasks = new PriorityQueue<>(
            Comparator.comparingLong((Task task) -> task.atNanos).thenComparingLong(task -> task.number));
    private long nowNanos = 5_000_000_000L;
    private long numbers;

    @Override
    public long getAsLong() {
        return nowNanos;
    }

    @Override
    public Cancellable after(long delayNanos, Runnable work) {
        Task task = new Task(nowNanos + Math.max(0, delayNanos), numbers++, work);
        tasks.add(task);
        return () -> task.cancelled = true;
    }

    /** Moves time on and runs what becomes due, in its order. */
    void pass(Duration time) {
        long endNanos = nowNanos + time.toNanos();
        while (!tasks.isEmpty() && tasks.peek().atNanos <= endNanos) {
            Task task = tasks.poll();
            nowNanos = Math.max(nowNanos, task.atNanos);
            if (!task.cancelled) {
                task.work.run();
            }
        }
        nowNanos = endNanos;
    }

    void passMillis(long millis) {
        pass(Duration.ofMillis(millis));
    }

    /** How many timers are set. */
    int pending() {
        return tasks.size();
    }

    long inMillis(long millis) {
        return nowNanos + millis * 1_000_000;
    }
}
