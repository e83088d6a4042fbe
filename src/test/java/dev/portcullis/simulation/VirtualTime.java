package dev.portcullis.simulation;

import java.util.Comparator;
import java.util.PriorityQueue;
import java.util.function.BooleanSupplier;

/**
 * The only clock and the only thread of a world: a queue of what is to happen, by time and then by number. Between two
 * events no time passes; whoever wants it to pass inside an event, as a slow disk does, calls {@link #pass}.
 */
final class VirtualTime {
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** Some day in 2026. */
    static final long BEGINNING_MILLIS = 1_790_000_000_000L;

    private final PriorityQueue<Event> events =
            new PriorityQueue<>(Comparator.comparingLong(Event::atNanos).thenComparingLong(Event::number));
    private final Trace trace;
    private long nowNanos = 1_000 * NANOS_PER_MILLI;
    private long numbers;

    VirtualTime(Trace trace) {
        this.trace = trace;
    }

    /** What is to happen, unless its {@code owner} says that it is gone by then. */
    private record Event(long atNanos, long number, BooleanSupplier stillWanted, Runnable work) {}

    long nanos() {
        return nowNanos;
    }

    /** True time, UTC milliseconds; nobody in the world knows it. */
    long millis() {
        return BEGINNING_MILLIS + nowNanos / NANOS_PER_MILLI;
    }

    void after(long delayNanos, Runnable work) {
        after(delayNanos, () -> true, work);
    }

    void after(long delayNanos, BooleanSupplier stillWanted, Runnable work) {
        events.add(new Event(nowNanos + Math.max(0, delayNanos), numbers++, stillWanted, work));
    }

    /** Lets that much time pass, with all that happens meanwhile, or less when {@code goOn} says so. */
    void pass(long delayNanos, BooleanSupplier goOn) {
        long untilNanos = nowNanos + delayNanos;
        while (goOn.getAsBoolean() && !events.isEmpty() && events.peek().atNanos() <= untilNanos) {
            happen(events.remove());
        }
        if (goOn.getAsBoolean()) {
            nowNanos = Math.max(nowNanos, untilNanos);
        }
    }

    private void happen(Event event) {
        nowNanos = Math.max(nowNanos, event.atNanos());
        if (event.stillWanted().getAsBoolean()) {
            trace.step(nowNanos, event.number());
            event.work().run();
        }
    }
}
