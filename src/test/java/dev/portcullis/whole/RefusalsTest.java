package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Whoever may not, gets a clear refusal, and nothing arrives at the exchange. */
@Tag("once")
final class RefusalsTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private Bot bot;
    private int createsBefore;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        bot = house.bot("bot1", "read", "trade");
        createsBefore = house.sandbox().journal().createsReceived();
    }

    @AfterEach
    void close() throws Exception {
        assertThat(house.sandbox().journal().createsReceived()).isEqualTo(createsBefore);
        assertThat(house.sandbox().neverReachedCount()).isZero();
        house.close();
    }

    @Test
    void aBotWithoutAGrantIsTold() throws Exception {
        house.admin("POST", "/admin/clients", new JsonObject().put("name", "nobody"));

        Bot.Reply reply = house.bot(house.token("nobody")).create("x1");

        assertThat(reply.retCode()).isEqualTo(10005);
        assertThat(reply.outcome()).isEqualTo("not_sent");
        assertThat(reply.retMsg()).contains("nobody").contains("client grant nobody");
    }

    @Test
    void aReaderMayNotTrade() throws Exception {
        Bot reader = house.bot("reader", "read");

        assertThat(reader.create("x2").retCode()).isEqualTo(10005);
        assertThat(reader.get("/v5/order/realtime?category=linear&symbol=BTCUSDT")
                        .retCode())
                .isZero();
    }

    @Test
    void aBotFromAWrongAddressIsTold() throws Exception {
        house.admin(
                "POST",
                "/admin/clients",
                new JsonObject().put("name", "faraway").put("cidrs", new JsonArray(List.of("203.0.113.0/24"))));
        house.grant("faraway", "alpha", "read", "trade");

        Bot.Reply reply = house.bot(house.token("faraway")).create("x3");

        assertThat(reply.retCode()).isEqualTo(10010);
        assertThat(reply.retMsg()).contains("127.0.0.1").contains("203.0.113.0/24");
    }

    @Test
    void aRevokedTokenIsRefusedWithinASecond() throws Exception {
        String token = house.token("bot1");
        String id = token.split("_", 3)[1];
        house.admin("DELETE", "/admin/tokens/" + id, null);

        Bot.Reply reply = house.bot(token).create("x4");

        assertThat(reply.retCode()).isEqualTo(10003);
        assertThat(reply.retMsg()).contains("revoked");
    }

    @Test
    void aTakenGrantIsRefusedAtOnce() throws Exception {
        house.admin("DELETE", "/admin/clients/bot1/grants/alpha", null);

        assertThat(bot.create("x5").retCode()).isEqualTo(10005);
    }

    @ParameterizedTest
    @CsvSource({
        "POST, /v5/asset/withdraw/create",
        "POST, /v5/asset/transfer/inter-transfer",
        "POST, /v5/user/create-sub-api",
        "POST, /v5/user/update-api",
        "POST, /v5/user/delete-api",
        "POST, /v5/account/borrow",
        "GET, /v5/no/such/thing"
    })
    void whatIsNotInTheTableIsNotServed(String method, String path) throws Exception {
        Bot.Reply reply = bot.send(method, path, method.equals("POST") ? "{}" : "");

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.retCode()).isEqualTo(10005);
    }

    @Test
    void aHaltedAccountTakesNoOrderButCancels() throws Exception {
        house.admin("POST", "/admin/halt", new JsonObject().put("account", "alpha"));

        Bot.Reply reply = bot.create("x6");

        assertThat(reply.retCode()).isEqualTo(990002);
        assertThat(reply.retMsg()).contains("account alpha is halted").contains("resume --account alpha");
        assertThat(bot.cancel("warm-up").retCode()).isZero();
    }

    @Test
    void aHaltSurvivesARestart() throws Exception {
        house.admin("POST", "/admin/halt", new JsonObject());

        house.restart();

        assertThat(house.bot(house.token("bot1")).create("x7").retCode()).isEqualTo(990002);
    }

    @Test
    void aRevokedKeySignsNothingMore() throws Exception {
        String id = house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("id");
        house.admin("POST", "/admin/keys/" + id + "/revoke", new JsonObject());

        Bot.Reply reply = bot.create("x8");

        assertThat(reply.retCode()).isEqualTo(990004);
        assertThat(reply.retMsg()).contains("alpha").contains("key put");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{ | JSON",
                "[] | ",
                "{\"category\":\"linear\",\"category\":\"spot\"} | category",
                "{\"category\":\"linear\"} | symbol",
                "{\"category\":\"moon\",\"symbol\":\"BTCUSDT\"} | category",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\","
                        + "\"qty\":{}} | qty",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Up\",\"orderType\":\"Limit\","
                        + "\"qty\":\"1\"} | side"
            })
    void badInputNamesTheField(String body, String named) throws Exception {
        Bot.Reply reply = bot.post("/v5/order/create", body);

        assertThat(reply.status()).isEqualTo(200);
        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains(named == null ? "" : named);
    }

    @Test
    void aMegabyteIsTooMuchAndTheGateServesOn() throws Exception {
        assertThat(bot.post("/v5/order/create", "{\"a\":\"" + "x".repeat(1 << 20) + "\"}")
                        .status())
                .isEqualTo(413);

        assertThat(bot.get("/v5/order/realtime?category=linear&symbol=BTCUSDT").retCode())
                .isZero();
    }

    @Test
    void manyBadRequestsInParallelAreAllAnswered() throws Exception {
        List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 200)
                .mapToObj(i -> bot.sendLater("POST", "/v5/order/create", "{\"category\":" + i))
                .toList();

        for (CompletableFuture<Bot.Reply> reply : all) {
            assertThat(reply.get(10, TimeUnit.SECONDS).retCode()).isEqualTo(10001);
        }
    }
}
