package dev.portcullis.upstream;

import dev.portcullis.clock.Timers;
import dev.portcullis.model.Departure;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Exchange;
import dev.portcullis.model.Reply;
import dev.portcullis.model.Verb;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Keeps the clock of each environment in use by asking {@code GET /v5/market/time}: at once, each second until the
 * clock can be trusted, and then every 10 s. The transport feeds the clock with that answer, as with every other.
 */
public final class ClockKeeper {
    /** What is asked. */
    public static final EndpointId MARKET_TIME = new EndpointId(Verb.GET, "/v5/market/time");

    private static final long STEADY_NANOS = 10_000_000_000L;
    private static final long EAGER_NANOS = 1_000_000_000L;

    private final Exchange exchange;
    private final ExchangeClocks clocks;
    private final ClockBudget budget;
    private final OwnReads reads;
    private final Timers timers;
    private final Map<EnvironmentId, Watch> watches = new ConcurrentHashMap<>();

    /**
     * Keeps nothing yet.
     *
     * @param exchange feeds {@code clocks} with the times of its answers
     */
    public ClockKeeper(Exchange exchange, ExchangeClocks clocks, ClockBudget budget, OwnReads reads, Timers timers) {
        this.exchange = exchange;
        this.clocks = clocks;
        this.budget = budget;
        this.reads = reads;
        this.timers = timers;
    }

    /**
     * Keeps that environment's clock from now on, until {@link #stop}.
     *
     * @return done once the clock can be trusted, or with the first reason why it cannot be yet; then it is asked again
     *     all the same
     */
    public Future<Void> keep(EnvironmentId environment) {
        Watch started = new Watch(environment);
        Watch running = watches.putIfAbsent(environment, started);
        return running != null ? running.firstAnswer() : started.begin();
    }

    /** Keeps that environment's clock no longer. */
    public void stop(EnvironmentId environment) {
        Watch watch = watches.remove(environment);
        if (watch != null) {
            watch.stop();
        }
    }

    /** Keeps no clock any longer. */
    public void stopAll() {
        watches.keySet().forEach(this::stop);
    }

    private Future<Void> ask(EnvironmentId environment) {
        Departure.Route route = new Departure.Route(environment, MARKET_TIME, EndpointKind.PUBLIC_READ, null, null);
        return budget.inTurn(environment, () -> exchange.send(reads.of(route, "")))
                .compose(reply -> clocks.of(environment).isTrusted()
                        ? Future.succeededFuture()
                        : Future.failedFuture(new Mishap(whyNot(environment, reply))));
    }

    private static String whyNot(EnvironmentId environment, Reply reply) {
        String reason = "its answer to " + MARKET_TIME + " holds no usable time";
        if (reply instanceof Reply.NotWritten notWritten) {
            reason = notWritten.why();
        } else if (reply instanceof Reply.NoAnswer noAnswer) {
            reason = noAnswer.why();
        } else if (reply instanceof Reply.Answered answered && answered.head().status() != 200) {
            reason = "it answered " + MARKET_TIME + " with HTTP status "
                    + answered.head().status();
        }
        return "the time of " + environment + " is not known: " + reason;
    }

    /** One environment's clock being kept. */
    private final class Watch {
        private final EnvironmentId environment;
        private final Promise<Void> first = Promise.promise();
        private Timers.@Nullable Cancellable next;
        private boolean stopped;

        Watch(EnvironmentId environment) {
            this.environment = environment;
        }

        Future<Void> begin() {
            askAndPlan().onComplete(first::handle);
            return firstAnswer();
        }

        Future<Void> firstAnswer() {
            return first.future();
        }

        synchronized void stop() {
            stopped = true;
            if (next != null) {
                next.cancel();
            }
        }

        private Future<Void> askAndPlan() {
            return ask(environment).onComplete(done -> plan());
        }

        private synchronized void plan() {
            if (!stopped) {
                long delayNanos = clocks.of(environment).isTrusted() ? STEADY_NANOS : EAGER_NANOS;
                next = timers.after(delayNanos, this::askAndPlan);
            }
        }
    }
}
