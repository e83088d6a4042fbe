package dev.portcullis.gate;

import dev.portcullis.clock.Timers;
import io.vertx.core.Vertx;
import java.util.concurrent.TimeUnit;

/** The core's timers, run by Vert.x; a delay is rounded up to whole milliseconds. */
final class VertxTimers implements Timers {
    private final Vertx vertx;

    VertxTimers(Vertx vertx) {
        this.vertx = vertx;
    }

    @Override
    public Cancellable after(long delayNanos, Runnable task) {
        long millis = Math.max(1, TimeUnit.NANOSECONDS.toMillis(delayNanos + 999_999));
        long id = vertx.setTimer(millis, fired -> task.run());
        return () -> vertx.cancelTimer(id);
    }
}
