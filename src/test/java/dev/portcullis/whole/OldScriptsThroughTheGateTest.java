package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old requests through the v2 door of the whole gate, and what the exchange has to say of them. */
@Tag("once")
final class OldScriptsThroughTheGateTest {
    private static final String INVERSE = "/v2/private/order/";
    private static final String LINEAR = "/private/linear/order/";

    @TempDir
    Path folder;

    private RunningGate house;
    private String token;
    private Bot script;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
        script = house.bot("").with("Content-Type", "application/x-www-form-urlencoded");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private Bot.Reply form(String path, String fields) throws Exception {
        return script.post(path, "api_key=" + token + "&timestamp=1700000000000&sign=deadbeef&" + fields);
    }

    private Bot.Reply read(String path, String query) throws Exception {
        return script.get(path + "?api_key=" + token + "&timestamp=1700000000000&sign=deadbeef&" + query);
    }

    private static String limit(String symbol, String qty, String price, String link) {
        return "side=Buy&symbol=" + symbol + "&order_type=Limit&qty=" + qty + "&price=" + price
                + "&time_in_force=GoodTillCancel&order_link_id=" + link;
    }

    private static JsonObject result(Bot.Reply reply) {
        assertThat(reply.body().getInteger("ret_code")).as(reply.text()).isZero();
        return reply.body().getJsonObject("result");
    }

    /** What the simulator received last at that path. */
    private JsonObject received(String path) {
        List<ReceivedRequest> all =
                house.sandbox().journal().requests(request -> request.path().equals(path));
        ReceivedRequest last = all.get(all.size() - 1);
        assertThat(last.signatureVerified()).isTrue();
        return new JsonObject(last.body());
    }

    @Test
    void theTimeIsReadWithoutAToken() throws Exception {
        JsonObject answer = script.get("/v2/public/time").body();

        assertThat(answer.getInteger("ret_code")).isZero();
        assertThat(answer.getString("time_now")).matches("[0-9]{10}\\.[0-9]{6}");
        assertThat(answer.getJsonObject("result").getLong("server_time"))
                .isCloseTo(System.currentTimeMillis(), within(60_000L));
    }

    @Test
    void anOrderIsPlacedReplacedListedAndCancelledInTheInverseHalf() throws Exception {
        JsonObject placed = result(form(INVERSE + "create", limit("BTCUSD", "100", "20000.5", "inv-1")));
        assertThat(received("/v5/order/create"))
                .isEqualTo(new JsonObject()
                        .put("category", "inverse")
                        .put("symbol", "BTCUSD")
                        .put("side", "Buy")
                        .put("orderType", "Limit")
                        .put("qty", "100")
                        .put("price", "20000.5")
                        .put("timeInForce", "GTC")
                        .put("orderLinkId", "inv-1"));

        result(form(INVERSE + "replace", "symbol=BTCUSD&order_id=" + placed.getString("order_id") + "&p_r_qty=150"));
        JsonArray listed = result(read(INVERSE + "list", "symbol=BTCUSD")).getJsonArray("data");
        assertThat(listed).hasSize(1);
        assertThat(listed.getJsonObject(0).getMap())
                .containsEntry("order_id", placed.getString("order_id"))
                .containsEntry("order_link_id", "inv-1")
                .containsEntry("order_status", "New")
                .containsEntry("qty", "150")
                .containsEntry("price", "20000.50")
                .containsEntry("time_in_force", "GoodTillCancel");

        result(form(INVERSE + "cancel", "symbol=BTCUSD&order_link_id=inv-1"));
        JsonObject found = result(read("/v2/private/order", "symbol=BTCUSD&order_link_id=inv-1"));
        assertThat(found.getString("order_status")).isEqualTo("Cancelled");
        assertThat(house.sandbox().journal().tally("inv-1").received()).isEqualTo(1);
    }

    @Test
    void anOrderIsPlacedFoundAndCancelledWithAllOthersInTheLinearHalf() throws Exception {
        String first = result(form(LINEAR + "create", limit("BTCUSDT", "0.001", "20000", "lin-1")))
                .getString("order_id");
        form(LINEAR + "create", limit("BTCUSDT", "0.002", "20000", "lin-2"));

        assertThat(result(read(LINEAR + "search", "symbol=BTCUSDT&order_id=" + first))
                        .getString("order_link_id"))
                .isEqualTo("lin-1");
        assertThat(read(LINEAR + "search", "symbol=BTCUSDT").body().getJsonArray("result"))
                .hasSizeGreaterThanOrEqualTo(2);
        JsonArray cancelled =
                form(LINEAR + "cancel-all", "symbol=BTCUSDT").body().getJsonArray("result");

        assertThat(cancelled).contains(first);
        JsonArray closed = result(read(LINEAR + "list", "symbol=BTCUSDT&order_status=Cancelled&limit=50"))
                .getJsonArray("data");
        assertThat(closed.stream().map(order -> ((JsonObject) order).getString("order_link_id")))
                .contains("lin-1", "lin-2");
    }

    @Test
    void positionsAndWalletAreRead() throws Exception {
        JsonObject position = result(read("/v2/private/position/list", "symbol=BTCUSD"));
        JsonArray twin =
                read("/private/linear/position/list", "symbol=BTCUSDT").body().getJsonArray("result");
        JsonObject wallet = result(read("/v2/private/wallet/balance", "coin=BTC"));

        assertThat(position.getString("symbol")).isEqualTo("BTCUSD");
        assertThat(twin.getJsonObject(0).getString("symbol")).isEqualTo("BTCUSDT");
        assertThat(wallet.getJsonObject("BTC").getDouble("wallet_balance")).isPositive();
        assertThat(wallet.getJsonObject("BTC").containsKey("available_balance")).isTrue();
    }

    @Test
    void anOrderOfOneDoorIsTheSameOrderAtTheOther() throws Exception {
        String v5 = Bot.order("both-1", "20000").replace("}", ",\"timeInForce\":\"GTC\"}");
        String first = result(form(LINEAR + "create", limit("BTCUSDT", "0.001", "20000", "both-1")))
                .getString("order_id");

        Bot.Reply again = form(LINEAR + "create", limit("BTCUSDT", "0.001", "20000", "both-1"));
        Bot.Reply overV5 = house.bot(token).post("/v5/order/create", v5);
        Bot.Reply other = form(LINEAR + "create", limit("BTCUSDT", "0.001", "20001", "both-1"));

        assertThat(result(again).getString("order_id")).isEqualTo(first);
        assertThat(again.header("x-portcullis-replayed")).isEqualTo("true");
        assertThat(overV5.body().getJsonObject("result").getString("orderId")).isEqualTo(first);
        assertThat(other.body().getInteger("ret_code")).isEqualTo(20094);
        assertThat(house.sandbox().journal().tally("both-1").received()).isEqualTo(1);
    }

    @Test
    void anOrderWhoseAnswerIsLostIsUnknownAndThenFound() throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.order("/v5/order/create", "lost"),
                        new Fault.Reset(SideEffect.EXECUTED),
                        Dose.once());

        Bot.Reply reply = form(INVERSE + "create", limit("BTCUSD", "100", "20000", "lost"));

        assertThat(reply.body().getInteger("ret_code")).isEqualTo(990003);
        assertThat(reply.body().getString("ext_code")).isEqualTo("unknown");
        assertThat(reply.outcome()).isEqualTo("unknown");
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(form(INVERSE + "create", limit("BTCUSD", "100", "20000", "lost"))
                                .outcome())
                        .isEqualTo("adopted"));
        assertThat(house.sandbox().journal().tally("lost").received()).isEqualTo(1);
    }

    @Test
    void aHaltHoldsAtThisDoorTooAndOnlyWhatLiterallyReducesPasses() throws Exception {
        house.admin(
                "POST", "/admin/halt", new JsonObject().put("account", "alpha").put("mode", "reduce-only"));

        Bot.Reply opening = form(INVERSE + "create", limit("BTCUSD", "100", "20000", "halted-1"));
        Bot.Reply reducing =
                form(INVERSE + "create", limit("BTCUSD", "100", "20000", "halted-2") + "&reduce_only=true");

        assertThat(opening.body().getInteger("ret_code")).isEqualTo(990002);
        assertThat(reducing.body().getInteger("ret_code")).isNotEqualTo(990002);
        assertThat(house.sandbox().journal().tally("halted-1").received()).isZero();
        assertThat(house.sandbox().journal().tally("halted-2").received()).isEqualTo(1);
    }

    @Test
    void bybitsRefusalHasAnOldCode() throws Exception {
        Bot.Reply tooSmall = form(LINEAR + "create", limit("BTCUSDT", "0.0001", "20000", "small"));
        Bot.Reply gone = form(INVERSE + "cancel", "symbol=BTCUSD&order_id=11111111-2222-3333-4444-555555555555");

        assertThat(tooSmall.body().getInteger("ret_code")).isEqualTo(10001);
        assertThat(tooSmall.outcome()).isEqualTo("rejected");
        assertThat(gone.body().getInteger("ret_code")).isEqualTo(20001);
        assertThat(gone.body().getString("ext_code")).isEqualTo("110001");
    }

    @Test
    void whoeverShowsNoGoodTokenIsUnknown() throws Exception {
        for (String bad : List.of("", "api_key=&", "api_key=whatever&", "api_key=" + token + "x&")) {
            Bot.Reply reply = script.post(INVERSE + "create", bad + limit("BTCUSD", "1", "20000", "nobody"));

            assertThat(reply.body().getInteger("ret_code")).as(reply.text()).isEqualTo(10003);
            assertThat(reply.text()).doesNotContain(token.split("_", 3)[2]);
        }
        assertThat(house.sandbox().journal().tally("nobody").received()).isZero();
    }

    @Test
    void theLedgerAndTheMeterKnowTheDoor() throws Exception {
        form(INVERSE + "create", limit("BTCUSD", "100", "20000", "told"));

        assertThat(house.admin("GET", "/admin/audit/trace/told", null).text()).contains("\"v2\"");
        assertThat(house.admin("GET", "/metrics", null).text()).contains("door=\"v2\"");
    }
}
