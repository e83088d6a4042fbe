package dev.portcullis.pipeline;

import dev.portcullis.bybit.RetClass;
import dev.portcullis.bybit.RetCode;
import dev.portcullis.model.Answer;
import dev.portcullis.model.Category;
import dev.portcullis.model.OrderEvidence;
import dev.portcullis.model.OrderEvidence.Question;
import dev.portcullis.model.OrderEvidence.Sighting;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;

/**
 * Cancels one order again and again until it is certain that it does not live: a read shows it terminal, Bybit says
 * that it is gone while its create is settled, or its create is proven absent or refused.
 */
final class CancelPursuit {
    private static final long FIRST_PAUSE_NANOS = TimeUnit.MILLISECONDS.toNanos(300);
    private static final long LONGEST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(5);

    private final Service<Admitted> gatesOwnCancel;
    private final GatesOwnCalls calls;
    private final OrderEvidence evidence;
    private final OrderIndex index;
    private final Race race;
    private final Executor home;
    private final ConcurrentMap<TrackedOrder, Future<Void>> underWay = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param gatesOwnCancel sends one cancel that only its own deadline can stop */
    CancelPursuit(
            Service<Admitted> gatesOwnCancel,
            GatesOwnCalls calls,
            OrderEvidence evidence,
            OrderIndex index,
            Race race,
            Executor home) {
        this.gatesOwnCancel = gatesOwnCancel;
        this.calls = calls;
        this.evidence = evidence;
        this.index = index;
        this.race = race;
        this.home = home;
    }

    /** Pursues a create that departed without an outcome: with a cancel at once, and then as one of however many. */
    Future<Void> of(Admitted by, TrackedOrder order) {
        OrderFacts named =
                new OrderFacts(order.terms().symbol(), order.key().orderLinkId(), null, null, null, null, null);
        Quarry quarry = new Quarry(by, order.terms().category(), named);
        Promise<Void> gone = Promise.promise();
        Future<Void> running = underWay.putIfAbsent(order, gone.future());
        if (running != null) {
            return send(quarry).compose(sent -> running);
        }
        chase(quarry, FIRST_PAUSE_NANOS).onComplete(done -> {
            underWay.remove(order);
            gone.handle(done);
        });
        return gone.future();
    }

    private Future<Answer> send(Quarry quarry) {
        return gatesOwnCancel.serve(calls.cancel(quarry.by(), quarry.category(), quarry.named()));
    }

    /** Pursues an order whose cancel got no certain answer, as the cancel named it. */
    Future<Void> ofNamed(Admitted by, OrderFacts named) {
        Category category = Objects.requireNonNull(by.call().category(), "a cancel names its category");
        return race.pause(FIRST_PAUSE_NANOS, home)
                .compose(rested -> chase(new Quarry(by, category, named), FIRST_PAUSE_NANOS));
    }

    void close() {
        closed = true;
    }

    private record Quarry(Admitted by, Category category, OrderFacts named) {}

    private Future<Void> chase(Quarry quarry, long pauseNanos) {
        if (closed) {
            return Future.failedFuture("the gate is stopping; the order may live, look at it after the next start");
        }
        Optional<TrackedOrder> tracked = tracked(quarry);
        if (tracked.flatMap(TrackedOrder::settlement)
                .filter(Settlement.Absent.class::isInstance)
                .isPresent()) {
            return Future.succeededFuture();
        }
        boolean createSettled = tracked.map(TrackedOrder::isSettledForGood).orElse(true);
        return send(quarry)
                .compose(answer -> createSettled && saysGone(answer)
                        ? Future.succeededFuture()
                        : look(quarry, tracked, pauseNanos));
    }

    /** Bybit's "does not exist", "already filled" and "already cancelled" are all the same here: it does not live. */
    private static boolean saysGone(Answer answer) {
        if (!(answer instanceof Answer.Settled settled) || !(settled.outcome() instanceof Outcome.Rejected rejected)) {
            return false;
        }
        RetClass retClass = RetCode.of(rejected.retCode()).retClass();
        return retClass == RetClass.NOT_FOUND || retClass == RetClass.FINAL;
    }

    private Future<Void> look(Quarry quarry, Optional<TrackedOrder> tracked, long pauseNanos) {
        return sight(quarry).compose(sighting -> {
            if (sighting instanceof Sighting.Seen seen && seen.order().isTerminal()) {
                return Future.succeededFuture();
            }
            return rest(tracked, pauseNanos)
                    .compose(freed -> freed
                            ? Future.succeededFuture()
                            : chase(quarry, Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 3 / 2)));
        });
    }

    private Future<Sighting> sight(Quarry quarry) {
        Question question = new Question(
                quarry.by().account(),
                quarry.category(),
                quarry.named().symbol(),
                quarry.named().orderLinkId(),
                quarry.named().orderId());
        return evidence.realtime(question)
                .compose(first ->
                        first instanceof Sighting.NotSeen ? evidence.history(question) : Future.succeededFuture(first));
    }

    /** Waits a while, or until the create is settled; true when it was refused, so that nothing lives. */
    private Future<Boolean> rest(Optional<TrackedOrder> tracked, long pauseNanos) {
        if (tracked.isEmpty() || tracked.get().isSettledForGood()) {
            return race.pause(pauseNanos, home).map(false);
        }
        Future<Boolean> refused = tracked.get().settledForGood().map(Optional::isEmpty);
        return race.first(refused, pauseNanos, () -> false, home);
    }

    private Optional<TrackedOrder> tracked(Quarry quarry) {
        AccountOrders orders = index.of(quarry.by().environment(), quarry.by().account());
        return SettledCreateFirst.find(orders, quarry.named());
    }
}
