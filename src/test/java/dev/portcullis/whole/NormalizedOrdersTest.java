package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Orders through the V1 door, over the whole gate and the simulator. */
@Tag("once")
class NormalizedOrdersTest {
    private static final String ORDERS = "/v1/accounts/alpha/orders";

    @TempDir
    private Path folder;

    private static JsonObject limitOrder() {
        return new JsonObject()
                .put("symbol", "BTCUSDT")
                .put("side", "buy")
                .put("type", "limit")
                .put("qty", "0.001")
                .put("price", "20000.5")
                .put("timeInForce", "post_only");
    }

    private static int creates(RunningGate house) {
        return house.sandbox().journal().createsReceived();
    }

    @Test
    void anOrderIsPlacedAndAnsweredInOneShape() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");

            Bot.Reply placed =
                    bot.post(ORDERS, limitOrder().put("clientOrderId", "mine.1").encode());

            assertThat(placed.status()).as(placed.text()).isEqualTo(201);
            JsonObject order = placed.body();
            assertThat(order.getString("orderId")).isNotEmpty();
            assertThat(order.getString("orderLinkId")).startsWith("pc-").hasSize(35);
            assertThat(order.getString("clientOrderId")).isEqualTo("mine.1");
            assertThat(order.getString("environment")).isEqualTo("sandbox");
            assertThat(order.getString("outcome")).isEqualTo("acked");
            assertThat(order.getString("status")).isEqualTo("accepted");
            assertThat(order.getString("category")).isEqualTo("linear");
            assertThat(order.getString("qty")).isEqualTo("0.001");
            assertThat(order.getString("requestId")).isEqualTo(placed.header("x-portcullis-request-id"));
            assertThat(placed.header("location")).isEqualTo(ORDERS + "/client:mine.1");
            assertThat(placed.header("x-portcullis-outcome")).isEqualTo("acked");
            assertThat(placed.header("x-portcullis-environment")).isEqualTo("sandbox");
            assertThat(placed.header("x-portcullis-order-link-id")).isEqualTo(order.getString("orderLinkId"));
        }
    }

    @Test
    void theSameKeyAndBodyIsOneOrderWithTheSameAnswer() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade").with("Idempotency-Key", "key-1");
            int before = creates(house);

            Bot.Reply first = bot.post(ORDERS, limitOrder().encode());
            Bot.Reply again = bot.post(ORDERS, limitOrder().encode());
            house.restart();
            Bot.Reply afterRestart = house.bot(house.token("bot1"))
                    .with("Idempotency-Key", "key-1")
                    .post(ORDERS, limitOrder().encode());

            assertThat(first.header("idempotent-replayed")).isEmpty();
            assertThat(again.header("idempotent-replayed")).isEqualTo("true");
            assertThat(afterRestart.header("idempotent-replayed")).isEqualTo("true");
            assertThat(List.of(again.status(), afterRestart.status())).containsOnly(201);
            String orderId = first.body().getString("orderId");
            assertThat(List.of(
                            again.body().getString("orderId"),
                            afterRestart.body().getString("orderId")))
                    .containsOnly(orderId);
            assertThat(creates(house) - before).isEqualTo(1);
        }
    }

    @Test
    void aHundredAtOnceUnderOneKeyAreOneOrder() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade").with("Idempotency-Key", "burst");
            int before = creates(house);

            List<CompletableFuture<Bot.Reply>> sent = new ArrayList<>();
            for (int i = 0; i < 100; i++) {
                sent.add(bot.sendLater("POST", ORDERS, limitOrder().encode()));
            }
            List<String> orderIds = new ArrayList<>();
            for (CompletableFuture<Bot.Reply> reply : sent) {
                Bot.Reply got = reply.get(20, TimeUnit.SECONDS);
                assertThat(got.status()).as(got.text()).isEqualTo(201);
                orderIds.add(got.body().getString("orderId"));
            }

            assertThat(creates(house) - before).isEqualTo(1);
            assertThat(orderIds).containsOnly(orderIds.get(0));
        }
    }

    @Test
    void aKeyUnderAnotherBodyIsRefusedAndNothingIsSent() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            bot.with("Idempotency-Key", "k")
                    .post(ORDERS, limitOrder().put("clientOrderId", "c").encode());
            int before = creates(house);

            List<Bot.Reply> refused = List.of(
                    bot.with("Idempotency-Key", "k")
                            .post(
                                    ORDERS,
                                    limitOrder()
                                            .put("clientOrderId", "c")
                                            .put("qty", "0.002")
                                            .encode()),
                    bot.with("Idempotency-Key", "k").post(ORDERS, limitOrder().encode()),
                    bot.with("Idempotency-Key", "k")
                            .post(
                                    ORDERS,
                                    limitOrder().put("clientOrderId", "other").encode()),
                    bot.with("Idempotency-Key", "other")
                            .post(ORDERS, limitOrder().put("clientOrderId", "c").encode()));

            for (Bot.Reply reply : refused) {
                assertThat(reply.status()).as(reply.text()).isEqualTo(422);
                assertThat(reply.body().getString("type")).isEqualTo("/problems/key-reused");
                assertThat(reply.body().getString("outcome")).isEqualTo("not_sent");
            }
            assertThat(creates(house)).isEqualTo(before);
        }
    }

    @Test
    void twoClientsMayUseTheSameNames() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            String body = limitOrder().put("clientOrderId", "1").encode();
            Bot.Reply one =
                    house.bot("bot1", "trade").with("Idempotency-Key", "1").post(ORDERS, body);
            Bot.Reply two =
                    house.bot("bot2", "trade").with("Idempotency-Key", "1").post(ORDERS, body);

            assertThat(one.status()).isEqualTo(201);
            assertThat(two.status()).isEqualTo(201);
            assertThat(one.body().getString("orderId")).isNotEqualTo(two.body().getString("orderId"));
        }
    }

    @Test
    void anUnknownOutcomeIsTwoHundredAndTwoWithTheTimeByWhichItIsResolved() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(FaultMatch.path("/v5/order/create"), new Fault.Reset(SideEffect.EXECUTED), Dose.once());

            Bot.Reply lost =
                    bot.post(ORDERS, limitOrder().put("clientOrderId", "lost").encode());

            assertThat(lost.status()).as(lost.text()).isEqualTo(202);
            assertThat(lost.body().getString("status")).isEqualTo("unknown");
            assertThat(lost.body().getString("outcome")).isEqualTo("unknown");
            assertThat(lost.body().getString("resolveBy")).matches("2[0-9-]+T[0-9:]+\\.[0-9]{3}Z");
            assertThat(lost.header("location")).isEqualTo(ORDERS + "/client:lost");
        }
    }

    @Test
    void anOrderIsAmendedAndCancelledByAnyOfItsNames() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            JsonObject order = bot.post(
                            ORDERS, limitOrder().put("clientOrderId", "a").encode())
                    .body();

            for (String name :
                    List.of("client:a", "link:" + order.getString("orderLinkId"), order.getString("orderId"))) {
                Bot.Reply amended =
                        bot.send("PATCH", ORDERS + "/" + name, "{\"price\":\"1999" + name.length() % 10 + "\"}");
                assertThat(amended.status()).as(amended.text()).isEqualTo(200);
                assertThat(amended.body().getString("clientOrderId")).isEqualTo("a");
                assertThat(amended.body().getString("outcome")).isEqualTo("acked");
            }
            Bot.Reply cancelled = bot.send("DELETE", ORDERS + "/client:a", "");
            assertThat(cancelled.status()).as(cancelled.text()).isEqualTo(200);
            assertThat(house.sandbox().venue().openOrders(RunningGate.UID)).hasSize(1);
        }
    }

    @Test
    void anOrderThatDidNotPassTheGateIsNamedWithItsCategoryAndSymbol() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");

            Bot.Reply reply = bot.send("DELETE", ORDERS + "/client:never", "");
            Bot.Reply named = bot.send("DELETE", ORDERS + "/no-such-order?category=linear&symbol=BTCUSDT", "");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.body().getString("detail")).contains("category", "symbol");
            assertThat(named.status()).as(named.text()).isEqualTo(422);
            assertThat(named.body().getInteger("retCode")).isEqualTo(110001);
        }
    }

    @Test
    void allOrdersOfASymbolAreCancelled() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            bot.post(ORDERS, limitOrder().encode());
            bot.post(ORDERS, limitOrder().encode());

            Bot.Reply none = bot.send("DELETE", ORDERS, "");
            Bot.Reply all = bot.send("DELETE", ORDERS + "?symbol=BTCUSDT", "");

            assertThat(none.status()).isEqualTo(400);
            assertThat(none.body().getString("detail")).contains("symbol", "settleCoin");
            assertThat(all.status()).as(all.text()).isEqualTo(200);
            assertThat(all.body().getJsonArray("cancelled")).hasSizeGreaterThanOrEqualTo(2);
        }
    }

    @Test
    void eachOrderOfABatchHasItsOwnResult() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            bot.post(ORDERS, limitOrder().put("clientOrderId", "before").encode());
            String batch = "{\"orders\":["
                    + limitOrder().put("clientOrderId", "b0").encode() + ","
                    + limitOrder().put("qty", 0.001).encode() + ","
                    + limitOrder().put("clientOrderId", "before").encode() + ","
                    + limitOrder()
                            .put("clientOrderId", "before")
                            .put("qty", "0.002")
                            .encode() + ","
                    + limitOrder().put("category", "spot").put("price", "20000").encode() + ","
                    + limitOrder().put("clientOrderId", "b0").encode() + "]}";

            Bot.Reply reply = bot.with("Idempotency-Key", "batch-1").post(ORDERS + "/batch", batch);
            Bot.Reply again = bot.with("Idempotency-Key", "batch-1").post(ORDERS + "/batch", batch);

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(statuses(reply)).as(reply.text()).containsExactly(201, 400, 422, 400, 201, 400);
            assertThat(problem(reply, 1).getJsonArray("errors").getJsonObject(0).getString("pointer"))
                    .isEqualTo("#/orders/1/qty");
            assertThat(statuses(again)).as(again.text()).containsExactly(201, 400, 422, 400, 201, 400);
            assertThat(again.body().getJsonArray("results").getJsonObject(0).getBoolean("replayed"))
                    .isTrue();
        }
    }

    /** With their orderLinkIds the linear ones are more than Bybit takes at once, but the spot order has left. */
    @Test
    void whatCannotBeMadeABodyIsRefusedForItselfAlone() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "trade");
            int before = creates(house);
            String wide = "x".repeat(3_140);
            StringBuilder batch = new StringBuilder("{\"orders\":[");
            batch.append(
                    limitOrder().put("category", "spot").put("price", "20000").encode());
            for (int i = 0; i < 20; i++) {
                batch.append(',')
                        .append(limitOrder()
                                .put("extra", new JsonObject().put("note", wide))
                                .encode());
            }

            Bot.Reply reply = bot.post(ORDERS + "/batch", batch.append("]}").toString());

            assertThat(reply.status()).as(reply.text()).isEqualTo(200);
            assertThat(statuses(reply)).first().isEqualTo(201);
            assertThat(statuses(reply).subList(1, 21)).containsOnly(400);
            assertThat(problem(reply, 1).getString("outcome")).isEqualTo("not_sent");
            assertThat(creates(house) - before).isEqualTo(1);
        }
    }

    @Test
    void whatTheDoorTurnsAwayIsCountedAndAMisplacedTokenSaysSo() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            String token = tokenOf(house);
            Bot.Reply inQuery = house.bot(token).get("/v1/accounts?token=" + token);
            house.bot(token).get("/v1/nothing");

            assertThat(inQuery.status()).as(inQuery.text()).isEqualTo(401);
            assertThat(inQuery.body().getString("detail"))
                    .contains("token revoke")
                    .doesNotContain(token);
            String metrics = house.admin("GET", "/metrics", null).text();
            assertThat(metrics.lines().filter(line -> line.startsWith("portcullis_calls_total")))
                    .anyMatch(line -> line.contains("door=\"v1\"") && line.contains("route=\"unmatched\""));
        }
    }

    @Test
    void theExchangesOwnTooFrequentIsFourHundredAndTwentyNine() throws Exception {
        try (RunningGate house = RunningGate.limited(folder)) {
            Bot bot = house.bot("bot1", "read");
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.path("/v5/order/realtime"),
                            new Fault.RetCodeInstead(SideEffect.NONE, 10006, "Too many visits!"),
                            Dose.once());

            Bot.Reply reply = bot.get(ORDERS + "?symbol=BTCUSDT");

            assertThat(reply.status()).as(reply.text()).isEqualTo(429);
            assertThat(reply.body().getInteger("retCode")).isEqualTo(10006);
            assertThat(reply.header("retry-after")).isNotEmpty();
        }
    }

    private static String tokenOf(RunningGate house) throws Exception {
        house.bot("bot1", "trade");
        return house.token("bot1");
    }

    private static List<Integer> statuses(Bot.Reply reply) {
        return reply.body().getJsonArray("results").stream()
                .map(result -> ((JsonObject) result).getInteger("status"))
                .toList();
    }

    private static JsonObject problem(Bot.Reply reply, int place) {
        return reply.body().getJsonArray("results").getJsonObject(place).getJsonObject("problem");
    }

    @Test
    void aWrongOrderIsRefusedFieldByField() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            int before = creates(house);

            Bot.Reply reply = bot.post(ORDERS, """
                    {"symbol":"BTCUSDT","side":"Buy","type":"limit","qty":0.1,"timeInForce":"GTC","colour":"red",\
                    "extra":{"orderLinkId":"x","slippageTolerance":0.5}}""");

            assertThat(reply.status()).isEqualTo(400);
            assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
            assertThat(reply.body().getJsonArray("errors").stream()
                            .map(error -> ((JsonObject) error).getString("pointer")))
                    .containsExactlyInAnyOrder(
                            "#/colour", "#/side", "#/qty", "#/timeInForce", "#/extra", "#/extra", "#/price");
            assertThat(reply.body().getString("outcome")).isEqualTo("not_sent");
            assertThat(creates(house)).isEqualTo(before);
        }
    }

    @Test
    void strangersAndFormsAndOtherPathsHaveTheirProblems() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read");
            String body = limitOrder().encode();

            assertThat(house.bot("").post(ORDERS, body).status()).isEqualTo(401);
            assertThat(bot.post(ORDERS, body).status()).isEqualTo(403);
            assertThat(bot.post("/v1/accounts/beta/orders", body).status()).isEqualTo(403);
            Bot.Reply form = bot.with("Content-Type", "application/x-www-form-urlencoded")
                    .post(ORDERS, "symbol=BTCUSDT");
            assertThat(form.status()).isEqualTo(415);
            assertThat(form.body().getString("detail")).contains("--json");
            assertThat(bot.get("/v1/nothing").status()).isEqualTo(404);
            Bot.Reply put = bot.send("PATCH", ORDERS, body);
            assertThat(put.status()).isEqualTo(405);
            assertThat(put.header("allow")).contains("POST", "DELETE");
        }
    }

    @Test
    void anOrderIsReadByAnyOfItsNamesUnderItsOwnersNameForIt() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            Bot other = house.bot("bot2", "read");
            JsonObject placed = bot.post(
                            ORDERS, limitOrder().put("clientOrderId", "a").encode())
                    .body();
            String link = placed.getString("orderLinkId");

            for (String name : List.of("client:a", "link:" + link, placed.getString("orderId"))) {
                Bot.Reply read = bot.get(ORDERS + "/" + name);
                assertThat(read.status()).as(read.text()).isEqualTo(200);
                assertThat(read.body().getString("status")).isEqualTo("open");
                assertThat(read.body().getString("clientOrderId")).isEqualTo("a");
                assertThat(read.body().getString("price")).isEqualTo("20000.50");
                assertThat(read.body().getString("outcome")).isEqualTo("acked");
            }
            assertThat(other.get(ORDERS + "/link:" + link).status()).isEqualTo(200);
            assertThat(other.get(ORDERS + "/client:a").status()).isEqualTo(400);
            assertThat(bot.get(ORDERS + "/client:b?category=linear&symbol=BTCUSDT")
                            .status())
                    .isEqualTo(404);
        }
    }

    @Test
    void anUnknownOrderIsReadAsWhatTheGateKnowsUntilItIsFound() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(FaultMatch.path("/v5/order/create"), new Fault.Reset(SideEffect.NONE), Dose.once());
            Bot.Reply lost =
                    bot.post(ORDERS, limitOrder().put("clientOrderId", "gone").encode());
            assertThat(lost.status()).as(lost.text()).isEqualTo(202);

            Bot.Reply read = bot.get(lost.header("location"));
            assertThat(read.body().getString("status")).as(read.text()).isEqualTo("unknown");
            assertThat(read.body().getString("resolveBy")).isEqualTo(lost.body().getString("resolveBy"));

            await().atMost(Duration.ofSeconds(20))
                    .until(() -> bot.get(lost.header("location")).body().getString("status"), "not_placed"::equals);
            Bot.Reply retried =
                    bot.post(ORDERS, limitOrder().put("clientOrderId", "gone").encode());
            assertThat(retried.status()).as(retried.text()).isEqualTo(409);
            assertThat(retried.body().getString("type")).isEqualTo("/problems/not-placed");
        }
    }
}
