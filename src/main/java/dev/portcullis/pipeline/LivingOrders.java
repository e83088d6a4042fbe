package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.OrderEvidence.Question;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.pipeline.Repetition.Round;
import dev.portcullis.risk.PreTrade.Hold;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Gives back what orders hold of the desk's rules: at once when they are certain never to have been placed, and, where
 * a rule counts open orders, when a read shows that they live no more. An order of unknown outcome keeps what it holds.
 * Reads of the account are few: soon after a cancel, when the rule has refused somebody, and ever more seldom else.
 */
final class LivingOrders {
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(200);
    private static final long FIRST_LOOK_NANOS = TimeUnit.SECONDS.toNanos(5);
    private static final long SELDOM_NANOS = TimeUnit.SECONDS.toNanos(60);
    private static final int NEGATIVES_NEEDED = 2;
    private static final int WOKEN_AT_ONCE = 10;
    private static final int READS_AT_ONCE = 4;

    private record Where(EnvironmentId environment, AccountId account) {}

    /** When to look next, and how often nothing was seen in a row. */
    private record Look(long pauseNanos, int negatives) {
        Look slower() {
            return new Look(Math.min(SELDOM_NANOS, pauseNanos * 2), 0);
        }
    }

    private final OrderEvidence evidence;
    private final Race race;
    private final Executor home;
    private final Map<Where, Map<TrackedOrder, Promise<Void>>> living = new ConcurrentHashMap<>();
    private final Map<Where, Few> reading = new ConcurrentHashMap<>();
    private volatile boolean closed;

    LivingOrders(OrderEvidence evidence, Race race, Executor home) {
        this.evidence = evidence;
        this.race = race;
        this.home = home;
    }

    /**
     * Follows an order until it holds nothing more.
     *
     * @param endsAtOnce whether it is one that trades at once or never, so that it is looked for soon
     */
    void follow(TrackedOrder order, Hold hold, boolean endsAtOnce) {
        order.settledForGood().onSuccess(settlement -> {
            boolean placed =
                    settlement.filter(Settlement.Placed.class::isInstance).isPresent();
            if (!placed) {
                hold.neverPlaced();
            } else if (hold.isOfOpenOrders()) {
                home.execute(() -> watch(order, hold, endsAtOnce ? SOON_NANOS : FIRST_LOOK_NANOS));
            }
        });
    }

    /** Stops looking; what is held stays held. */
    void close() {
        closed = true;
    }

    /** A cancel has been sent: looks soon whether these orders have ended. */
    void mayHaveEnded(List<TrackedOrder> orders) {
        orders.forEach(order -> alarmOf(order).ifPresent(alarm -> alarm.tryComplete()));
    }

    private Optional<Promise<Void>> alarmOf(TrackedOrder order) {
        Map<TrackedOrder, Promise<Void>> alarms = living.get(whereOf(order));
        if (alarms == null) {
            return Optional.empty();
        }
        synchronized (alarms) {
            return Optional.ofNullable(alarms.get(order));
        }
    }

    /** Somebody was refused for what is open: looks at the oldest orders of the account. */
    void crowded(EnvironmentId environment, AccountId account) {
        Map<TrackedOrder, Promise<Void>> alarms = living.get(new Where(environment, account));
        if (alarms == null) {
            return;
        }
        List<Promise<Void>> oldest;
        synchronized (alarms) {
            oldest = new ArrayList<>(
                    alarms.values().stream().limit(WOKEN_AT_ONCE).toList());
        }
        oldest.forEach(Promise::tryComplete);
    }

    private void watch(TrackedOrder order, Hold hold, long firstPauseNanos) {
        Look first = new Look(firstPauseNanos, 0);
        Repetition.<Look, Boolean>of(first, look -> rest(order, look).compose(rested -> round(order, hold, look)))
                .onComplete(ended -> forget(order));
    }

    /** True when it was woken before its time. */
    private Future<Boolean> rest(TrackedOrder order, Look look) {
        Promise<Void> alarm = Promise.promise();
        Map<TrackedOrder, Promise<Void>> alarms =
                living.computeIfAbsent(whereOf(order), first -> new LinkedHashMap<>());
        synchronized (alarms) {
            alarms.remove(order);
            alarms.put(order, alarm);
        }
        Future<Boolean> woken =
                alarm.future().compose(called -> race.pause(SOON_NANOS, home)).map(true);
        return race.first(woken, look.pauseNanos(), () -> false, home);
    }

    private void forget(TrackedOrder order) {
        Map<TrackedOrder, Promise<Void>> alarms = living.get(whereOf(order));
        if (alarms != null) {
            synchronized (alarms) {
                alarms.remove(order);
            }
        }
    }

    private Future<Round<Look, Boolean>> round(TrackedOrder order, Hold hold, Look look) {
        if (closed) {
            return Future.succeededFuture(new Round.Done<>(false));
        }
        return few(order).run(() -> sight(order)).map(sighting -> judge(hold, look, sighting));
    }

    private Few few(TrackedOrder order) {
        return reading.computeIfAbsent(whereOf(order), first -> new Few(READS_AT_ONCE));
    }

    private static Round<Look, Boolean> judge(Hold hold, Look look, Sighting sighting) {
        if (sighting instanceof Sighting.Seen seen) {
            return seen.order().isTerminal() ? over(hold) : new Round.Again<>(look.slower());
        }
        if (sighting instanceof Sighting.CouldNotTell) {
            return new Round.Again<>(look.slower());
        }
        return look.negatives() + 1 < NEGATIVES_NEEDED
                ? new Round.Again<>(new Look(FIRST_LOOK_NANOS, look.negatives() + 1))
                : over(hold);
    }

    private static Round<Look, Boolean> over(Hold hold) {
        hold.ended();
        return new Round.Done<>(true);
    }

    /** Open orders first, then the history, which forgets what ended long ago without a fill. */
    private Future<Sighting> sight(TrackedOrder order) {
        Question question = new Question(
                order.key().account(),
                order.terms().category(),
                order.terms().symbol(),
                order.key().orderLinkId(),
                null);
        return evidence.realtime(question)
                .compose(first ->
                        first instanceof Sighting.NotSeen ? evidence.history(question) : Future.succeededFuture(first));
    }

    private static Where whereOf(TrackedOrder order) {
        return new Where(order.key().environment(), order.key().account());
    }
}
