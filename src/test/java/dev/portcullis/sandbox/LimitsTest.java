package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.limit.LimitPolicy;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

@Tag("once")
class LimitsTest {
    private static final String CANCEL_LINEAR =
            "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"none\"}";
    private static final String CANCEL_SPOT = "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"none\"}";

    private final FakeTime time = new FakeTime();

    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(time.time()));

    @BeforeEach
    void dropToTheDefaultLevel() {
        setLevel("No VIP");
    }

    @Test
    void theEleventhCancelWithinASecondIsTooMany() {
        List<Reply> replies = cancels(CANCEL_LINEAR, 11);

        assertThat(replies.subList(0, 10)).extracting(Reply::retCode).containsOnly(110001);
        assertThat(replies.get(10).retCode()).isEqualTo(10006);
        assertThat(replies.get(10).status()).isEqualTo(200);
    }

    @Test
    void theHeadersTellLimitRemainderAndReset() {
        List<Reply> replies = cancels(CANCEL_LINEAR, 10);
        time.pass(Duration.ofMillis(400));
        Reply refused = cancels(CANCEL_LINEAR, 1).get(0);

        assertThat(replies.get(0).header("X-Bapi-Limit")).isEqualTo("10");
        assertThat(replies.get(0).header("X-Bapi-Limit-Status")).isEqualTo("9");
        assertThat(replies.get(0).header("X-Bapi-Limit-Reset-Timestamp")).isEqualTo(Long.toString(time.millis() - 400));
        assertThat(refused.header("X-Bapi-Limit-Status")).isEqualTo("0");
        assertThat(refused.header("X-Bapi-Limit-Reset-Timestamp")).isEqualTo(Long.toString(time.millis() + 600));
    }

    @Test
    void theWindowRollsRequestByRequest() {
        cancels(CANCEL_LINEAR, 5);
        time.pass(Duration.ofMillis(600));
        cancels(CANCEL_LINEAR, 5);
        time.pass(Duration.ofMillis(399));
        assertThat(codes(CANCEL_LINEAR, 1)).containsExactly(10006);

        time.pass(Duration.ofMillis(1));

        assertThat(codes(CANCEL_LINEAR, 6)).containsExactly(110001, 110001, 110001, 110001, 110001, 10006);
    }

    @Test
    void aRefusedRequestTakesNothing() {
        cancels(CANCEL_LINEAR, 30);
        time.pass(Duration.ofSeconds(1));

        assertThat(codes(CANCEL_LINEAR, 10)).containsOnly(110001);
    }

    @Test
    void eachLineAndEndpointHasAWindowOfItsOwn() {
        cancels(CANCEL_LINEAR, 11);

        assertThat(codes(CANCEL_SPOT, 20)).containsOnly(170213);
        assertThat(codes(CANCEL_SPOT, 1)).containsExactly(10006);
        assertThat(bot().post("/v5/order/amend", CANCEL_LINEAR).retCode()).isEqualTo(110001);
    }

    @Test
    void linearAndInverseShareOneWindow() {
        cancels(CANCEL_LINEAR, 10);

        assertThat(codes("{\"category\":\"inverse\",\"symbol\":\"BTCUSD\",\"orderLinkId\":\"none\"}", 1))
                .containsExactly(10006);
    }

    @Test
    void twoKeysOfOneAccountShareTheWindow() {
        running.sandbox().accounts().put(ApiKey.hmac("SECOND", RunningSandbox.UID, RunningSandbox.SECRET));
        cancels(CANCEL_LINEAR, 10);

        Reply other = bot().named("SECOND").post("/v5/order/cancel", CANCEL_LINEAR);

        assertThat(other.retCode()).isEqualTo(10006);
    }

    @Test
    void anotherAccountHasAWindowOfItsOwn() {
        running.sandbox().accounts().put(Account.of(2002, "beta"));
        running.sandbox().accounts().put(ApiKey.hmac("BETA", 2002, "beta-secret"));
        cancels(CANCEL_LINEAR, 10);

        SignedCaller beta = SignedCaller.hmac(running.sandbox().restUrl(), "BETA", "beta-secret")
                .at(time::millis);

        assertThat(beta.post("/v5/order/cancel", CANCEL_LINEAR).retCode()).isEqualTo(110001);
    }

    @ParameterizedTest
    @CsvSource({
        "No VIP, 10, 20",
        "VIP-1, 20, 25",
        "VIP-2, 40, 30",
        "VIP-3, 60, 40",
        "VIP-Supreme, 60, 40",
        "PRO-1, 200, 200",
        "PRO-6, 1200, 1200",
        "MM-2, 800, 800"
    })
    void theLevelDecidesTheOrderLimits(String level, String derivatives, String spot) {
        setLevel(level);

        assertThat(cancels(CANCEL_LINEAR, 1).get(0).header("X-Bapi-Limit")).isEqualTo(derivatives);
        assertThat(cancels(CANCEL_SPOT, 1).get(0).header("X-Bapi-Limit")).isEqualTo(spot);
    }

    @ParameterizedTest
    @CsvSource({
        "/v5/order/realtime, category=linear&symbol=BTCUSDT, 50",
        "/v5/order/history, category=spot, 50",
        "/v5/execution/list, category=option, 50",
        "/v5/position/list, category=inverse, 50",
        "/v5/account/wallet-balance, accountType=UNIFIED, 50",
        "/v5/account/fee-rate, category=spot, 5",
        "/v5/user/query-api, '', 10",
        "/v5/asset/coin/query-info, '', 5"
    })
    void readsHaveFixedLimitsWhateverTheLevel(String path, String query, String limit) {
        setLevel("PRO-6");

        Reply reply = bot().get(path, query);

        assertThat(reply.retCode()).isZero();
        assertThat(reply.header("X-Bapi-Limit")).isEqualTo(limit);
    }

    @Test
    void aBatchCostsItsOrdersAndTheOnesBeyondTheWindowFail() {
        cancelBatch("linear", "BTCUSDT", 5);

        JsonNode codes = cancelBatch("linear", "BTCUSDT", 8).json().at("/retExtInfo/list");

        assertThat(codes).hasSize(8);
        assertThat(codes.findValuesAsText("code")).startsWith("110001", "110001", "110001", "110001", "110001");
        assertThat(codes.findValuesAsText("code")).endsWith("10006", "10006", "10006");
    }

    @Test
    void anOptionBatchCostsOne() {
        String symbol = "BTC-27DEC30-60000-C-USDT";

        Reply reply = cancelBatch("option", symbol, 20);

        assertThat(reply.header("X-Bapi-Limit-Status")).isEqualTo("9");
        assertThat(reply.json().at("/retExtInfo/list").findValuesAsText("code")).containsOnly("110001");
    }

    @Test
    void aBatchHasABucketApartFromTheSingleEndpoint() {
        cancelBatch("linear", "BTCUSDT", 10);

        assertThat(codes(CANCEL_LINEAR, 1)).containsExactly(110001);
    }

    @Test
    void limitsCanBeWidenedAndLifted() {
        running.sandbox().limits().uid().change(LimitPolicy.parse("x3"));
        assertThat(cancels(CANCEL_LINEAR, 1).get(0).header("X-Bapi-Limit")).isEqualTo("30");

        running.sandbox().limits().uid().change(LimitPolicy.NONE);
        Reply free = cancels(CANCEL_LINEAR, 1).get(0);

        assertThat(free.http().headers().map()).doesNotContainKey("x-bapi-limit");
    }

    @Test
    void the601stRequestIn5SecondsBansTheAddressForTenMinutes() {
        for (int request = 0; request < 600; request++) {
            assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(200);
        }

        Reply banned = bot().get("/v5/market/time", "");
        assertThat(banned.status()).isEqualTo(403);
        assertThat(banned.header("Content-Type")).isEqualTo("text/html");
        assertThat(banned.http().body()).contains("access too frequent");
        assertThat(banned.http().headers().map()).doesNotContainKey("x-bapi-limit-reset-timestamp");

        time.pass(Duration.ofSeconds(599));
        assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(403);
        time.pass(Duration.ofSeconds(1));
        assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(200);
    }

    @Test
    void sixHundredRequestsEveryFiveSecondsAreFine() {
        for (int window = 0; window < 3; window++) {
            for (int request = 0; request < 600; request++) {
                assertThat(running.sandbox().limits().address().admits("198.51.100.1"))
                        .isTrue();
            }
            time.pass(Duration.ofSeconds(5));
        }
    }

    @Test
    void aBanCanBeShortenedAndLaidByHand() {
        running.sandbox().limits().address().setBan(Duration.ofSeconds(2));
        running.sandbox().limits().address().ban("127.0.0.1");
        assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(403);

        time.pass(Duration.ofSeconds(2));

        assertThat(bot().get("/v5/market/time", "").status()).isEqualTo(200);
    }

    private SignedCaller bot() {
        return running.caller().at(time::millis);
    }

    private void setLevel(String level) {
        running.sandbox().accounts().put(RunningSandbox.alpha().account().withVipLevel(level));
    }

    private List<Reply> cancels(String body, int count) {
        SignedCaller bot = bot();
        List<Reply> replies = new ArrayList<>();
        for (int request = 0; request < count; request++) {
            replies.add(bot.post("/v5/order/cancel", body));
        }
        return replies;
    }

    private List<Integer> codes(String body, int count) {
        return cancels(body, count).stream().map(Reply::retCode).toList();
    }

    private Reply cancelBatch(String category, String symbol, int items) {
        String item = "{\"symbol\":\"" + symbol + "\",\"orderLinkId\":\"none\"}";
        String list = String.join(",", Collections.nCopies(items, item));
        return bot().post("/v5/order/cancel-batch", "{\"category\":\"" + category + "\",\"request\":[" + list + "]}");
    }
}
