package dev.portcullis.gate;

import dev.portcullis.clock.Timers;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.risk.Instruments;
import io.vertx.core.Future;
import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Keeps the filters of instruments fresh: reads every category of every environment in use when the gate starts, when
 * an environment comes into use, and every hour. What cannot be read is tried again half a minute later; meanwhile the
 * last table holds, and when that is too old orders pass unjudged.
 */
final class InstrumentKeeper {
    private static final Logger LOG = LoggerFactory.getLogger(InstrumentKeeper.class);
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int ROUNDS_BETWEEN_TRIES = 30;
    private static final long FRESH_NANOS = TimeUnit.HOURS.toNanos(1);

    private final PublicMarket market;
    private final Instruments instruments;
    private final Supplier<Collection<EnvironmentId>> environments;
    private final Timers timers;
    private final Map<Place, Long> failedInRound = new ConcurrentHashMap<>();
    private long rounds;
    private volatile boolean ended;

    private record Place(EnvironmentId environment, Category category) {}

    /** @param environments those that accounts are in now */
    InstrumentKeeper(
            PublicMarket market,
            Instruments instruments,
            Supplier<Collection<EnvironmentId>> environments,
            Timers timers) {
        this.market = market;
        this.instruments = instruments;
        this.environments = environments;
        this.timers = timers;
    }

    /** Begins the rounds; nothing waits for the first. */
    InstrumentKeeper begin() {
        round();
        return this;
    }

    /** Ends them. */
    void end() {
        ended = true;
    }

    private void round() {
        if (ended) {
            return;
        }
        rounds++;
        Future<Void> read = Future.succeededFuture();
        for (EnvironmentId environment : environments.get()) {
            for (Category category : Category.values()) {
                Place place = new Place(environment, category);
                if (!instruments.isKnown(environment, category, FRESH_NANOS) && mayTry(place)) {
                    read = read.eventually(() -> read(place));
                }
            }
        }
        read.onComplete(done -> timers.after(ROUND_NANOS, this::round));
    }

    private boolean mayTry(Place place) {
        Long failed = failedInRound.get(place);
        return failed == null || rounds - failed >= ROUNDS_BETWEEN_TRIES;
    }

    private Future<Void> read(Place place) {
        if (ended) {
            return Future.succeededFuture();
        }
        return market.instruments(place.environment(), place.category())
                .onSuccess(all -> instruments.read(place.environment(), place.category(), all))
                .onFailure(failed -> failed(place, failed))
                .mapEmpty();
    }

    private void failed(Place place, Throwable why) {
        failedInRound.put(place, rounds);
        LOG.warn(
                "the {} instruments of {} cannot be read, so their filters are not checked here unless the last list"
                        + " is less than two hours old: {}",
                place.category().wire(),
                place.environment(),
                why.getMessage());
    }
}
