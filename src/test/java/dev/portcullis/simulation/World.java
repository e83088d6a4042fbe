package dev.portcullis.simulation;

import dev.portcullis.ledger.DiskFull;
import dev.portcullis.ledger.LedgerReader;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.pipeline.KnownOrder;
import io.vertx.core.Future;
import java.io.IOException;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One seed's world: a gate that dies and comes back, an exchange, bots and operators, some seconds of bad weather, then
 * calm until nothing is open any more. Everything in it happens in {@link VirtualTime}.
 */
final class World {
    private static final int STORM_MILLIS = 5_000;
    private static final long CALM_NANOS = 45_000_000_000L;
    private static final long NANOS_PER_MILLI = 1_000_000;
    /** After a failed sync cancels go on for that long, then the process ends (design invariant 2). */
    private static final long FAILED_LEDGER_NANOS = 2_000_000_000L;

    private final Trace trace = new Trace();
    private final VirtualTime time = new VirtualTime(trace);
    private final Judge judge = new Judge(this);
    private final Promises promises = new Promises(this);
    private final Callers callers = new Callers();
    private final Furniture furniture;
    private final Fault fault;
    private final Dice dice;
    private final SimulatedGate.Settings settings;
    private final SimulatedDisk disk;
    private final SimulatedIndexes indexes;
    private final SimulatedExchange exchange;
    private final SimulatedHaltStore haltStore;
    private final List<SimulatedBot> bots;
    private Weather weather;
    private @Nullable SimulatedGate gate;
    private long cutUntilNanos;
    private int lives;
    private boolean over;

    World(long seed, Furniture furniture) {
        this(seed, furniture, Fault.NONE);
    }

    /** A world whose gates all have that fault. */
    World(long seed, Furniture furniture, Fault fault) {
        this.fault = fault;
        this.furniture = furniture;
        this.dice = new Dice(seed);
        this.weather = Weather.of(dice.split());
        this.settings = SimulatedGate.Settings.of(dice.split());
        this.disk = new SimulatedDisk(this, dice.split(), weather);
        this.indexes = new SimulatedIndexes(dice.split());
        this.haltStore = new SimulatedHaltStore(this, dice.split());
        this.exchange = new SimulatedExchange(this, dice.split(), nature(dice.split()), weather);
        this.bots = Furniture.BOTS.stream()
                .map(name -> new SimulatedBot(this, name, dice.split()))
                .toList();
    }

    private SimulatedExchange.Nature nature(Dice its) {
        return new SimulatedExchange.Nature(its.between(-2_000, 2_000), settings.settleMillis(), its.oneIn(2));
    }

    /**
     * How a world ended.
     *
     * @param hash of everything that happened
     * @param story the end of what happened, for whoever has to understand a violation
     */
    record End(String hash, List<String> violations, Trace story) {}

    /** Lets it all happen. */
    End run() {
        furniture.tidy();
        trace.line("world", settings + " " + weather);
        startGate();
        bots.forEach(bot -> bot.plan(dice.between(3, 9), STORM_MILLIS));
        if (dice.oneIn(8)) {
            dice.pick(bots).planARush(STORM_MILLIS);
        }
        new SimulatedOperator(this, dice.split()).plan(STORM_MILLIS);
        planMishaps();
        pass(STORM_MILLIS * NANOS_PER_MILLI);
        calmDown();
        pass(CALM_NANOS);
        if (!judge.hasSeenEnough()) {
            lastJudgement();
        }
        return new End(trace.hash(), judge.violations(), trace);
    }

    private void pass(long nanos) {
        time.pass(nanos, () -> !judge.hasSeenEnough());
    }

    private void planMishaps() {
        for (int i = dice.between(0, 2); i > 0; i--) {
            time.after(dice.micros(50_000, STORM_MILLIS * 1_000), this::crash);
        }
        if (dice.oneIn(3)) {
            time.after(dice.millis(0, STORM_MILLIS), () -> cutUntilNanos = time.nanos() + dice.millis(50, 2_000));
        }
        if (dice.oneIn(3)) {
            time.after(dice.millis(0, STORM_MILLIS), exchange::restart);
        }
        if (dice.oneIn(5)) {
            time.after(dice.millis(0, STORM_MILLIS), exchange::stepClock);
        }
    }

    private void calmDown() {
        trace.line("world", "calms down");
        weather = Weather.CALM;
        disk.weather(weather);
        exchange.weather(weather);
    }

    private void startGate() {
        mayDieSoon(300_000);
        GateLife life = new GateLife(time, dice.split(), ++lives, dice.between(-3_000, 3_000));
        try {
            gate = SimulatedGate.start(this, life, settings);
        } catch (DiskFull notNow) {
            trace.line("gate", "cannot start on a full disk");
            time.after(dice.millis(20, 2_500), this::startGate);
        } catch (IOException refused) {
            judge.violated("the gate does not start: " + refused.getMessage());
        }
    }

    /** The gate has come to a point at which a crash is worth trying: within so many microseconds from now. */
    void mayDieSoon(int withinMicros) {
        if (dice.permille(weather.crashes())) {
            time.after(dice.micros(0, withinMicros), this::crash);
        }
    }

    private void crash() {
        if (gate == null) {
            return;
        }
        boolean powerCut = dice.oneIn(2);
        trace.line("world", powerCut ? "loses power" : "kills the gate");
        gate.life().end();
        gate = null;
        disk.crash(powerCut);
        indexes.crash();
        callers.gateDied();
        judge.standing().gateDied();
        bots.forEach(SimulatedBot::connectionLost);
        time.after(dice.millis(20, 2_500), this::startGate);
    }

    /** The gate's ledger has failed: it lets go of its orders and ends soon. */
    void ledgerHasFailed(GateLife life) {
        trace.line("gate", "ledger has failed");
        life.after(FAILED_LEDGER_NANOS, this::crash);
    }

    /** Lets time pass inside an event of the gate's; does not return when the gate dies meanwhile. */
    void passWhileGateLives(long nanos) {
        GateLife living = Objects.requireNonNull(gate, "only a gate that lives uses its disk")
                .life();
        mayDieSoon(2_000);
        time.pass(nanos, () -> !living.isOver() && !judge.hasSeenEnough());
        if (living.isOver()) {
            throw new SimulatedDisk.Died();
        }
    }

    private void lastJudgement() {
        over = true;
        if (gate == null || !gate.isHealthy()) {
            judge.violated("the gate is not back in " + CALM_NANOS + " ns of calm");
            return;
        }
        if (!callers.waiting().isEmpty()) {
            judge.violated("without an answer: " + callers.waiting());
        }
        bots.stream().flatMap(bot -> bot.creates().stream()).forEach(this::isCertain);
        promises.check();
        try {
            new LedgerReader(disk).replay(entry -> {});
        } catch (IOException damaged) {
            judge.violated("the ledger does not verify: " + damaged.getMessage());
        }
    }

    private void isCertain(BotCall create) {
        create.links().forEach(link -> isCertain(create.account(), link));
    }

    /** What the gate says of an order now must be what the exchange says. */
    private void isCertain(AccountId account, String link) {
        Optional<Outcome> known = Furniture.now(Objects.requireNonNull(gate)
                        .knownOrders()
                        .find(Furniture.ENVIRONMENT, account, new OrderLinkId(link), Runnable::run))
                .flatMap(KnownOrder::outcome);
        boolean said = known.filter(outcome -> outcome instanceof Outcome.Acked || outcome instanceof Outcome.Adopted)
                .isPresent();
        boolean exists = exchange.orders().stream()
                .anyMatch(order -> order.account.equals(account.text()) && order.orderLinkId.equals(link));
        if (known.filter(Outcome.Unknown.class::isInstance).isPresent()) {
            judge.violated(link + " is still unknown: " + known.get());
        } else if (said != exists) {
            judge.violated(link + (exists ? " exists" : " does not exist") + ", but the gate says " + known);
        }
    }

    /** Whether the gate that lives cannot say what became of an order; one that only its disk holds is settled. */
    boolean isUndecided(Judge.Place place) {
        Future<Optional<KnownOrder>> known = Objects.requireNonNull(gate)
                .knownOrders()
                .find(
                        Furniture.ENVIRONMENT,
                        new AccountId(place.account()),
                        new OrderLinkId(place.orderLinkId()),
                        Runnable::run);
        return known.succeeded()
                && known.result()
                        .filter(order -> order.outcome()
                                .map(Outcome.Unknown.class::isInstance)
                                .orElse(true))
                        .isPresent();
    }

    /** Whether nothing passes the network now. */
    boolean isCut() {
        return time.nanos() < cutUntilNanos;
    }

    /** The gate, when its doors are open. */
    Optional<SimulatedGate> gate() {
        return Optional.ofNullable(gate).filter(SimulatedGate::isOpen);
    }

    VirtualTime time() {
        return time;
    }

    Trace trace() {
        return trace;
    }

    Judge judge() {
        return judge;
    }

    Promises promises() {
        return promises;
    }

    Callers callers() {
        return callers;
    }

    Fault fault() {
        return fault;
    }

    Furniture furniture() {
        return furniture;
    }

    Weather weather() {
        return weather;
    }

    SimulatedIndexes indexes() {
        return indexes;
    }

    /** Whether nothing happens any more, and only questions are asked. */
    boolean isOver() {
        return over;
    }

    SimulatedDisk disk() {
        return disk;
    }

    SimulatedExchange exchange() {
        return exchange;
    }

    SimulatedHaltStore haltStore() {
        return haltStore;
    }
}
