package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.KeyState;
import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.access.Rights;
import dev.portcullis.sandbox.access.RsaCheck;
import dev.portcullis.sandbox.limit.LimitPolicy;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpRequest;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.Signature;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class AccessTest {
    private final FakeTime time = new FakeTime();

    @RegisterExtension
    final RunningSandbox running =
            RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE).with(time.time()));

    @ParameterizedTest
    @CsvSource({"0, 0", "-5000, 0", "-5001, 10002", "999, 0", "1000, 10002"})
    void aTimestampMustLieWithinTheWindow(long offsetMillis, int retCode) {
        SignedCaller bot = bot().at(() -> time.millis() + offsetMillis);

        Reply reply = bot.get("/v5/user/query-api", "");

        assertThat(reply.retCode()).isEqualTo(retCode);
        assertThat(reply.status()).isEqualTo(200);
    }

    @Test
    void aTimestampOutsideTheWindowIsToldTheServersTime() {
        Reply reply = bot().at(() -> time.millis() - 60_000).get("/v5/user/query-api", "");

        assertThat(reply.retMsg())
                .contains("req_timestamp[" + (time.millis() - 60_000) + "]")
                .contains("server_timestamp[" + time.millis() + "]")
                .contains("recv_window[5000]");
    }

    @Test
    void aSkewedServerRefusesRightClocks() {
        running.sandbox().clock().skewBy(Duration.ofSeconds(10));

        assertThat(bot().get("/v5/user/query-api", "").retCode()).isEqualTo(10002);
    }

    @Test
    void aRequestWithoutAuthHeadersIsUnauthorized() {
        HttpRequest bare = HttpRequest.newBuilder(URI.create(running.sandbox().restUrl() + "/v5/user/query-api"))
                .build();

        Reply reply = bot().send(bare);

        assertThat(reply.status()).isEqualTo(401);
        assertThat(reply.retMsg()).contains("X-BAPI-SIGN");
    }

    @Test
    void anUnknownKeyIsRefused() {
        assertThat(bot().named("NOBODY").get("/v5/user/query-api", "").retCode())
                .isEqualTo(10003);
    }

    @Test
    void aDisabledKeyIsAsGoodAsUnknown() {
        change(key -> key.withState(KeyState.DISABLED));

        assertThat(bot().get("/v5/user/query-api", "").retCode()).isEqualTo(10003);
    }

    @Test
    void anExpiredKeyIsRefused() {
        change(key -> key.withExpiresAt(Instant.ofEpochMilli(time.millis())));

        Reply reply = bot().get("/v5/user/query-api", "");

        assertThat(reply.retCode()).isEqualTo(33004);
        assertThat(reply.retMsg()).isEqualTo("Your api key has expired.");
    }

    @Test
    void aWrongSignatureEchoesTheStringThatShouldHaveBeenSigned() {
        SignedCaller forger = SignedCaller.hmac(running.sandbox().restUrl(), RunningSandbox.API_KEY, "wrong")
                .at(time::millis);

        Reply reply = forger.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT");

        assertThat(reply.retCode()).isEqualTo(10004);
        assertThat(reply.retMsg())
                .isEqualTo("error sign! origin_string[" + time.millis() + RunningSandbox.API_KEY
                        + "5000category=linear&symbol=BTCUSDT]");
    }

    @Test
    void aBodyChangedAfterSigningIsRefusedAndNothingHappens() {
        HttpRequest signed = bot().postRequest(
                        "/v5/order/create",
                        OrderBody.limit("Buy", "0.010", "25000").linkId("a1").toString())
                .POST(HttpRequest.BodyPublishers.ofString(
                        OrderBody.limit("Buy", "9.000", "25000").linkId("a1").toString()))
                .build();

        assertThat(bot().send(signed).retCode()).isEqualTo(10004);
        assertThat(running.sandbox().journal().tally("a1").received()).isEqualTo(1);
        assertThat(running.sandbox().journal().tally("a1").accepted()).isZero();
        assertThat(running.sandbox().journal().requests().get(0).signatureVerified())
                .isFalse();
    }

    @Test
    void anEncodedQueryIsVerifiedAsItStandsOnTheWire() {
        Reply reply = bot().get("/v5/order/history", "category=linear&limit=50&cursor=page_token%3D39380%26");

        assertThat(reply.retCode()).isZero();
        assertThat(running.sandbox().journal().requests().get(0).rawQuery())
                .isEqualTo("category=linear&limit=50&cursor=page_token%3D39380%26");
    }

    @Test
    void anotherAddressThanTheBoundOnesIsRefused() {
        change(key -> key.withAddresses(Set.of("203.0.113.7")));

        assertThat(bot().get("/v5/user/query-api", "").retCode()).isEqualTo(10010);
    }

    @Test
    void aBoundAddressIsLetIn() {
        change(key -> key.withAddresses(Set.of("203.0.113.7", "127.0.0.1")));

        assertThat(bot().get("/v5/user/query-api", "").retCode()).isZero();
    }

    @Test
    void aReadOnlyKeyReadsButDoesNotWrite() {
        change(key -> key.withRights(key.rights().readOnly()));

        assertThat(bot().create(OrderBody.limit("Buy", "0.010", "25000")).retCode())
                .isEqualTo(10005);
        assertThat(bot().get("/v5/order/realtime", "category=linear&symbol=BTCUSDT")
                        .retCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "CONTRACT_ORDER, linear, BTCUSDT, 0",
        "CONTRACT_ORDER, spot, BTCUSDT, 10005",
        "SPOT_TRADE, spot, BTCUSDT, 0",
        "SPOT_TRADE, linear, BTCUSDT, 10005",
        "SPOT_TRADE, inverse, BTCUSD, 10005",
        "OPTIONS_TRADE, option, BTC-27DEC30-60000-C-USDT, 0",
        "OPTIONS_TRADE, linear, BTCUSDT, 10005"
    })
    void eachCategoryNeedsItsPermission(Permission only, String category, String symbol, int retCode) {
        change(key -> key.withRights(new Rights(Set.of(only), Rights.Scope.READ_WRITE)));

        Reply reply = bot().post(
                        "/v5/order/cancel",
                        "{\"category\":\"" + category + "\",\"symbol\":\"" + symbol + "\",\"orderLinkId\":\"none\"}");

        boolean passed = reply.retCode() == 110001 || reply.retCode() == 170213;
        assertThat(passed ? 0 : reply.retCode()).isEqualTo(retCode);
    }

    @Test
    void leverageNeedsThePositionPermission() {
        change(key -> key.withRights(new Rights(Set.of(Permission.CONTRACT_ORDER), Rights.Scope.READ_WRITE)));

        Reply reply = bot().post(
                        "/v5/position/set-leverage",
                        "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\","
                                + "\"buyLeverage\":\"5\",\"sellLeverage\":\"5\"}");

        assertThat(reply.retCode()).isEqualTo(10005);
    }

    @Test
    void anRsaKeySignsInBase64() throws GeneralSecurityException {
        KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
        generator.initialize(2048);
        KeyPair pair = generator.generateKeyPair();
        running.sandbox().accounts().put(ApiKey.of("RSAKEY", RunningSandbox.UID, new RsaCheck(pair.getPublic())));

        SignedCaller right = rsa(pair);
        SignedCaller wrong = rsa(generator.generateKeyPair());

        Reply asked = right.get("/v5/user/query-api", "");
        assertThat(asked.retCode()).isZero();
        assertThat(asked.result().path("rsaPublicKey").asText()).startsWith("-----BEGIN PUBLIC KEY-----");
        assertThat(right.create(OrderBody.limit("Buy", "0.010", "25000")).retCode())
                .isZero();
        assertThat(wrong.get("/v5/user/query-api", "").retCode()).isEqualTo(10004);
    }

    @Test
    void aGetWithABodyIsForbidden() {
        HttpRequest odd = bot().getRequest("/v5/user/query-api", "")
                .method("GET", HttpRequest.BodyPublishers.ofString("{}"))
                .build();

        Reply reply = bot().send(odd);

        assertThat(reply.status()).isEqualTo(403);
        assertThat(reply.http().body()).doesNotContain("access too frequent");
    }

    @Test
    void anUnknownPathIsNotFound() {
        Reply reply = bot().get("/v5/order/creat", "");

        assertThat(reply.status()).isEqualTo(404);
        assertThat(reply.retCode()).isEqualTo(10017);
    }

    @Test
    void aLowerCaseMethodIsABadRequest() throws IOException {
        URI uri = URI.create(running.sandbox().restUrl());
        try (Socket socket = new Socket(uri.getHost(), uri.getPort())) {
            socket.getOutputStream()
                    .write("get /v5/market/time HTTP/1.1\r\nHost: x\r\n\r\n".getBytes(StandardCharsets.US_ASCII));

            assertThat(firstLine(socket.getInputStream())).startsWith("HTTP/1.1 400");
        }
    }

    @Test
    void theTimeNeedsNoSignature() {
        HttpRequest bare = HttpRequest.newBuilder(URI.create(running.sandbox().restUrl() + "/v5/market/time"))
                .build();

        Reply reply = bot().send(bare);

        assertThat(reply.result().path("timeSecond").asText()).isEqualTo(Long.toString(time.millis() / 1000));
        assertThat(reply.result().path("timeNano").asText()).hasSize(19);
        assertThat(reply.json().path("time").asLong()).isEqualTo(time.millis());
    }

    @Test
    void whoeverReachesForMoneyOrKeysIsRefusedAndCounted() {
        change(key -> key.withRights(new Rights(Set.of(Permission.values()), Rights.Scope.READ_WRITE)));
        assertThat(running.sandbox().neverReachedCount()).isZero();

        Reply withdraw = bot().post("/v5/asset/withdraw/create", "{\"coin\":\"BTC\"}");
        Reply newKey = bot().post("/v5/user/create-sub-api", "{}");

        assertThat(withdraw.retCode()).isEqualTo(10005);
        assertThat(newKey.retCode()).isEqualTo(10005);
        assertThat(running.sandbox().neverReachedCount()).isEqualTo(2);
    }

    @Test
    void queryApiTellsWhatTheKeyMay() {
        change(key -> key.withAddresses(Set.of("127.0.0.1")));

        Reply reply = bot().get("/v5/user/query-api", "");

        assertThat(reply.result().path("userID").asLong()).isEqualTo(RunningSandbox.UID);
        assertThat(reply.result().path("secret").asText()).isEmpty();
        assertThat(reply.result().path("readOnly").asInt(-1)).isZero();
        assertThat(reply.result().path("ips").toString()).isEqualTo("[\"127.0.0.1\"]");
        assertThat(reply.result().path("deadlineDay").asInt()).isEqualTo(-2);
        assertThat(reply.result().path("expiredAt").asText()).isEqualTo("1970-01-01T00:00:00Z");
        assertThat(reply.result().path("vipLevel").asText()).isEqualTo("PRO-6");
        assertThat(reply.result().at("/permissions/ContractTrade").toString()).isEqualTo("[\"Order\",\"Position\"]");
        assertThat(reply.http().body()).doesNotContain(RunningSandbox.SECRET);
    }

    @Test
    void anUnboundKeyEndsAfterNinetyDays() {
        Reply reply = bot().get("/v5/user/query-api", "");

        assertThat(reply.result().path("ips").toString()).isEqualTo("[\"*\"]");
        assertThat(reply.result().path("deadlineDay").asInt()).isEqualTo(90);
        assertThat(reply.result().path("expiredAt").asText()).isEqualTo("2027-02-23T00:00:00Z");
    }

    private SignedCaller bot() {
        return running.caller().at(time::millis);
    }

    private SignedCaller rsa(KeyPair pair) {
        return SignedCaller.with(running.sandbox().restUrl(), "RSAKEY", text -> sign(pair, text))
                .at(time::millis);
    }

    private void change(UnaryOperator<ApiKey> change) {
        running.sandbox().accounts().change(RunningSandbox.API_KEY, change);
    }

    private static String sign(KeyPair pair, String text) {
        try {
            Signature signer = Signature.getInstance("SHA256withRSA");
            signer.initSign(pair.getPrivate());
            signer.update(text.getBytes(StandardCharsets.UTF_8));
            return Base64.getEncoder().encodeToString(signer.sign());
        } catch (GeneralSecurityException impossible) {
            throw new AssertionError(impossible);
        }
    }

    private static String firstLine(InputStream stream) throws IOException {
        StringBuilder line = new StringBuilder();
        for (int c = stream.read(); c >= 0 && c != '\r'; c = stream.read()) {
            line.append((char) c);
        }
        return line.toString();
    }
}
