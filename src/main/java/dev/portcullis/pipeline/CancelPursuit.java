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
import dev.portcullis.pipeline.Repetition.Round;
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
    private final ConcurrentMap<TrackedOrder, Future<Ending>> underWay = new ConcurrentHashMap<>();
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
    Future<Ending> of(Admitted by, TrackedOrder order) {
        OrderFacts named =
                new OrderFacts(order.terms().symbol(), order.key().orderLinkId(), null, null, null, null, null);
        Quarry quarry = new Quarry(by, order.terms().category(), named);
        Promise<Ending> end = Promise.promise();
        Future<Ending> running = underWay.putIfAbsent(order, end.future());
        if (running != null) {
            return send(quarry).compose(sent -> running);
        }
        chase(quarry, Chase.BEGUN).onComplete(done -> {
            underWay.remove(order);
            end.handle(done);
        });
        return end.future();
    }

    private Future<Answer> send(Quarry quarry) {
        return gatesOwnCancel.serve(calls.cancel(quarry.by(), quarry.category(), quarry.named()));
    }

    /** Pursues an order whose cancel got no certain answer, as the cancel named it. */
    Future<Ending> ofNamed(Admitted by, OrderFacts named) {
        Category category = Objects.requireNonNull(by.call().category(), "a cancel names its category");
        return race.pause(FIRST_PAUSE_NANOS, home)
                .compose(rested -> chase(new Quarry(by, category, named), Chase.CANCEL_MAY_HAVE_ARRIVED));
    }

    void close() {
        closed = true;
    }

    private record Quarry(Admitted by, Category category, OrderFacts named) {}

    /**
     * How far a pursuit has come.
     *
     * @param pauseNanos how long it rests before the next cancel
     * @param cancelled whether one of its cancels may have had its effect
     */
    private record Chase(long pauseNanos, boolean cancelled) {
        static final Chase BEGUN = new Chase(FIRST_PAUSE_NANOS, false);
        static final Chase CANCEL_MAY_HAVE_ARRIVED = new Chase(FIRST_PAUSE_NANOS, true);

        Chase after(Answer answer) {
            boolean refused = answer instanceof Answer.Refused
                    || (answer instanceof Answer.Settled settled && settled.outcome() instanceof Outcome.Rejected);
            return new Chase(pauseNanos, cancelled || !refused);
        }

        Chase slower() {
            return new Chase(Math.min(LONGEST_PAUSE_NANOS, pauseNanos * 3 / 2), cancelled);
        }
    }

    private Future<Ending> chase(Quarry quarry, Chase begun) {
        return Repetition.of(begun, chase -> round(quarry, chase));
    }

    private Future<Round<Chase, Ending>> round(Quarry quarry, Chase chase) {
        if (closed) {
            return Future.failedFuture("the gate is stopping; the order may live, look at it after the next start");
        }
        Optional<TrackedOrder> tracked = tracked(quarry);
        if (tracked.flatMap(TrackedOrder::settlement)
                .filter(Settlement.Absent.class::isInstance)
                .isPresent()) {
            return ended(new Ending.NotAlive());
        }
        boolean createSettled = tracked.map(TrackedOrder::isSettledForGood).orElse(true);
        return send(quarry)
                .compose(answer -> createSettled && answer instanceof Answer.Settled settled && saysGone(settled)
                        ? ended(ending(settled, chase))
                        : look(quarry, tracked, chase.after(answer)));
    }

    /** Gone by a cancel of this pursuit, or by itself before one came. */
    private static Ending ending(Answer.Settled gone, Chase chase) {
        return chase.cancelled() ? new Ending.NotAlive() : new Ending.TooLate(gone);
    }

    /** Bybit's "does not exist", "already filled" and "already cancelled" are all the same here: it does not live. */
    private static boolean saysGone(Answer.Settled answer) {
        if (!(answer.outcome() instanceof Outcome.Rejected rejected)) {
            return false;
        }
        RetClass retClass = RetCode.of(rejected.retCode()).retClass();
        return retClass == RetClass.NOT_FOUND || retClass == RetClass.FINAL;
    }

    private static Future<Round<Chase, Ending>> ended(Ending ending) {
        return Future.succeededFuture(new Round.Done<>(ending));
    }

    private Future<Round<Chase, Ending>> look(Quarry quarry, Optional<TrackedOrder> tracked, Chase chase) {
        return sight(quarry).compose(sighting -> {
            if (sighting instanceof Sighting.Seen seen && seen.order().isTerminal()) {
                return ended(Ending.of(seen.order()));
            }
            return rest(tracked, chase.pauseNanos())
                    .map(refused ->
                            refused ? new Round.Done<>(new Ending.NotAlive()) : new Round.Again<>(chase.slower()));
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
