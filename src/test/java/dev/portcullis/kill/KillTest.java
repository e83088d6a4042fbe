package dev.portcullis.kill;

import dev.portcullis.kill.BotOrder.Create;
import dev.portcullis.ledger.Verdict;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import java.util.stream.Collectors;

/**
 * Kills gates. In each round bots trade through one gate until it ends at the crash point that the round is aimed at;
 * the next gate takes over its data directory, the bots finish by key, and every order is held against the
 * simulator's record. The gate that survives a round is the victim of the next.
 */
final class KillTest {
    private static final int BOTS = 8;
    private static final int HELD_BACK_MILLIS = 40;
    private static final int ANY_MOMENT_MILLIS = 600;
    private static final int ASKED_AGAIN = 10;
    private static final long ROUND_SECONDS_MAX = 60;
    private static final long LOOK_EVERY_MILLIS = 5;

    private final Random random;
    private final int ordersPerRound;
    private final Duration patience;
    private final Simulator simulator;
    private final Premises premises;
    private final Consumer<String> print;
    private final KillReport report = new KillReport();
    private final OpenGate openGate = new OpenGate();
    private final List<Bot> bots = new ArrayList<>();
    private int receivedInAll;
    private int acceptedInAll;

    /**
     * What is tried.
     *
     * @param patience by when a bot must have a certain answer about an order
     * @param seed decides plans, aims and moments; the machine's own timing stays its own
     * @param forgetful whether the gate has a seeded fault, so that the test must fail
     */
    record Trial(int rounds, int ordersPerRound, Duration patience, long seed, boolean forgetful) {}

    private KillTest(Trial trial, Simulator simulator, Premises premises, Consumer<String> print) {
        this.random = new Random(trial.seed());
        this.ordersPerRound = trial.ordersPerRound();
        this.patience = trial.patience();
        this.simulator = simulator;
        this.premises = premises;
        this.print = print;
    }

    /** Runs it in that folder; tells of every round and every violation. */
    static KillReport run(Trial trial, Path folder, Consumer<String> print) throws IOException, InterruptedException {
        Launcher launcher = Launcher.in(folder);
        try {
            Simulator simulator = Simulator.start(launcher, folder);
            Premises premises = Premises.make(launcher, folder, simulator.rest(), trial.forgetful());
            return new KillTest(trial, simulator, premises, print).rounds(trial.rounds());
        } finally {
            launcher.killAll();
        }
    }

    private KillReport rounds(int count) throws IOException, InterruptedException {
        List<CrashPoint> aims = aims(count);
        Jvm gate = startFor(aims.get(0));
        String token = premises.moveIn(gate.awaitListening("admin"));
        for (int i = 0; i < BOTS; i++) {
            bots.add(new Bot(openGate, token, patience));
        }
        openGate.isAt(gate.awaitListening("data"));
        List<BotOrder> before = List.of();
        for (int i = 0; i < count; i++) {
            CrashPoint next = i + 1 < count ? aims.get(i + 1) : CrashPoint.ANY_MOMENT;
            KillRound round = KillRound.of("k" + i, ordersPerRound, random);
            long startedNanos = System.nanoTime();
            gate = live(round, gate, aims.get(i), next);
            judge(round);
            askAgain(before);
            clear();
            before = round.orders();
            print.accept("round " + (i + 1) + " of " + count + ", killed "
                    + aims.get(i).text() + ": " + TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - startedNanos)
                    + " ms");
        }
        gate.kill();
        judgeTheWhole();
        return report;
    }

    /** Every point in turn, in an order of this seed's own. */
    private List<CrashPoint> aims(int count) {
        List<CrashPoint> points = new ArrayList<>(List.of(CrashPoint.values()));
        Collections.shuffle(points, random);
        List<CrashPoint> aims = new ArrayList<>();
        for (int i = 0; i < count; i++) {
            aims.add(points.get(i % points.size()));
        }
        return aims;
    }

    private Jvm startFor(CrashPoint aim) throws IOException {
        return aim == CrashPoint.ANY_MOMENT ? premises.startServing() : premises.startCrashing();
    }

    /** Trades, kills, starts the next gate and waits for the bots; the gate that survives. */
    private Jvm live(KillRound round, Jvm victim, CrashPoint aim, CrashPoint nextAim)
            throws IOException, InterruptedException {
        CrashPoint first = aim.isInRecovery() ? CrashPoint.AFTER_SEND : aim;
        if (first == CrashPoint.AFTER_SEND) {
            simulator.holdAnswersBack(HELD_BACK_MILLIS);
        }
        arm(victim, first);
        round.begin(bots);
        boolean hit = awaitEnd(victim, round, first);
        openGate.isGone();
        simulator.answerAtOnce();
        long killedNanos = System.nanoTime();
        report.killed(first, hit);
        checkLedger();
        Jvm survivor = aim.isInRecovery() ? recoverTwice(aim, nextAim) : startFor(nextAim);
        open(survivor);
        if (!round.isThroughWithin(TimeUnit.SECONDS.toMillis(ROUND_SECONDS_MAX))) {
            throw new IllegalStateException("the bots hang:\n" + survivor.log());
        }
        report.certainAfter(TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - killedNanos));
        report.round(round);
        return survivor;
    }

    private void arm(Jvm gate, CrashPoint point) {
        if (point != CrashPoint.ANY_MOMENT) {
            gate.tell(point.name() + " " + (1 + random.nextInt(point.passagesMax())));
        }
    }

    /** Whether it ended by itself, at its point, or at the moment that was drawn. */
    private boolean awaitEnd(Jvm victim, KillRound round, CrashPoint point) throws InterruptedException {
        if (point == CrashPoint.ANY_MOMENT) {
            victim.awaitEnd(random.nextInt(ANY_MOMENT_MILLIS));
            boolean stillTrading = !round.isThroughWithin(0);
            victim.kill();
            return stillTrading;
        }
        while (!victim.awaitEnd(LOOK_EVERY_MILLIS)) {
            if (round.isThroughWithin(0)) {
                victim.kill();
                return false;
            }
        }
        return victim.exitCode() == CrashPoints.KILLED;
    }

    /** A gate that is killed while it finds out what the last one left open, and the gate after that. */
    private Jvm recoverTwice(CrashPoint aim, CrashPoint nextAim) throws IOException, InterruptedException {
        Jvm recovering = premises.startCrashing();
        arm(recovering, aim);
        recovering.awaitListening("data");
        boolean hit = recovering.awaitEnd(TimeUnit.SECONDS.toMillis(5));
        recovering.kill();
        report.killed(aim, hit);
        checkLedger();
        return startFor(nextAim);
    }

    private void open(Jvm gate) throws IOException, InterruptedException {
        URI data = gate.awaitListening("data");
        if (data == null) {
            throw new IllegalStateException("the gate did not start again:\n" + gate.log());
        }
        report.restarted(gate.ageMillis());
        openGate.isAt(data);
    }

    private void checkLedger() throws IOException {
        Verdict verdict = premises.verify();
        if (verdict instanceof Verdict.TornTail) {
            report.tornTail();
        } else if (!(verdict instanceof Verdict.Whole)) {
            report.damagedLedger();
            print.accept("LEDGER DAMAGED: " + verdict.words());
        }
    }

    private void judge(KillRound round) throws IOException, InterruptedException {
        Map<String, List<String>> live = simulator.livePrices();
        for (BotOrder order : round.orders()) {
            if (order.orderLinkIds().isEmpty()) {
                tell(Judge.judgeUnnamed(order), order);
            }
            for (String orderLinkId : order.orderLinkIds()) {
                judge(order, orderLinkId, live.getOrDefault(orderLinkId, List.of()));
            }
        }
    }

    private void judge(BotOrder order, String orderLinkId, List<String> livePrices)
            throws IOException, InterruptedException {
        Simulator.Tally tally = simulator.tally(orderLinkId);
        receivedInAll += tally.received();
        acceptedInAll += tally.accepted();
        int proofs =
                tally.received() > 1 ? Proofs.count(premises.trace(orderLinkId), simulator.arrivals(orderLinkId)) : 0;
        Judge.Truth truth = new Judge.Truth(tally.received(), tally.accepted(), proofs, livePrices);
        tell(Judge.judge(order, orderLinkId, truth), order);
    }

    private void tell(List<Violation> violations, BotOrder order) throws IOException, InterruptedException {
        for (Violation violation : violations) {
            violated(violation, order.toString());
        }
    }

    private void violated(Violation violation, String told) throws IOException, InterruptedException {
        report.violated(violation);
        String id = violation.orderLinkId();
        String headline = "VIOLATION " + violation.kind() + " " + id + ": " + violation.words() + "\n" + told;
        if (id.isEmpty()) {
            print.accept(headline);
            return;
        }
        String ledger = premises.trace(id).stream().map(JsonObject::encode).collect(Collectors.joining("\n"));
        print.accept(headline + "\nledger\n" + ledger + "\nsimulator\n" + simulator.story(id));
    }

    /** What was certain before the last kill is certain behind it. */
    private void askAgain(List<BotOrder> past) throws IOException, InterruptedException {
        for (int i = 0; i < ASKED_AGAIN && !past.isEmpty(); i++) {
            BotOrder order = past.get(random.nextInt(past.size()));
            boolean repeatable = order.create() == Create.PLACED || order.create() == Create.NOT_PLACED;
            Create now = repeatable ? bots.get(0).askAgain(order) : order.create();
            if (now != order.create()) {
                Violation forgotten = new Violation(
                        Violation.Kind.WRONG,
                        order.orderLinkIds().stream().findFirst().orElse(""),
                        "told " + order.create() + " before the kill and " + now + " behind it");
                violated(forgotten, order.toString());
            }
        }
    }

    /** Ends the round's orders, so that the next round's book is empty. */
    private void clear() throws IOException, InterruptedException {
        bots.get(0).cancelAll();
        for (String orderLinkId : simulator.livePrices().keySet()) {
            Violation alive = new Violation(Violation.Kind.WRONG, orderLinkId, "lives behind a cancel-all");
            violated(alive, "cancel-all was told done");
        }
    }

    /** Nothing has come or changed behind the rounds' own judgements, and nothing came that no bot wanted. */
    private void judgeTheWhole() throws IOException, InterruptedException {
        Simulator.Tally total = simulator.total();
        if (total.received() != receivedInAll || total.accepted() != acceptedInAll) {
            violated(
                    new Violation(Violation.Kind.DOUBLED, "", "the exchange counts " + total + " creates in all"),
                    "the bots' orders account for " + receivedInAll + " and " + acceptedInAll);
        }
    }
}
