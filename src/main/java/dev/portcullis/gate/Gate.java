package dev.portcullis.gate;

import dev.portcullis.budget.Budgets;
import dev.portcullis.config.Settings;
import dev.portcullis.door.Ids;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.PublicAccess;
import dev.portcullis.identity.RefusalCounts;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.pipeline.CallWitness;
import dev.portcullis.pipeline.IndexReplay;
import dev.portcullis.pipeline.OrderPath;
import dev.portcullis.pipeline.Waits;
import dev.portcullis.risk.PreTrade;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.net.URI;
import java.util.List;
import java.util.concurrent.ForkJoinPool;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * A running gate. {@link #start} builds every object once, in the order of an order's journey; the doors open last, so
 * that what listens works.
 */
public final class Gate {
    private static final Logger LOG = LoggerFactory.getLogger(Gate.class);
    /** What the process exits with when the ledger has failed (design invariant 2). */
    public static final int LEDGER_FAILED = 70;

    private static final long CANCELS_GO_ON_NANOS = TimeUnit.SECONDS.toNanos(2);
    private static final int RECV_WINDOW_OF_THE_REST_MILLIS = 5_000;

    private final Inside inside;
    private final Outside outside;
    private final OrderPath path;
    private final OpenDoors doors;
    private final Rounds rounds;

    /** What goes on beside the orders. */
    private record Rounds(
            Housekeeping housekeeping, InstrumentKeeper instruments, Unsealing unsealing, AlertHouse alerts) {}

    private Gate(Inside inside, Outside outside, OrderPath path, OpenDoors doors, Rounds rounds) {
        this.rounds = rounds;
        this.inside = inside;
        this.outside = outside;
        this.path = path;
        this.doors = doors;
    }

    /** Starts a gate; fails with a message for the person who started it, and leaves nothing open then. */
    public static Future<Gate> start(GatePlace place) {
        return start(place, Seams.none());
    }

    /** The same with somebody in its seams. */
    public static Future<Gate> start(GatePlace place, Seams seams) {
        VertxOptions options = new VertxOptions();
        Promise<Gate> ofNoEventLoop = Promise.promise();
        start(place, seams, options, Transports.start(options)).onComplete(first -> {
            if (first.cause() instanceof Transports.NoUnixSockets) {
                ForkJoinPool.commonPool()
                        .execute(() -> start(place, seams, options, Transports.startWithUnixSockets(options))
                                .onComplete(ofNoEventLoop));
            } else {
                ofNoEventLoop.handle(first);
            }
        });
        return ofNoEventLoop.future();
    }

    private static Future<Gate> start(GatePlace place, Seams seams, VertxOptions options, Transports.Started started) {
        int eventLoops =
                Math.min(options.getEventLoopPoolSize(), Runtime.getRuntime().availableProcessors());
        LOG.info("network transport: {}, event loops: {}", started.transport(), eventLoops);
        return closedWhenFailed(start(started.vertx(), place, seams, eventLoops), started.vertx());
    }

    /** Tells of a failed start once its loops have ended; they cannot tell it themselves, so no context is involved. */
    private static Future<Gate> closedWhenFailed(Future<Gate> starting, Vertx vertx) {
        Promise<Gate> told = Promise.promise();
        starting.onSuccess(told::complete).onFailure(failed -> vertx.close().onComplete(closed -> told.fail(failed)));
        return told.future();
    }

    private static Future<Gate> start(Vertx vertx, GatePlace place, Seams seams, int eventLoops) {
        return Ground.open(vertx, place)
                .compose(ground -> Inside.open(ground, seams, () -> doomed(ground, place)))
                .compose(inside -> furnish(inside, seams, eventLoops));
    }

    /** Orders stop at once, for nothing can be recorded; cancels and answers in flight get two seconds more. */
    private static void doomed(Ground ground, GatePlace place) {
        ground.time()
                .timers()
                .after(CANCELS_GO_ON_NANOS, () -> place.whenDoomed().accept(LEDGER_FAILED));
    }

    private static Future<Gate> furnish(Inside inside, Seams seams, int eventLoops) {
        Ids ids = new Ids(inside.ground().random());
        Outside outside = Outside.build(inside, seams, ids, eventLoops);
        AlertHouse alerts = AlertHouse.open(inside.ground());
        AlertRounds.Listening listening = AlertRounds.Listening.of(inside, outside, alerts.alerts());
        RefusalCounts strangers = strangers(inside, listening.callers());
        RuleHouse rules = RuleHouse.build(inside, outside);
        OrderPath path = orderPath(inside, outside, strangers, listening.callers(), rules.rules());
        KeyEvents keys = new KeyEvents(
                outside.budgets(),
                inside.ground().meters(),
                outside.clockKeeper(),
                outside.health(),
                inside.ground().time().wallClock(),
                listening.keys()::known);
        AlertRounds rounds = AlertRounds.of(alerts.alerts(), listening, inside, outside, path, ids);
        Housekeeping housekeeping =
                new Housekeeping(inside, outside, path, strangers, KeyCare.of(inside, outside, path, keys), rounds);
        inside.credentials()
                .list()
                .forEach(head -> inside.credentials().facts(head.id()).ifPresent(keys::known));
        return replay(inside, path)
                .compose(replayed -> knowTheTime(inside, outside))
                .compose(known -> OpenDoors.open(inside, outside, path, keys, alerts.alerts(), ids, eventLoops))
                .map(doors -> new Gate(
                        inside,
                        outside,
                        path,
                        doors,
                        new Rounds(
                                housekeeping.begin(),
                                rules.keeper().begin(),
                                new Unsealing(inside, keys::known).begin(),
                                alerts)));
    }

    private static OrderPath orderPath(
            Inside inside, Outside outside, RefusalCounts strangers, CallWitness witness, PreTrade rules) {
        Ground ground = inside.ground();
        Settings settings = ground.settings().current();
        Settings.AnswerWithin answer = settings.upstream().timeouts().answer();
        Settings.Reconcile reconcile = settings.orderPath().reconcile();
        return new OrderPath(
                new OrderPath.Desk(inside.registry(), inside.credentials(), inside.halts(), rules),
                new OrderPath.Travel(outside.exchange(), outside.evidence(), outside.budgets(), outside.clocks()::of),
                new OrderPath.Records(
                        inside.ledger().writer(), inside.ledger().past(), ground.meters(), strangers, witness),
                new OrderPath.Time(
                        ground.time().nanoTicker(),
                        ground.time().wallClock(),
                        ground.time().timers(),
                        ground.time().home()),
                new OrderPath.Rules(
                        new Waits(
                                answer.create().toMillis(),
                                answer.cancel().toMillis(),
                                answer.read().toMillis(),
                                Math.toIntExact(reconcile.recvWindow().toMillis()),
                                RECV_WINDOW_OF_THE_REST_MILLIS),
                        reconcile.settle().toMillis(),
                        new PublicAccess(
                                settings.doors().publicReads().cidrs(),
                                settings.doors().publicReads().environment())));
    }

    private static RefusalCounts strangers(Inside inside, CallerAlerts alerts) {
        return new RefusalCounts(inside.ground().time().wallClock(), burst -> {
            alerts.strangers(burst);
            inside.ledger()
                    .writer()
                    .note(new LedgerRecord.Access(
                            DoorName.V5,
                            burst.network(),
                            burst.kind(),
                            new LedgerRecord.Span(burst.count(), burst.firstMillis(), burst.lastMillis())));
        });
    }

    private static Future<Integer> replay(Inside inside, OrderPath path) {
        long settleMillis = inside.ground()
                .settings()
                .current()
                .orderPath()
                .reconcile()
                .settle()
                .toMillis();
        return inside.ground().vertx().executeBlocking(() -> {
            IndexReplay replay = path.replay(settleMillis);
            inside.ledger().past().replay(replay::accept);
            int open = replay.finish();
            inside.ledger().whenIndexed(path::forgetIndexed);
            LOG.info("{} orders of earlier runs have no known outcome; the gate asks for them", open);
            return open;
        });
    }

    /** Asks every environment in use for its time; one that does not answer holds up nothing but its own creates. */
    private static Future<Void> knowTheTime(Inside inside, Outside outside) {
        List<EnvironmentId> used = inside.registry().desk().accounts().values().stream()
                .map(DeskAccount::environment)
                .distinct()
                .collect(Collectors.toList());
        return Future.join(used.stream().map(outside.clockKeeper()::keep).toList())
                .onFailure(unknown -> LOG.warn("{}", unknown.getMessage()))
                .transform(done -> Future.succeededFuture());
    }

    /** Where bots reach it. */
    public URI dataUrl() {
        return doors.data();
    }

    /** Where operators reach it. */
    public URI adminUrl() {
        return doors.admin();
    }

    /** The meter of all budgets now, for tests and status. */
    public Budgets budgets() {
        return outside.budgets();
    }

    /** Stops taking calls, lets those in flight finish, writes down that it has stopped, and lets everything go. */
    public Future<Void> stop() {
        Ground ground = inside.ground();
        return doors.close()
                .eventually(() -> {
                    rounds.unsealing().end();
                    rounds.instruments().end();
                    path.close();
                    outside.clockKeeper().stopAll();
                    return outside.rest().close();
                })
                .eventually(rounds.housekeeping()::end)
                .onComplete(ended -> rounds.alerts().close())
                .eventually(() -> inside.ledger().close())
                .eventually(() -> ground.desk().store().close())
                .eventually(() -> ground.configuration().trust().end())
                .eventually(() -> ground.settings().close())
                .eventually(() -> ground.vertx().close());
    }
}
