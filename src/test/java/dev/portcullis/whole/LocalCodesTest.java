package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Each way to be refused has its code, its words, and no order at the exchange. */
@Tag("once")
final class LocalCodesTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private int createsBefore;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.limited(folder);
        createsBefore = house.sandbox().journal().createsReceived();
    }

    @AfterEach
    void close() {
        try {
            assertThat(house.sandbox().journal().createsReceived()).isEqualTo(createsBefore);
        } finally {
            house.close();
        }
    }

    @ParameterizedTest
    @CsvSource({
        "'', token",
        "not-a-token, token",
        "pcl_aaaaaaaaaa_aaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaaa, token"
    })
    void whoeverShowsNoGoodTokenIsUnknown(String token, String word) throws Exception {
        Bot.Reply reply = house.bot(token).create("x1");

        assertRefused(reply, 10003, word);
    }

    @Test
    void anExpiredTokenIsUnknown() throws Exception {
        house.bot("bot1", "read", "trade");
        String token = house.admin("POST", "/admin/clients/bot1/tokens", new JsonObject().put("ttl", "1s"))
                .body()
                .getString("token");

        Awaitility.await()
                .untilAsserted(() -> assertRefused(house.bot(token).get("/v5/position/list"), 10003, "expired"));
    }

    @Test
    void anAccountThatIsNotOpenFromHereIsRefusedWhoeverAsks() throws Exception {
        house.admin(
                "POST",
                "/admin/accounts",
                new JsonObject()
                        .put("name", "beta")
                        .put("environment", "sandbox")
                        .put("cidrs", new JsonArray(List.of("203.0.113.0/24"))));
        house.admin("POST", "/admin/clients", new JsonObject().put("name", "bot1"));
        house.grant("bot1", "beta", "trade");

        Bot.Reply reply = house.bot(house.token("bot1")).create("x2");

        assertRefused(reply, 10010, "beta");
    }

    @Test
    void whoeverHasTwoAccountsMustNameOne() throws Exception {
        house.admin(
                "POST", "/admin/accounts", new JsonObject().put("name", "beta").put("environment", "sandbox"));
        Bot bot = house.bot("bot1", "read", "trade");
        house.grant("bot1", "beta", "read", "trade");

        Bot.Reply reply = bot.create("x3");

        assertRefused(reply, 10001, "alpha");
        assertThat(reply.retMsg()).contains("beta").contains("/accounts/");
        assertThat(bot.with("X-Portcullis-Account", "alpha")
                        .get("/v5/position/list?category=linear&symbol=BTCUSDT")
                        .retCode())
                .isZero();
    }

    @Test
    void anAccountWithoutAKeySaysHowToPutOne() throws Exception {
        house.admin(
                "POST", "/admin/accounts", new JsonObject().put("name", "beta").put("environment", "sandbox"));
        house.admin("POST", "/admin/clients", new JsonObject().put("name", "bot1"));
        house.grant("bot1", "beta", "trade");

        assertRefused(house.bot(house.token("bot1")).create("x4"), 990004, "key put");
    }

    @Test
    void aDisabledClientIsRefused() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");
        house.admin("POST", "/admin/clients/bot1/disable", new JsonObject());

        Bot.Reply reply = bot.create("x5");

        assertThat(reply.retCode()).isIn(10003, 10005);
        assertThat(reply.retMsg()).contains("bot1").contains("disabled");
    }

    @Test
    void aBatchThatCostsMoreThanTheWholeLimitIsRefusedAtOnceAndToldTheMaximum() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");
        String orders = IntStream.range(0, 15)
                .mapToObj(i -> "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.001\","
                        + "\"price\":\"20000\"}")
                .collect(Collectors.joining(","));

        Bot.Reply reply = bot.post("/v5/order/create-batch", "{\"category\":\"linear\",\"request\":[" + orders + "]}");

        assertRefused(reply, 10006, "10");
        assertThat(Long.parseLong(reply.header("x-bapi-limit-reset-timestamp")))
                .isGreaterThanOrEqualTo(reply.body().getLong("time") + 50);
    }

    @Test
    void aCallWhoseTurnComesTooLateNamesTheBound() throws Exception {
        Bot hurried = house.bot("bot1", "read", "trade").with("X-Deadline-Ms", "600");
        List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 80)
                .mapToObj(i -> hurried.sendLater("GET", "/v5/position/list?category=linear&symbol=BTCUSDT", ""))
                .toList();

        int refused = 0;
        for (CompletableFuture<Bot.Reply> later : all) {
            Bot.Reply reply = later.get(10, TimeUnit.SECONDS);
            if (reply.retCode() != 0) {
                refused++;
                assertRefused(reply, 10006, "UID " + RunningGate.UID);
                assertThat(reply.header("x-bapi-limit-status")).isEqualTo("0");
                assertThat(Long.parseLong(reply.header("x-bapi-limit-reset-timestamp")))
                        .isGreaterThanOrEqualTo(reply.body().getLong("time") + 50);
            }
        }
        assertThat(refused).isBetween(20, 30);
        assertThat(house.sandbox().journal().count("/v5/position/list")).isEqualTo(80 - refused);
    }

    @Test
    void aReduceOnlyHaltLetsOnlyLiterallyReducingCreatesPass() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");
        house.admin(
                "POST", "/admin/halt", new JsonObject().put("account", "alpha").put("mode", "reduce-only"));

        assertRefused(bot.create("x6"), 990002, "reduce-only");
        assertRefused(
                bot.post("/v5/order/create", Bot.order("x7", "20000").replace("}", ",\"reduceOnly\":\"true\"}")),
                990002,
                "reduce-only");
    }

    @Test
    void aDeadlineThatIsNoNumberIsNamed() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");

        assertRefused(bot.with("X-Deadline-Ms", "soon").create("x8"), 10001, "X-Deadline-Ms");
        assertRefused(bot.with("X-BAPI-RECV-WINDOW", "-1").create("x9"), 10001, "X-BAPI-RECV-WINDOW");
    }

    @Test
    void aFormIsToldHowToSendJson() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade").with("Content-Type", "application/x-www-form-urlencoded");

        assertRefused(bot.post("/v5/order/create", "category=linear&symbol=BTCUSDT"), 10001, "--json");
    }

    @Test
    void aRefusalIsNever403() throws Exception {
        Bot bot = house.bot("bot1", "read");

        for (String path : List.of("/v5/order/create", "/v5/asset/withdraw/create", "/v5/user/update-api")) {
            assertThat(bot.post(path, Bot.order("x10", "20000")).status()).isEqualTo(200);
        }
    }

    private static void assertRefused(Bot.Reply reply, int retCode, String word) {
        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.retCode()).as(reply.text()).isEqualTo(retCode);
        assertThat(reply.retMsg()).contains(word);
    }
}
