package dev.portcullis.simulation;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Answer;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.Origin;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.PeerAddress;
import dev.portcullis.model.Presented;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.RequestId;
import io.vertx.core.AsyncResult;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;

/**
 * A bot that trades carelessly: it places, cancels and amends under ids of its own and of others, loses answers, loses
 * patience, and asks again by the same id.
 */
final class SimulatedBot {
    private static final List<String> SYMBOLS = List.of("BTCUSDT", "ETHUSDT");
    private static final List<AccountId> ACCOUNTS =
            List.of(Furniture.ALPHA, Furniture.ALPHA, Furniture.ALPHA, Furniture.BETA);
    private static final List<Integer> DEADLINES = List.of(150, 600, 2_000);
    private static final int TRIES_MAX = 4;

    private final World world;
    private final ClientId name;
    private final Dice dice;
    private final List<BotCall> placed = new ArrayList<>();
    private final List<Attempt> waiting = new ArrayList<>();
    private int orders;

    SimulatedBot(World world, ClientId name, Dice dice) {
        this.world = world;
        this.name = name;
        this.dice = dice;
    }

    /** One try of a call. */
    private record Attempt(BotCall call, int number, String requestId) {}

    /** Plans what it will do in the next {@code overMillis}. */
    void plan(int doings, int overMillis) {
        for (int i = 0; i < doings; i++) {
            world.time().after(dice.millis(0, overMillis), this::doSomething);
        }
    }

    /** Plans more at once than Bybit takes in a second. */
    void planARush(int withinMillis) {
        long startNanos = dice.millis(0, withinMillis);
        for (int i = dice.between(14, 24); i > 0; i--) {
            world.time().after(startNanos + dice.millis(0, 400), this::place);
        }
    }

    private void doSomething() {
        int what = dice.between(1, 100);
        if (what <= 50 || placed.isEmpty()) {
            place();
        } else if (what <= 60) {
            placeSeveral();
        } else if (what <= 72) {
            placeAndCancelAtOnce();
        } else if (what <= 88) {
            cancelOne();
        } else if (what <= 93) {
            tryNow(BotCall.cancelAll(dice.pick(ACCOUNTS), dice.pick(SYMBOLS), 5_000), 1);
        } else {
            amendOne();
        }
    }

    private BotCall place() {
        BotCall create =
                BotCall.create(dice.pick(ACCOUNTS), order(nextLink(), dice.pick(SYMBOLS)), dice.pick(DEADLINES));
        placed.add(create);
        tryNow(create, 1);
        if (dice.oneIn(8)) {
            world.time().after(dice.millis(0, 30), () -> tryNow(create, 2));
        }
        return create;
    }

    private void placeAndCancelAtOnce() {
        BotCall create = place();
        world.time()
                .after(
                        dice.oneIn(2) ? dice.micros(0, 800) : dice.millis(1, 60),
                        () -> tryNow(cancelOf(create, create.links().get(0)), 1));
    }

    private void placeSeveral() {
        String symbol = dice.pick(SYMBOLS);
        List<JsonObject> several = new ArrayList<>();
        for (int i = dice.between(1, 3); i > 0; i--) {
            several.add(order(name + "-" + orders++, symbol));
        }
        BotCall batch = BotCall.batch(dice.pick(ACCOUNTS), several, dice.pick(DEADLINES));
        placed.add(batch);
        tryNow(batch, 1);
    }

    private void cancelOne() {
        BotCall create = dice.pick(placed);
        tryNow(cancelOf(create, dice.pick(create.links())), 1);
    }

    private void amendOne() {
        BotCall create = dice.pick(placed);
        tryNow(
                BotCall.amend(
                        create.account(),
                        create.symbol(),
                        dice.pick(create.links()),
                        Integer.toString(dice.between(20_000, 40_000)),
                        dice.pick(DEADLINES)),
                TRIES_MAX);
    }

    private BotCall cancelOf(BotCall create, String link) {
        return BotCall.cancel(create.account(), create.symbol(), link, dice.between(200, 5_000));
    }

    /** Now and then an id that the other bot uses too, or one of its own with another order under it. */
    private String nextLink() {
        if (dice.oneIn(8)) {
            return "shared-" + dice.between(0, 2);
        }
        return name + "-" + (dice.oneIn(15) ? dice.between(0, Math.max(0, orders - 1)) : orders++);
    }

    private JsonObject order(String link, String symbol) {
        return new JsonObject()
                .put("category", "linear")
                .put("symbol", symbol)
                .put("side", dice.oneIn(2) ? "Buy" : "Sell")
                .put("orderType", dice.oneIn(6) ? "Market" : "Limit")
                .put("qty", "0." + dice.between(1, 9))
                .put("price", Integer.toString(dice.between(20_000, 40_000)))
                .put("reduceOnly", dice.oneIn(5))
                .put("orderLinkId", link);
    }

    private void tryNow(BotCall call, int number) {
        SimulatedGate gate = world.gate().orElse(null);
        if (gate == null) {
            again(call, number);
            return;
        }
        GateLife life = gate.life();
        Attempt attempt = new Attempt(call, number, life.nextRequestId());
        world.callers()
                .calls(
                        attempt.requestId(),
                        new Callers.Caller(name, life.nanos(), life.nanos() + call.deadlineNanos()));
        world.trace().line(name.text(), call.kind() + " " + call.links() + " as " + attempt.requestId());
        waiting.add(attempt);
        Origin origin = new Origin(
                new RequestId(attempt.requestId()),
                DoorName.V5,
                new PeerAddress("127.0.0.1"),
                new Presented.Token(world.furniture().tokenOf(name)),
                life.loop());
        gate.serve(call.arrivingAt(origin, life.nanos())).onComplete(answer -> answered(attempt, answer));
    }

    private void answered(Attempt attempt, AsyncResult<Answer> answer) {
        world.callers().isAnswered(attempt.requestId());
        if (answer.failed()) {
            world.judge().violated("the call " + attempt.requestId() + " failed: " + answer.cause());
            return;
        }
        world.trace().line(name.text(), attempt.requestId() + " is told " + inWords(answer.result()));
        if (!waiting.remove(attempt)) {
            return;
        }
        if (attempt.call().kind().isCreate()) {
            world.promises().told(attempt.call(), attempt.requestId(), answer.result());
        } else if (attempt.call().kind().isCancel()) {
            world.promises().toldOfCancel(attempt.call(), attempt.requestId(), answer.result());
        }
        if (isWorthAnotherTry(answer.result()) || dice.oneIn(12)) {
            again(attempt.call(), attempt.number());
        }
    }

    private static String inWords(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.rejection().getClass().getSimpleName() + ": "
                    + refused.rejection().detail();
        }
        Answer.Settled settled = (Answer.Settled) answer;
        return Objects.toString(settled.outcome()) + (settled.replayed() ? " (replayed)" : "");
    }

    private boolean isWorthAnotherTry(Answer answer) {
        if (answer instanceof Answer.Refused refused) {
            return refused.rejection() instanceof Rejection.NotSent
                    || refused.rejection() instanceof Rejection.StillInFlight
                    || refused.rejection() instanceof Rejection.OutOfBudget;
        }
        Outcome outcome = ((Answer.Settled) answer).outcome();
        return outcome instanceof Outcome.Unknown || (outcome instanceof Outcome.Rejected && dice.oneIn(3));
    }

    private void again(BotCall call, int number) {
        if (number < TRIES_MAX && dice.permille(850)) {
            world.time().after(dice.millis(5, 1_500), () -> tryNow(call, number + 1));
        }
    }

    /** The gate died: no answer comes any more. */
    void connectionLost() {
        List<Attempt> lost = List.copyOf(waiting);
        waiting.clear();
        lost.forEach(attempt -> again(attempt.call(), attempt.number()));
    }

    /** Every create that it ever asked for. */
    List<BotCall> creates() {
        return placed;
    }
}
