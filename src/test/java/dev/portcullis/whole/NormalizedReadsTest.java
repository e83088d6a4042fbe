package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import dev.portcullis.sandbox.wire.Category;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Reads through the V1 door, over the whole gate and the simulator. */
final class NormalizedReadsTest {
    private static final String ALPHA = "/v1/accounts/alpha/";
    private static final String EXECUTION_LIST = "/v5/execution/list";

    private static final Set<String> GATES_OWN =
            Set.of("/v5/market/time", "/v5/user/query-api", "/v5/market/instruments-info");

    @TempDir
    private static Path folder;

    private static RunningGate house;
    private static Bot bot;

    @BeforeAll
    static void open() throws Exception {
        house = RunningGate.unlimited(folder);
        bot = house.bot("bot1", "read", "trade");
    }

    @AfterAll
    static void close() {
        house.close();
    }

    private static void seed(Category category, String symbol, int executions) {
        house.sandbox().venue().seedExecutions(RunningGate.UID, category, symbol, executions);
    }

    private static JsonArray items(Bot.Reply reply) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(200);
        return reply.body().getJsonArray("items");
    }

    private static void assertProblem(Bot.Reply reply, int status, String slug) {
        assertThat(reply.status()).as(reply.text()).isEqualTo(status);
        assertThat(reply.header("content-type")).isEqualTo("application/problem+json");
        assertThat(reply.body().getString("type")).isEqualTo("/problems/" + slug);
        assertThat(reply.body().getString("requestId")).isEqualTo(reply.header("x-portcullis-request-id"));
    }

    @Test
    void anOpenOrderIsShownAsItWasPlaced() throws Exception {
        JsonObject asked = new JsonObject()
                .put("symbol", "BTCUSDT")
                .put("side", "buy")
                .put("type", "limit")
                .put("qty", "0.001")
                .put("price", "20000.50")
                .put("timeInForce", "post_only")
                .put("clientOrderId", "mine.1");
        JsonObject placed = bot.post(ALPHA + "orders", asked.encode()).body();

        Bot.Reply reply = bot.get(ALPHA + "orders?symbol=BTCUSDT");

        JsonObject order = items(reply).stream()
                .map(JsonObject.class::cast)
                .filter(one -> one.getString("orderId").equals(placed.getString("orderId")))
                .findFirst()
                .orElseThrow();
        assertThat(order.getString("orderLinkId")).isEqualTo(placed.getString("orderLinkId"));
        assertThat(order.getString("clientOrderId")).isEqualTo("mine.1");
        assertThat(order.getString("status")).isEqualTo("open");
        assertThat(order.getString("category")).isEqualTo("linear");
        assertThat(order.getString("price")).isEqualTo("20000.50");
        assertThat(order.getString("timeInForce")).isEqualTo("post_only");
        assertThat(order.getString("environment")).isEqualTo("sandbox");
        assertThat(order.getString("requestId")).isEqualTo(reply.header("x-portcullis-request-id"));
        assertThat(Instant.parse(order.getString("createdTime")))
                .isBefore(Instant.now().plusSeconds(5));
        assertThat(reply.header("x-portcullis-environment")).isEqualTo("sandbox");
    }

    @Test
    void anotherClientsNameOfAnOrderIsNotTold() throws Exception {
        bot.post(
                ALPHA + "orders",
                new JsonObject()
                        .put("symbol", "ETHUSDT")
                        .put("side", "buy")
                        .put("type", "limit")
                        .put("qty", "0.01")
                        .put("price", "1500")
                        .put("clientOrderId", "secret-name")
                        .encode());

        Bot.Reply reply = house.bot("other", "read").get(ALPHA + "orders?symbol=ETHUSDT");

        assertThat(items(reply)).hasSize(1);
        assertThat(reply.text()).doesNotContain("secret-name");
    }

    @Test
    void openLinearOrdersNeedAScopeAndNoneIsGuessed() throws Exception {
        Bot.Reply reply = bot.get(ALPHA + "orders");

        assertProblem(reply, 400, "malformed");
        assertThat(reply.body().getString("detail")).contains("symbol", "baseCoin", "settleCoin=USDT");
        assertThat(items(bot.get(ALPHA + "orders?settleCoin=USDT"))).isNotEmpty();
        assertThat(items(bot.get(ALPHA + "orders?category=spot"))).isEmpty();
        assertThat(items(bot.get(ALPHA + "orders?category=inverse"))).isEmpty();
    }

    @Test
    void closedOrdersAreInTheHistory() throws Exception {
        bot.create("gone");
        bot.cancel("gone");

        JsonArray closed = items(bot.get(ALPHA + "orders?view=history"));

        assertThat(closed.getJsonObject(0).getString("orderLinkId")).isEqualTo("gone");
        assertThat(closed.getJsonObject(0).getString("status")).isEqualTo("cancelled");
        assertThat(closed.getJsonObject(0).getString("cancelType")).isEqualTo("cancel_by_user");
    }

    @Test
    void aPageAndItsCursorLeadThroughAllExecutionsOnce() throws Exception {
        seed(Category.INVERSE, "BTCUSD", 25);
        Set<String> seen = new HashSet<>();
        String cursor = "";
        int pages = 0;
        do {
            JsonObject page = bot.get(ALPHA + "executions?category=inverse&limit=10" + cursor)
                    .body();
            page.getJsonArray("items").forEach(item -> seen.add(((JsonObject) item).getString("execId")));
            cursor = page.getString("nextCursor") == null
                    ? ""
                    : "&cursor=" + URLEncoder.encode(page.getString("nextCursor"), StandardCharsets.UTF_8);
            pages++;
        } while (!cursor.isEmpty());

        assertThat(seen).hasSize(25);
        assertThat(pages).isEqualTo(3);
    }

    @Test
    void anExecutionIsNormalized() throws Exception {
        seed(Category.LINEAR, "ETHUSDT", 1);

        JsonObject fill = items(bot.get(ALPHA + "executions?symbol=ETHUSDT")).getJsonObject(0);

        assertThat(fill.getString("side")).isEqualTo("buy");
        assertThat(fill.getString("type")).isEqualTo("limit");
        assertThat(fill.getString("execType")).isEqualTo("trade");
        assertThat(fill.getValue("execQty")).isInstanceOf(String.class);
        assertThat(fill.getBoolean("isMaker")).isTrue();
        assertThat(fill.getString("execTime")).matches("\\d{4}-\\d\\d-\\d\\dT\\d\\d:\\d\\d:\\d\\d\\.\\d{3}Z");
        assertThat(fill.containsKey("tradeIv")).isFalse();
    }

    @Test
    void positionsWalletFeesAndInstrumentsAreShown() throws Exception {
        bot.post(
                ALPHA + "orders",
                new JsonObject()
                        .put("symbol", "BTCUSDT")
                        .put("side", "buy")
                        .put("type", "market")
                        .put("qty", "0.001")
                        .encode());

        JsonObject position =
                items(bot.get(ALPHA + "positions?settleCoin=USDT")).getJsonObject(0);
        JsonObject wallet = bot.get(ALPHA + "wallet?coins=USDT").body();
        JsonObject fee = items(bot.get(ALPHA + "fees?symbol=BTCUSDT")).getJsonObject(0);
        JsonObject instrument = items(bot.get(ALPHA + "instruments?symbol=BTCUSDT&status=trading"))
                .getJsonObject(0);

        assertThat(position.getString("side")).isEqualTo("buy");
        assertThat(position.getString("size")).isEqualTo("0.001");
        assertThat(position.getString("positionStatus")).isEqualTo("normal");
        assertThat(wallet.getString("accountType")).isEqualTo("unified");
        assertThat(wallet.getJsonArray("coins")).hasSize(1);
        assertThat(wallet.getJsonArray("coins").getJsonObject(0).getString("coin"))
                .isEqualTo("USDT");
        assertThat(fee.getString("takerFeeRate")).isEqualTo("0.00055");
        assertThat(instrument.getString("tickSize")).isEqualTo("0.10");
        assertThat(instrument.getString("contractType")).isEqualTo("linear_perpetual");
        assertThat(instrument.getString("category")).isEqualTo("linear");
    }

    @Test
    void theBudgetIsForThoseWhoMayRead() throws Exception {
        assertProblem(house.bot("canceller", "cancel").get(ALPHA + "budget"), 403, "not-granted");
        assertProblem(bot.get("/v1/accounts/beta/budget"), 403, "not-granted");
        assertProblem(house.bot("pcl_nobody00_nothing").get(ALPHA + "budget"), 401, "unauthenticated");
    }

    @Test
    void whereAnAccountIsIsNotToldToStrangers() throws Exception {
        for (String list : List.of("executions", "wallet", "budget")) {
            Bot.Reply reply = house.bot("pcl_nobody00_nothing").get(ALPHA + list);

            assertProblem(reply, 401, "unauthenticated");
            assertThat(reply.header("x-portcullis-environment")).isEmpty();
        }
    }

    @Test
    void aClientSeesWhatItMayUse() throws Exception {
        JsonObject mine = bot.get("/v1/accounts").body();
        JsonObject watchdogs =
                house.bot("watchdog", "cancel").get("/v1/accounts").body();

        assertThat(mine.getString("client")).isEqualTo("bot1");
        assertThat(mine.getJsonArray("accounts").getJsonObject(0).encode())
                .isEqualTo("{\"account\":\"alpha\",\"environment\":\"sandbox\",\"enabled\":true,"
                        + "\"scopes\":[\"read\",\"trade\"],\"canCreate\":true,\"canCancel\":true}");
        assertThat(watchdogs.getJsonArray("accounts").getJsonObject(0).getBoolean("canCreate"))
                .isFalse();
        assertProblem(house.bot("").get("/v1/accounts"), 401, "unauthenticated");
    }

    @Test
    void theExchangesTimeNeedsNoTokenNearBy() throws Exception {
        JsonObject time = house.bot("").get("/v1/time").body();

        assertThat(time.getString("environment")).isEqualTo("sandbox");
        assertThat(Instant.parse(time.getString("time")))
                .isBetween(Instant.now().minusSeconds(5), Instant.now().plusSeconds(5));
        assertThat(Math.abs(time.getLong("offsetMillis"))).isLessThan(5_000);
        assertThat(time.getLong("uncertaintyMillis")).isBetween(0L, 5_000L);
        assertThat(bot.get("/v1/time?account=alpha").body().getString("environment"))
                .isEqualTo("sandbox");
        assertProblem(house.bot("pcl_nobody00_nothing").get("/v1/time"), 401, "unauthenticated");
        assertProblem(bot.get("/v1/time?account=nowhere"), 403, "not-granted");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "orders?category=futures",
                "orders?view=closed",
                "orders?symbol=btcusdt",
                "orders?symbol=BTCUSDT&from=2026-01-01T00:00:00Z",
                "orders?symbol=BTCUSDT&limit=51",
                "orders?symbol=BTCUSDT&limit=0",
                "orders?symbol=BTCUSDT&symbol=ETHUSDT",
                "orders?nonsense=1",
                "orders?symbol=",
                "orders?view=history&orderFilter=Order",
                "executions?from=yesterday",
                "executions?from=2026-01-01T00:00:00Z&to=2026-01-09T00:00:00Z",
                "executions?orderId=a%20b",
                "positions",
                "positions?category=spot",
                "wallet?coins=btc",
                "fees?limit=5",
                "instruments?status=Trading",
                "budget?category=linear"
            })
    void whatCannotBeReadIsRefusedBeforeAnythingIsSent(String read) throws Exception {
        int before = house.sandbox()
                .journal()
                .requests(NormalizedReadsTest::isOfACaller)
                .size();

        Bot.Reply reply = bot.get(ALPHA + read);

        assertProblem(reply, 400, "malformed");
        assertThat(reply.body().getJsonArray("errors")).isNotEmpty();
        assertThat(house.sandbox().journal().requests(NormalizedReadsTest::isOfACaller))
                .hasSize(before);
    }

    /** The gate asks for the time, its keys, the instruments and the order of its warm-up by itself. */
    private static boolean isOfACaller(ReceivedRequest request) {
        return !GATES_OWN.contains(request.path()) && !request.rawQuery().contains("warm-up");
    }

    @ParameterizedTest
    @CsvSource({"10001, 422, exchange-rejected", "10016, 502, exchange-error"})
    void whatTheExchangeRefusesIsSaidInItsWords(int retCode, int status, String slug) throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.path(EXECUTION_LIST),
                        new Fault.RetCodeInstead(SideEffect.NONE, retCode, "no such luck"),
                        Dose.once());

        Bot.Reply reply = bot.get(ALPHA + "executions");

        assertProblem(reply, status, slug);
        assertThat(reply.body().getInteger("retCode")).isEqualTo(retCode);
        assertThat(reply.body().getString("retMsg")).isEqualTo("no such luck");
        assertThat(reply.header("x-portcullis-environment")).isEqualTo("sandbox");
        assertThat(reply.body().containsKey("outcome")).isFalse();
    }

    @Test
    void anAnswerThatIsCutIsNotTakenForAnEmptyList() throws Exception {
        seed(Category.SPOT, "BTCUSDT", 3);
        house.sandbox().faults().script(FaultMatch.path(EXECUTION_LIST), new Fault.Truncate(40), Dose.once());

        Bot.Reply reply = bot.get(ALPHA + "executions?category=spot");

        assertThat(reply.status()).as(reply.text()).isIn(502, 503);
        assertThat(items(bot.get(ALPHA + "executions?category=spot"))).hasSize(3);
    }

    @Test
    void whatIsNoListDoesNotComeAsLines() throws Exception {
        Bot lines = bot.with("Accept", "application/x-ndjson");

        assertProblem(lines.get(ALPHA + "wallet"), 406, "not-acceptable");
        assertProblem(lines.get(ALPHA + "budget"), 406, "not-acceptable");
        assertThat(bot.with("Accept", "application/x-ndjson, */*")
                        .get(ALPHA + "wallet")
                        .status())
                .isEqualTo(200);
    }
}
