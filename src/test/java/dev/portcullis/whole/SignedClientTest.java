package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.InstanceOfAssertFactories.MAP;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.request.TradeOrderRequest;
import com.bybit.api.client.restApi.BybitApiTradeRestClient;
import com.bybit.api.client.service.BybitApiClientFactory;
import io.vertx.core.json.JsonObject;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A client that signs as any Bybit SDK does, so that nothing secret of it crosses the wire. */
class SignedClientTest {
    private static final String OPEN = "/v5/order/realtime";
    private static final String QUERY = "category=linear&symbol=BTCUSDT";

    @TempDir
    private Path folder;

    private RunningGate house;
    private String apiKey;
    private String secret;

    @BeforeEach
    void addSignedClient() throws Exception {
        house = RunningGate.unlimited(folder);
        house.admin(
                "POST", "/admin/clients", new JsonObject().put("name", "signer").put("signed", true));
        house.grant("signer", "alpha", "read", "trade");
        JsonObject issued = house.admin("POST", "/admin/clients/signer/tokens", new JsonObject())
                .body();
        apiKey = issued.getString("id");
        secret = issued.getString("secret");
        assertThat(apiKey).startsWith("pcs_");
        assertThat(issued.containsKey("token")).isFalse();
    }

    @AfterEach
    void stop() throws Exception {
        house.close();
    }

    private static String sign(String secret, String text) throws GeneralSecurityException {
        Mac mac = Mac.getInstance("HmacSHA256");
        mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.US_ASCII), "HmacSHA256"));
        return HexFormat.of().formatHex(mac.doFinal(text.getBytes(StandardCharsets.UTF_8)));
    }

    private Bot signed(String key, String with, long timestamp, String payload) throws Exception {
        return house.bot("")
                .with("X-BAPI-API-KEY", key)
                .with("X-BAPI-TIMESTAMP", Long.toString(timestamp))
                .with("X-BAPI-RECV-WINDOW", "5000")
                .with("X-BAPI-SIGN", sign(with, timestamp + key + "5000" + payload));
    }

    private Bot signed(String payload) throws Exception {
        return signed(apiKey, secret, System.currentTimeMillis(), payload);
    }

    @Test
    void itPlacesAndReadsOrdersThroughBothDoors() throws Exception {
        String order = Bot.order("s1", "20000");
        assertThat(signed(order).post("/v5/order/create", order).retCode()).isZero();
        assertThat(signed(QUERY).get(OPEN + "?" + QUERY).retCode()).isZero();
        String normalized = "{\"symbol\":\"BTCUSDT\",\"side\":\"buy\",\"type\":\"limit\",\"qty\":\"0.001\","
                + "\"price\":\"20000\"}";
        assertThat(signed(normalized)
                        .post("/v1/accounts/alpha/orders", normalized)
                        .status())
                .isEqualTo(201);
    }

    @Test
    void theApiKeyCountsAsItWasSignedWithItsAccount() throws Exception {
        long now = System.currentTimeMillis();
        assertThat(signed(apiKey + "@alpha", secret, now, QUERY)
                        .get(OPEN + "?" + QUERY)
                        .retCode())
                .isZero();
    }

    @Test
    void aQueryMayBeSignedBeforeItWasEncoded() throws Exception {
        String encoded = QUERY + "&cursor=a%3Ab%2Cc";
        String plain = URLDecoder.decode(encoded, StandardCharsets.UTF_8);
        assertThat(signed(plain).get(OPEN + "?" + encoded).retCode()).isNotIn(10003, 10004);
    }

    @Test
    void aWrongSignatureIsRefusedWithItsRecipe() throws Exception {
        Bot.Reply other = signed(QUERY).get(OPEN + "?" + QUERY + "&limit=1");
        Bot.Reply dummy =
                signed(apiKey, "dummy", System.currentTimeMillis(), QUERY).get(OPEN + "?" + QUERY);

        assertThat(other.retCode()).as(other.text()).isEqualTo(10004);
        assertThat(other.retMsg()).contains("HMAC-SHA256", "timestamp + api key + recvWindow");
        assertThat(dummy.retCode()).isEqualTo(10004);
    }

    @Test
    void aSignatureLetsInOnce() throws Exception {
        String order = Bot.order("once", "20000");
        Bot bot = signed(order);
        assertThat(bot.post("/v5/order/create", order).retCode()).isZero();
        Bot.Reply again = bot.post("/v5/order/create", order);
        assertThat(again.retCode()).as(again.text()).isEqualTo(10004);
        assertThat(again.retMsg()).contains("used before");
    }

    @Test
    void readsOfDifferentThingsMaySignAlikeInOneMillisecond() throws Exception {
        Bot bot = signed(apiKey, secret, System.currentTimeMillis(), "");

        assertThat(bot.get("/v5/account/info").retCode()).isZero();
        assertThat(bot.get("/v5/user/query-api").retCode()).isZero();
        assertThat(bot.get("/v5/user/query-api").retCode()).isEqualTo(10004);
    }

    @Test
    void whatTheSignatureDoesNotCoverIsNotTaken() throws Exception {
        String order = Bot.order("query", "20000");
        Bot.Reply more = signed(order).post("/v5/order/create?qty=100", order);
        assertThat(more.retCode()).as(more.text()).isEqualTo(10001);
        assertThat(more.retMsg()).startsWith("query: is not covered by the signature");

        String all = "/v1/accounts/alpha/orders?symbol=BTCUSDT";
        assertThat(signed("").send("DELETE", all, "").status()).isEqualTo(401);
        assertThat(signed(all).send("DELETE", all, "").status()).isEqualTo(200);
    }

    @Test
    void anAnswerNamesTheEnvironmentOfTheOnlyGrant() throws Exception {
        assertThat(signed(QUERY).get(OPEN + "?" + QUERY).header("x-portcullis-environment"))
                .isEqualTo("sandbox");
    }

    @Test
    void theJavaSdkTradesWithTheIdAndTheSecretForItsOwn() {
        BybitApiTradeRestClient sdk = sdk(secret);
        TradeOrderRequest order = TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .side(Side.BUY)
                .orderType(TradeOrderType.LIMIT)
                .qty("0.001")
                .price("20000")
                .orderLinkId("sdk-signed")
                .build();
        TradeOrderRequest named = TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId("sdk-signed")
                .build();

        assertThat(sdk.createOrder(order)).asInstanceOf(MAP).containsEntry("retCode", 0);
        assertThat(sdk.getOpenOrders(named)).asInstanceOf(MAP).containsEntry("retCode", 0);
        assertThat(sdk.cancelOrder(named)).asInstanceOf(MAP).containsEntry("retCode", 0);
        assertThat(sdk("dummy").createOrder(order)).asInstanceOf(MAP).containsEntry("retCode", 10004);
    }

    private BybitApiTradeRestClient sdk(String with) {
        return BybitApiClientFactory.newInstance(
                        apiKey + "@alpha", with, house.gate().dataUrl().toString(), false)
                .newTradeRestClient();
    }

    @Test
    void itsTokenIsRevokedUnderTheIdThatItWasIssuedWith() throws Exception {
        assertThat(house.admin("DELETE", "/admin/tokens/" + apiKey, null).status())
                .isEqualTo(200);
        assertThat(signed(QUERY).get(OPEN + "?" + QUERY).retCode()).isEqualTo(10003);
    }

    @Test
    void aTimestampOutsideTheWindowIsRefusedAsBybitDoes() throws Exception {
        long now = System.currentTimeMillis();
        for (long timestamp : new long[] {now - 6_000, now + 3_000}) {
            Bot.Reply late = signed(apiKey, secret, timestamp, QUERY).get(OPEN + "?" + QUERY);
            assertThat(late.retCode()).as(late.text()).isEqualTo(10002);
            assertThat(late.retMsg()).contains("the gate's time is");
        }
    }

    @Test
    void itsSecretSurvivesARestartAndEndsWithItsToken() throws Exception {
        house.restart();
        assertThat(signed(QUERY).get(OPEN + "?" + QUERY).retCode()).isZero();

        house.admin("DELETE", "/admin/tokens/" + apiKey.substring("pcs_".length()), null);

        Bot.Reply revoked = signed(QUERY).get(OPEN + "?" + QUERY);
        assertThat(revoked.retCode()).isEqualTo(10003);
        assertThat(revoked.retMsg()).contains("was revoked");
    }

    @Test
    void itsIdOrItsSecretAloneIsNoToken() throws Exception {
        assertThat(house.bot(apiKey).get(OPEN + "?" + QUERY).retCode()).isEqualTo(10003);
        assertThat(house.bot(secret).get(OPEN + "?" + QUERY).retCode()).isEqualTo(10003);
        assertThat(house.bot("")
                        .with("X-BAPI-API-KEY", apiKey)
                        .get(OPEN + "?" + QUERY)
                        .retCode())
                .isEqualTo(10004);
    }

    @Test
    void manyFailuresFromOneAddressAreAnsweredLater() throws Exception {
        for (int i = 0; i < 10; i++) {
            house.bot("pcl_wrong").get(OPEN + "?" + QUERY);
        }
        long begun = System.nanoTime();
        Bot.Reply late = house.bot("pcl_wrong").get(OPEN + "?" + QUERY);
        assertThat(late.retCode()).isEqualTo(10003);
        assertThat(late.retMsg()).contains("the token is cut", "too many failures from 127.0.0.1", "try again in ");
        assertThat(System.nanoTime() - begun).isGreaterThanOrEqualTo(1_000_000_000L);
        assertThat(signed(QUERY).get(OPEN + "?" + QUERY).retCode()).isZero();
    }

    @Test
    void guessesAtPublicReadsCountLikeAllOthers() throws Exception {
        for (int i = 0; i < 10; i++) {
            house.bot("pcl_wrong").get("/v5/market/time");
        }

        assertThat(house.bot("pcl_wrong").get("/v5/market/time").retMsg()).contains("too many failures");
        assertThat(house.bot("").get("/v5/market/time").retCode()).isZero();
    }
}
