package dev.portcullis.simulation;

import dev.portcullis.simulation.ExchangeOrder.WireOrder;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/**
 * The exchange: its orders are the truth that everything is held against. Its facts about Bybit are its own, so that
 * one mistake cannot pass both sides.
 */
final class SimulatedExchange {
    private static final int TIME_REFUSED = 10002;
    private static final int TOO_MANY_VISITS = 10006;
    private static final int DUPLICATE_LINK_ID = 110072;
    private static final int NOT_FOUND_OR_TOO_LATE = 110001;
    private static final int NOT_ENOUGH_BALANCE = 110007;
    private static final long EARLY_MILLIS_MAX = 1_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    /**
     * How this exchange is.
     *
     * @param offsetMillis its clock against true time
     * @param settleMillis within this after a request's last acceptable moment its effect is there and shown
     * @param refusesDuplicates whether it refuses an orderLinkId that was used; Bybit promises nothing certain
     */
    record Nature(long offsetMillis, int settleMillis, boolean refusesDuplicates) {}

    private final World world;
    private final Dice dice;
    private final Nature nature;
    private final RateCounter rate;
    private final List<ExchangeOrder> orders = new ArrayList<>();
    private Weather weather;
    private long steppedMillis;

    SimulatedExchange(World world, Dice dice, Nature nature, Weather weather) {
        this.world = world;
        this.dice = dice;
        this.nature = nature;
        this.weather = weather;
        this.rate = new RateCounter(world);
    }

    void weather(Weather now) {
        weather = now;
    }

    long millis() {
        return world.time().millis() + nature.offsetMillis() + steppedMillis;
    }

    /** Somebody sets its clock. */
    void stepClock() {
        steppedMillis += dice.between(-900, 900);
        world.trace().line("exchange", "steps its clock by " + steppedMillis + " ms");
    }

    /** All orders that ever were. */
    List<ExchangeOrder> orders() {
        return orders;
    }

    /** Forgets what has ended, as far as the history has it. */
    void restart() {
        orders.stream()
                .filter(order -> order.historyFromNanos <= world.time().nanos())
                .forEach(order -> order.wiped = true);
        world.trace().line("exchange", "restarts");
    }

    /** Takes one request; the answer, or empty when it gives none. */
    Optional<WireAnswer> receive(WireRequest request) {
        if (request.path().equals("/v5/market/time")) {
            return Optional.of(WireAnswer.of(0, "OK", new JsonObject(), new JsonObject(), millis()));
        }
        if (request.repeated()) {
            return isInTime(request) ? receiveAgain(request) : Optional.empty();
        }
        rate.arrived(request);
        if (!isInTime(request)) {
            return Optional.of(WireAnswer.refusal(
                    TIME_REFUSED,
                    "invalid request, please check your server timestamp or recv_window param. req_timestamp["
                            + request.timestampMillis() + "],server_timestamp[" + millis() + "]",
                    millis()));
        }
        return request.body().isEmpty() ? read(request) : write(request);
    }

    /**
     * Takes what something on the way has sent a second time. Of a create only what its duplicate check says comes
     * back: placed twice, or refused for another reason than the first, it would be beyond what any gate can survive.
     */
    private Optional<WireAnswer> receiveAgain(WireRequest request) {
        return switch (request.path()) {
            case "/v5/order/create" ->
                Optional.of(request.body())
                        .filter(order -> isUsed(request.account(), order))
                        .map(order -> single(Fate.no(DUPLICATE_LINK_ID), order));
            case "/v5/order/cancel", "/v5/order/cancel-all" -> Optional.of(carryOut(request));
            default -> Optional.empty();
        };
    }

    private boolean isUsed(String account, JsonObject asked) {
        return orders.stream()
                .anyMatch(known ->
                        known.account.equals(account) && known.orderLinkId.equals(asked.getString("orderLinkId")));
    }

    private boolean isInTime(WireRequest request) {
        long now = millis();
        return now - request.recvWindowMillis() <= request.timestampMillis()
                && request.timestampMillis() < now + EARLY_MILLIS_MAX;
    }

    private Optional<WireAnswer> read(WireRequest request) {
        if (dice.permille(weather.exchange().readFails())) {
            return Ambiguity.any(dice, millis());
        }
        Query query = Query.of(request.query());
        boolean history = request.path().equals("/v5/order/history");
        JsonArray found = new JsonArray();
        orders.stream()
                .filter(order -> order.account.equals(request.account()) && query.means(order))
                .filter(order -> history ? isInHistory(order) : isInOpenOrders(order))
                .forEach(order -> found.add(asJson(order)));
        return Optional.of(WireAnswer.of(0, "OK", new JsonObject().put("list", found), new JsonObject(), millis()));
    }

    private boolean isInOpenOrders(ExchangeOrder order) {
        return order.shownFromNanos <= world.time().nanos() && !order.wiped;
    }

    private boolean isInHistory(ExchangeOrder order) {
        return order.historyFromNanos <= world.time().nanos();
    }

    private static JsonObject asJson(ExchangeOrder order) {
        return new JsonObject()
                .put("orderId", order.orderId)
                .put("orderLinkId", order.orderLinkId)
                .put("symbol", order.symbol)
                .put("side", order.side)
                .put("orderStatus", order.status)
                .put("createdTime", Long.toString(order.createdMillis));
    }

    private Optional<WireAnswer> write(WireRequest request) {
        if (dice.permille(weather.exchange().busy())) {
            world.trace().line("exchange", "is busy for " + request.requestId());
            return Optional.of(WireAnswer.refusal(TOO_MANY_VISITS, "Too many visits!", millis()));
        }
        if (!dice.permille(weather.exchange().ambiguous())) {
            return Optional.of(carryOut(request));
        }
        if (dice.oneIn(2)) {
            world.time().after(lateNanos(request), () -> carryOut(request));
            world.trace().line("exchange", "hides the effect of " + request.requestId());
        }
        return Ambiguity.any(dice, millis());
    }

    /** At once, a little later, or as late as an exchange may: some time after the request's last acceptable moment. */
    private long lateNanos(WireRequest request) {
        if (dice.oneIn(2)) {
            return 0;
        }
        long acceptableMillis = request.timestampMillis() + request.recvWindowMillis() - millis();
        return dice.oneIn(2)
                ? dice.millis(0, nature.settleMillis() / 2)
                : acceptableMillis * NANOS_PER_MILLI + dice.millis(0, nature.settleMillis() / 2);
    }

    private WireAnswer carryOut(WireRequest request) {
        return switch (request.path()) {
            case "/v5/order/create" -> single(create(request, request.body()), request.body());
            case "/v5/order/create-batch" -> batch(request);
            case "/v5/order/cancel" -> single(cancel(request.account(), request.body()), request.body());
            case "/v5/order/cancel-all" -> cancelAll(request);
            case "/v5/order/amend" -> single(amend(request.account(), request.body()), request.body());
            default -> WireAnswer.refusal(10001, "unknown path", millis());
        };
    }

    /** What became of one order of a request: a code, and an id when it is 0. */
    private record Fate(int code, String orderId) {
        static Fate no(int code) {
            return new Fate(code, "");
        }
    }

    private WireAnswer single(Fate fate, JsonObject asked) {
        return fate.code() == 0
                ? WireAnswer.of(0, "OK", ids(fate, asked), new JsonObject(), millis())
                : WireAnswer.refusal(fate.code(), "no", millis());
    }

    private static JsonObject ids(Fate fate, JsonObject asked) {
        return new JsonObject().put("orderId", fate.orderId()).put("orderLinkId", asked.getString("orderLinkId", ""));
    }

    private WireAnswer batch(WireRequest request) {
        JsonArray results = new JsonArray();
        JsonArray codes = new JsonArray();
        for (Object each : request.body().getJsonArray("request")) {
            JsonObject asked = (JsonObject) each;
            Fate fate = create(request, asked);
            results.add(ids(fate, asked));
            codes.add(new JsonObject().put("code", fate.code()).put("msg", fate.code() == 0 ? "OK" : "no"));
        }
        return WireAnswer.of(
                0, "OK", new JsonObject().put("list", results), new JsonObject().put("list", codes), millis());
    }

    private Fate create(WireRequest request, JsonObject asked) {
        WireOrder order = new WireOrder(
                asked.getString("orderLinkId"),
                asked.getString("symbol"),
                asked.getString("side"),
                asked.getString("qty"),
                asked.getString("price"),
                asked.getString("orderType").equals("Market"));
        if (isUsed(request.account(), asked)) {
            world.judge()
                    .violated("orderLinkId " + order.orderLinkId() + " came to the exchange by " + request.requestId()
                            + " when it was placed already (invariant 1)");
            if (nature.refusesDuplicates()) {
                return Fate.no(DUPLICATE_LINK_ID);
            }
        }
        if (dice.permille(weather.exchange().refused())) {
            world.trace().line("exchange", "refuses " + order.orderLinkId());
            return Fate.no(NOT_ENOUGH_BALANCE);
        }
        return new Fate(0, place(request, order).orderId);
    }

    private ExchangeOrder place(WireRequest request, WireOrder asked) {
        long now = world.time().nanos();
        ExchangeOrder placed = new ExchangeOrder(
                request.account(),
                String.format("%08d-%04d", orders.size() + 1, dice.between(0, 9_999)),
                asked,
                request.requestId(),
                millis(),
                now,
                now + dice.between(0, nature.settleMillis() / 3) * NANOS_PER_MILLI);
        orders.add(placed);
        world.trace().line("exchange", "placed " + placed);
        if (asked.market()) {
            end(placed, "Filled");
        } else if (dice.oneIn(4)) {
            world.time().after(dice.millis(1, 2_500), () -> end(placed, "Filled"));
        }
        return placed;
    }

    private void end(ExchangeOrder order, String how) {
        if (order.isLive()) {
            order.status = how;
            order.endedNanos = world.time().nanos();
            order.historyFromNanos = Math.max(order.shownFromNanos, world.time().nanos()) + dice.millis(0, 1_000);
            world.trace().line("exchange", "ended " + order);
        }
    }

    private Fate cancel(String account, JsonObject asked) {
        Optional<ExchangeOrder> order = live(account, asked);
        order.ifPresent(found -> end(found, "Cancelled"));
        return order.map(found -> new Fate(0, found.orderId)).orElse(Fate.no(NOT_FOUND_OR_TOO_LATE));
    }

    private Fate amend(String account, JsonObject asked) {
        return live(account, asked).map(found -> new Fate(0, found.orderId)).orElse(Fate.no(NOT_FOUND_OR_TOO_LATE));
    }

    private Optional<ExchangeOrder> live(String account, JsonObject asked) {
        return orders.stream()
                .filter(order -> order.isLive()
                        && order.account.equals(account)
                        && order.orderLinkId.equals(asked.getString("orderLinkId"))
                        && order.symbol.equals(asked.getString("symbol")))
                .findFirst();
    }

    private WireAnswer cancelAll(WireRequest request) {
        String symbol = request.body().getString("symbol");
        JsonArray ended = new JsonArray();
        for (ExchangeOrder order : orders) {
            if (order.isLive() && order.account.equals(request.account()) && order.symbol.equals(symbol)) {
                end(order, "Cancelled");
                ended.add(new JsonObject().put("orderId", order.orderId).put("orderLinkId", order.orderLinkId));
            }
        }
        return WireAnswer.of(
                0, "OK", new JsonObject().put("list", ended).put("success", "1"), new JsonObject(), millis());
    }

    /** Which orders a read asks for. */
    private record Query(String symbol, String orderLinkId, String orderId) {
        static Query of(String raw) {
            return new Query(value(raw, "symbol"), value(raw, "orderLinkId"), value(raw, "orderId"));
        }

        private static String value(String raw, String name) {
            for (String part : raw.split("&", -1)) {
                if (part.startsWith(name + "=")) {
                    return part.substring(name.length() + 1);
                }
            }
            return "";
        }

        boolean means(ExchangeOrder order) {
            return (symbol.isEmpty() || symbol.equals(order.symbol))
                    && (orderLinkId.isEmpty() || orderLinkId.equals(order.orderLinkId))
                    && (orderId.isEmpty() || orderId.equals(order.orderId));
        }
    }
}
