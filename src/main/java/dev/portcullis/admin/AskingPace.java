package dev.portcullis.admin;

import dev.portcullis.model.EnvironmentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.function.Function;
import java.util.function.LongSupplier;

/**
 * Keeps the gate's own questions about keys within their share of the requests that may leave for an environment; of
 * what was not asked, one second's worth may be made up for.
 */
public final class AskingPace {
    private static final long MADE_UP_FOR_NANOS = TimeUnit.SECONDS.toNanos(1);

    private final Function<EnvironmentId, Duration> between;
    private final LongSupplier nanoTicker;
    private final Map<EnvironmentId, Long> nextNanos = new HashMap<>();

    /** @param between the time from one question to the next in an environment */
    public AskingPace(Function<EnvironmentId, Duration> between, LongSupplier nanoTicker) {
        this.between = between;
        this.nanoTicker = nanoTicker;
    }

    /** Whether one more question may go now; when it may, it counts as gone. */
    boolean take(EnvironmentId environment) {
        long now = nanoTicker.getAsLong();
        long next = nextNanos.getOrDefault(environment, now);
        if (next - now > 0) {
            return false;
        }
        long from = now - next > MADE_UP_FOR_NANOS ? now - MADE_UP_FOR_NANOS : next;
        nextNanos.put(environment, from + between.apply(environment).toNanos());
        return true;
    }
}
