package dev.portcullis.pipeline;

import dev.portcullis.clock.Timers;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Waits for something, but not longer than a given time. */
final class Race {
    private final Timers timers;

    Race(Timers timers) {
        this.timers = timers;
    }

    /**
     * The result of {@code awaited}, or of {@code instead} when {@code delayNanos} pass first; on the given home.
     */
    <T> Future<T> first(Future<T> awaited, long delayNanos, Supplier<T> instead, Executor home) {
        Promise<T> winner = Promise.promise();
        Timers.Cancellable bell =
                timers.after(Math.max(0, delayNanos), () -> home.execute(() -> winner.tryComplete(instead.get())));
        awaited.onComplete(result -> {
            bell.cancel();
            home.execute(() -> finish(winner, result.succeeded(), result.result(), result.cause()));
        });
        return winner.future();
    }

    /** Completes after the given time, on the given home. */
    Future<Void> pause(long delayNanos, Executor home) {
        Promise<Void> over = Promise.promise();
        timers.after(delayNanos, () -> home.execute(() -> over.tryComplete()));
        return over.future();
    }

    private static <T> void finish(Promise<T> winner, boolean succeeded, T value, Throwable cause) {
        if (succeeded) {
            winner.tryComplete(value);
        } else {
            winner.tryFail(cause);
        }
    }
}
