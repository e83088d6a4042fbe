package dev.portcullis.kill;

import dev.portcullis.kill.BotOrder.Change;
import dev.portcullis.kill.BotOrder.Create;
import dev.portcullis.kill.BotOrder.Door;
import dev.portcullis.kill.BotOrder.Plan;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.time.Duration;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/**
 * A trading bot that knows one rule: without a certain answer, ask the same again; so too when the exchange says that
 * the request came too late, for with 500 ms that happens on a machine that stands still for a moment. It keeps to one
 * order at a time.
 */
final class Bot {
    static final String RESTING_PRICE = "20000";
    static final String AMENDED_PRICE = "21000";

    private static final String CROSSING_BUY = "61000";
    private static final String CROSSING_SELL = "59000";
    private static final String PATIENCE_MILLIS = "500";
    private static final Duration ANSWER_WITHIN = Duration.ofSeconds(5);
    private static final long BETWEEN_TRIES_NANOS = TimeUnit.MILLISECONDS.toNanos(100);
    private static final String AS_WANTED_ALREADY = "The order remains unchanged";
    private static final String CAME_TOO_LATE = "\"retCode\":10002";
    private static final String UNCERTAIN = "unknown";

    private final OpenGate gate;
    private final String token;
    private final long patienceNanos;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** @param patience how long it asks for a certain answer about one order before it gives up for good */
    Bot(OpenGate gate, String token, Duration patience) {
        this.gate = gate;
        this.token = token;
        this.patienceNanos = patience.toNanos();
    }

    /** Lives through one order; ends with whatever it was told last. */
    void trade(BotOrder order) throws InterruptedException {
        long giveUpNanos = System.nanoTime() + patienceNanos;
        if (order.plan() == Plan.GIVE_UP) {
            askOnceThenGetOut(order, giveUpNanos);
            return;
        }
        createUntilCertain(order, giveUpNanos);
        if (order.create() != Create.PLACED) {
            return;
        }
        if (order.plan() == Plan.CANCEL) {
            changeUntilCertain(order, "cancel", giveUpNanos);
        } else if (order.plan() == Plan.AMEND) {
            changeUntilCertain(order, "amend", giveUpNanos);
        }
    }

    /** Asks again for an order of the past; what is told now is compared with what was told then. */
    Create askAgain(BotOrder order) throws InterruptedException {
        long giveUpNanos = System.nanoTime() + patienceNanos;
        Create told = Create.UNKNOWN;
        while (told == Create.UNKNOWN && System.nanoTime() - giveUpNanos < 0) {
            told = createOnce(order);
            pauseIf(told == Create.UNKNOWN);
        }
        return told;
    }

    /** Cancels everything that is open. */
    void cancelAll() throws InterruptedException {
        JsonObject body = new JsonObject().put("category", "linear").put("symbol", "BTCUSDT");
        BotOrder nobody = new BotOrder("cancel-all", Door.V5, Plan.CANCEL, true);
        long giveUpNanos = System.nanoTime() + patienceNanos;
        String outcome = UNCERTAIN;
        while (!outcome.equals("acked") && System.nanoTime() - giveUpNanos < 0) {
            outcome = ask(nobody, "cancel-all", new Ask("POST", "/v5/order/cancel-all", body))
                    .outcome();
            pauseIf(!outcome.equals("acked"));
        }
    }

    private void askOnceThenGetOut(BotOrder order, long giveUpNanos) throws InterruptedException {
        order.told(createOnce(order));
        if (order.create() == Create.UNKNOWN || order.create() == Create.PLACED) {
            changeUntilCertain(order, "cancel", giveUpNanos);
        }
    }

    private void createUntilCertain(BotOrder order, long giveUpNanos) throws InterruptedException {
        while (order.create() == Create.UNKNOWN && System.nanoTime() - giveUpNanos < 0) {
            order.told(createOnce(order));
            pauseIf(order.create() == Create.UNKNOWN);
        }
    }

    private static void pauseIf(boolean uncertain) {
        if (uncertain) {
            LockSupport.parkNanos(BETWEEN_TRIES_NANOS);
        }
    }

    private Create createOnce(BotOrder order) throws InterruptedException {
        String outcome = ask(order, "create", createOf(order)).certainOutcome();
        if (outcome.equals("adopted")) {
            order.adopted();
        }
        return switch (outcome) {
            case "acked", "adopted" -> Create.PLACED;
            case "rejected" -> Create.REFUSED;
            case "not_placed" -> Create.NOT_PLACED;
            default -> Create.UNKNOWN; // not sent, too late, still in flight or unknown: the same again
        };
    }

    private void changeUntilCertain(BotOrder order, String what, long giveUpNanos) throws InterruptedException {
        order.told(Change.UNKNOWN);
        while (order.change() == Change.UNKNOWN && System.nanoTime() - giveUpNanos < 0) {
            Reply reply = ask(order, what, what.equals("cancel") ? cancelOf(order) : amendOf(order));
            order.told(changeIn(reply, what));
            pauseIf(order.change() == Change.UNKNOWN);
        }
    }

    /** Gone is gone and changed is changed: an earlier try of the same may have arrived without an answer. */
    private static Change changeIn(Reply reply, String what) {
        if (reply.outcome().equals("acked")) {
            return what.equals("cancel") ? Change.CANCELLED : Change.AMENDED;
        }
        if (!reply.certainOutcome().equals("rejected")) {
            return Change.UNKNOWN;
        }
        if (what.equals("cancel")) {
            return Change.CANCELLED;
        }
        return reply.text().contains(AS_WANTED_ALREADY) ? Change.AMENDED : Change.REFUSED;
    }

    /** What came back, as far as the bot looks: its outcome, {@code unknown} when nothing came. */
    private record Reply(String outcome, String text) {
        /** A request that came too late was refused, but not for good. */
        String certainOutcome() {
            return outcome.equals("rejected") && text.contains(CAME_TOO_LATE) ? UNCERTAIN : outcome;
        }
    }

    /** A request without its place and its headers. */
    private record Ask(String method, String path, JsonObject body) {}

    private Reply ask(BotOrder order, String what, Ask ask) throws InterruptedException {
        URI url = gate.await();
        try {
            HttpResponse<String> response = http.send(request(order, url, ask), HttpResponse.BodyHandlers.ofString());
            response.headers().firstValue("x-portcullis-order-link-id").ifPresent(order::named);
            String outcome =
                    response.headers().firstValue("x-portcullis-outcome").orElse(UNCERTAIN);
            order.note(what + " -> " + response.statusCode() + " " + outcome + " " + response.body());
            return new Reply(outcome, response.body());
        } catch (IOException broken) {
            order.note(what + " -> " + broken);
            return new Reply(UNCERTAIN, "");
        }
    }

    private HttpRequest request(BotOrder order, URI url, Ask ask) {
        HttpRequest.BodyPublisher body = ask.body() == null
                ? HttpRequest.BodyPublishers.noBody()
                : HttpRequest.BodyPublishers.ofString(ask.body().encode());
        HttpRequest.Builder request = HttpRequest.newBuilder(url.resolve(ask.path()))
                .timeout(ANSWER_WITHIN)
                .header("Authorization", "Bearer " + token)
                .header("Content-Type", "application/json")
                .header("X-BAPI-RECV-WINDOW", PATIENCE_MILLIS)
                .header("X-Deadline-Ms", PATIENCE_MILLIS)
                .method(ask.method(), body);
        if (order.door() == Door.V1 && ask.method().equals("POST")) {
            request.header("Idempotency-Key", order.key());
        }
        return request.build();
    }

    private static Ask createOf(BotOrder order) {
        String price = order.plan() == Plan.FILL ? (order.buys() ? CROSSING_BUY : CROSSING_SELL) : RESTING_PRICE;
        JsonObject body = new JsonObject()
                .put("category", "linear")
                .put("symbol", "BTCUSDT")
                .put("qty", "0.001")
                .put("price", price);
        if (order.door() == Door.V5) {
            body.put("side", order.buys() ? "Buy" : "Sell")
                    .put("orderType", "Limit")
                    .put("orderLinkId", order.key());
            return new Ask("POST", "/v5/order/create", body);
        }
        body.put("side", order.buys() ? "buy" : "sell").put("type", "limit");
        return new Ask("POST", "/v1/accounts/" + Simulator.ACCOUNT + "/orders", body);
    }

    private static Ask cancelOf(BotOrder order) {
        return order.door() == Door.V5
                ? new Ask("POST", "/v5/order/cancel", named(order))
                : new Ask("DELETE", pathOf(order), null);
    }

    private static Ask amendOf(BotOrder order) {
        return order.door() == Door.V5
                ? new Ask("POST", "/v5/order/amend", named(order).put("price", AMENDED_PRICE))
                : new Ask("PATCH", pathOf(order), new JsonObject().put("price", AMENDED_PRICE));
    }

    private static JsonObject named(BotOrder order) {
        return new JsonObject()
                .put("category", "linear")
                .put("symbol", "BTCUSDT")
                .put("orderLinkId", order.key());
    }

    private static String pathOf(BotOrder order) {
        return "/v1/accounts/" + Simulator.ACCOUNT + "/orders/link:"
                + order.orderLinkIds().iterator().next() + "?category=linear&symbol=BTCUSDT";
    }
}
