package dev.portcullis.pipeline;

import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.OrderEvidence.Question;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Outcome;
import dev.portcullis.pipeline.Repetition.Round;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Finds out what became of a create whose outcome is unknown: it is adopted when a read shows it, and proven not
 * placed when, behind its fence, the open orders and the history each show nothing twice, at least one second apart.
 * Until then it stays unknown; nothing is ever guessed or aged out.
 */
final class Reconciliation {
    private static final Logger LOG = LoggerFactory.getLogger(Reconciliation.class);
    private static final int NEGATIVES_NEEDED = 2;
    private static final long BETWEEN_NEGATIVES_NANOS = TimeUnit.MILLISECONDS.toNanos(1_050);
    private static final long SOON_NANOS = TimeUnit.MILLISECONDS.toNanos(500);
    private static final long LATER_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final long SELDOM_NANOS = TimeUnit.MINUTES.toNanos(10);
    /** The history keeps orders that ended without a fill for 24 h (docs:v5/order/order-list); an hour is left over. */
    private static final long HISTORY_TELLS_MILLIS = TimeUnit.HOURS.toMillis(23);

    /** An order may carry a creation time slightly before its intent, for the two clocks differ (invariant 7). */
    private static final long CREATED_BEFORE_INTENT_MILLIS = 1_000;

    private final OrderEvidence evidence;
    private final OrderIndex index;
    private final Journal journal;
    private final Race race;
    private final Executor home;
    private final Set<TrackedOrder> underWay = ConcurrentHashMap.newKeySet();
    private volatile boolean closed;

    Reconciliation(OrderEvidence evidence, OrderIndex index, Journal journal, Race race, Executor home) {
        this.evidence = evidence;
        this.index = index;
        this.journal = journal;
        this.race = race;
        this.home = home;
    }

    /** Starts to look for the order, unless that is under way. */
    void begin(TrackedOrder order) {
        if (!underWay.add(order)) {
            return;
        }
        home.execute(() -> Repetition.<Integer, TrackedOrder>of(0, negatives -> round(order, negatives))
                .onComplete(done -> {
                    underWay.remove(order);
                    if (done.failed()) {
                        LOG.error("reconciliation of {} failed; it stays unknown", order.key(), done.cause());
                    }
                }));
    }

    /** Stops asking; what is unknown stays unknown until the next start. */
    void close() {
        closed = true;
    }

    private Future<Round<Integer, TrackedOrder>> round(TrackedOrder order, int negatives) {
        if (closed || order.isSettledForGood()) {
            return done(order);
        }
        return look(order).compose(sighting -> judge(order, sighting, negatives));
    }

    /** One look at both places; the answer's time is the earlier of the two. */
    Future<Sighting> look(TrackedOrder order) {
        Question question = questionFor(order);
        return evidence.realtime(question).compose(first -> {
            if (!(first instanceof Sighting.NotSeen open)) {
                return Future.succeededFuture(first);
            }
            return evidence.history(question).map(second -> earlier(open, second));
        });
    }

    private static Question questionFor(TrackedOrder order) {
        return new Question(
                order.key().account(),
                order.terms().category(),
                order.terms().symbol(),
                order.key().orderLinkId(),
                null);
    }

    private static Sighting earlier(Sighting.NotSeen open, Sighting history) {
        return history instanceof Sighting.NotSeen closed
                ? new Sighting.NotSeen(Math.min(open.serverTimeMillis(), closed.serverTimeMillis()))
                : history;
    }

    private Future<Round<Integer, TrackedOrder>> judge(TrackedOrder order, Sighting sighting, int negatives) {
        if (sighting instanceof Sighting.Seen seen) {
            return seen(order, seen.order());
        }
        if (sighting instanceof Sighting.CouldNotTell) {
            return again(negatives, LATER_NANOS);
        }
        return notSeen(order, ((Sighting.NotSeen) sighting).serverTimeMillis(), negatives);
    }

    private Future<Round<Integer, TrackedOrder>> notSeen(TrackedOrder order, long serverTimeMillis, int negatives) {
        Optional<Fence> fence = order.fence();
        if (fence.isEmpty() || !fence.get().isPassedAt(serverTimeMillis)) {
            return again(0, SOON_NANOS);
        }
        if (serverTimeMillis - order.intentMillis() > HISTORY_TELLS_MILLIS) {
            return askedTooLate(order);
        }
        if (negatives + 1 < NEGATIVES_NEEDED) {
            return again(negatives + 1, BETWEEN_NEGATIVES_NANOS);
        }
        String proof = "open orders and history showed nothing twice behind the fence "
                + fence.get().atMillis();
        if (index.of(order.key()).settle(order, new Settlement.Absent(proof))) {
            journal.resolved(order, new Outcome.NotPlaced(proof), proof);
        }
        return done(order);
    }

    /** Bybit may have had it and forgotten it: that nothing is seen proves nothing any more. */
    private Future<Round<Integer, TrackedOrder>> askedTooLate(TrackedOrder order) {
        Settlement.Unresolved open = new Settlement.Unresolved("it was asked for more than 23 h after its intent, and"
                + " Bybit forgets an order that ended without a fill after 24 h");
        if (!order.settlement().filter(open::equals).isPresent()) {
            index.of(order.key()).settle(order, open);
            LOG.error(
                    "orderLinkId {} of account {} stays unknown: {}; look at Bybit's web page and end it with: order"
                            + " resolve",
                    order.key().orderLinkId(),
                    order.key().account(),
                    open.why());
        }
        return again(0, SELDOM_NANOS);
    }

    private Future<Round<Integer, TrackedOrder>> seen(TrackedOrder order, OrderSnapshot snapshot) {
        if (!fits(order, snapshot)) {
            collided(order, snapshot);
            return done(order);
        }
        if (index.of(order.key()).settle(order, new Settlement.Placed(Optional.of(snapshot.orderId()), true))) {
            journal.resolved(
                    order, new Outcome.Adopted(snapshot.orderId()), "a read showed it " + snapshot.orderStatus());
        }
        return done(order);
    }

    private void collided(TrackedOrder order, OrderSnapshot snapshot) {
        String why = "its orderLinkId is used by another order (" + snapshot.symbol() + " "
                + snapshot.side().wire() + " created " + snapshot.createdTimeMillis() + ")";
        index.of(order.key()).settle(order, new Settlement.Unresolved(why));
        LOG.error(
                "orderLinkId {} of account {} stays unknown: {}; look at both orders at Bybit and end it with: order"
                        + " resolve",
                order.key().orderLinkId(),
                order.key().account(),
                why);
    }

    private static boolean fits(TrackedOrder order, OrderSnapshot snapshot) {
        return snapshot.symbol().equals(order.terms().symbol())
                && snapshot.side() == order.terms().side()
                && snapshot.createdTimeMillis() >= order.intentMillis() - CREATED_BEFORE_INTENT_MILLIS;
    }

    private static Future<Round<Integer, TrackedOrder>> done(TrackedOrder order) {
        return Future.succeededFuture(new Round.Done<>(order));
    }

    private Future<Round<Integer, TrackedOrder>> again(int negatives, long pauseNanos) {
        return race.pause(pauseNanos, home).map(rested -> new Round.Again<>(negatives));
    }
}
