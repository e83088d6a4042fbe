package dev.portcullis.sandbox;

import java.time.Duration;
import java.time.Instant;
import java.util.concurrent.atomic.AtomicLong;

/** A clock that stands still until it is moved: wall clock and ticker move together. */
final class FakeTime {
    private final Instant start = Instant.parse("2026-11-25T00:00:00Z");
    private final AtomicLong elapsedNanos = new AtomicLong();

    SandboxSettings.Time time() {
        return new SandboxSettings.Time(this::instant, elapsedNanos::get);
    }

    long millis() {
        return instant().toEpochMilli();
    }

    void pass(Duration duration) {
        elapsedNanos.addAndGet(duration.toNanos());
    }

    private Instant instant() {
        return start.plusNanos(elapsedNanos.get());
    }
}
