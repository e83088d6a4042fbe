package dev.portcullis.alert;

import dev.portcullis.clock.Timers;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Time that stands still until a test moves it, for people and for timers alike. */
final class FakeTime implements InstantSource, Timers, LongSupplier {
    private static final Instant START = Instant.parse("2026-11-25T10:00:00Z");

    private record Task(long atNanos, Runnable work) {}

    private final List<Task> tasks = new ArrayList<>();
    private long nowNanos;

    @Override
    public Instant instant() {
        return START.plusNanos(nowNanos);
    }

    @Override
    public long getAsLong() {
        return nowNanos;
    }

    @Override
    public Cancellable after(long delayNanos, Runnable work) {
        Task task = new Task(nowNanos + delayNanos, work);
        tasks.add(task);
        return () -> tasks.remove(task);
    }

    /** Moves time on and runs what becomes due, in its order. */
    void pass(Duration time) {
        long endNanos = nowNanos + time.toNanos();
        for (Optional<Task> due = dueBy(endNanos); due.isPresent(); due = dueBy(endNanos)) {
            tasks.remove(due.get());
            nowNanos = Math.max(nowNanos, due.get().atNanos());
            due.get().work().run();
        }
        nowNanos = endNanos;
    }

    private Optional<Task> dueBy(long endNanos) {
        return tasks.stream().filter(task -> task.atNanos() <= endNanos).min(Comparator.comparingLong(Task::atNanos));
    }

    int pending() {
        return tasks.size();
    }

    AlertTime alertTime() {
        return new AlertTime(this, this, Runnable::run);
    }
}
