package dev.portcullis.gate;

import dev.portcullis.clock.Timers;
import dev.portcullis.model.Category;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.risk.Instruments;
import io.vertx.core.Future;
import java.util.Collection;
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
    private static final long ROUND_NANOS = TimeUnit.SECONDS.toNanos(30);
    private static final long FRESH_NANOS = TimeUnit.HOURS.toNanos(1);

    private final PublicMarket market;
    private final Instruments instruments;
    private final Supplier<Collection<EnvironmentId>> environments;
    private final Timers timers;
    private volatile boolean ended;

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
        Future<Void> read = Future.succeededFuture();
        for (EnvironmentId environment : environments.get()) {
            for (Category category : Category.values()) {
                if (!instruments.isKnown(environment, category, FRESH_NANOS)) {
                    read = read.eventually(() -> read(environment, category));
                }
            }
        }
        read.onComplete(done -> timers.after(ROUND_NANOS, this::round));
    }

    private Future<Void> read(EnvironmentId environment, Category category) {
        if (ended) {
            return Future.succeededFuture();
        }
        return market.instruments(environment, category)
                .onSuccess(all -> instruments.read(environment, category, all))
                .onFailure(failed -> LOG.warn(
                        "the {} instruments of {} cannot be read, so their filters are not checked here: {}",
                        category.wire(),
                        environment,
                        failed.getMessage()))
                .mapEmpty();
    }
}
