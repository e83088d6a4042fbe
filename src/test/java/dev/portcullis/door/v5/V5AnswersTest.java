package dev.portcullis.door.v5;

import static dev.portcullis.door.v5.RunningV5Door.EXCHANGE_MILLIS;
import static dev.portcullis.door.v5.RunningV5Door.TOKEN;
import static dev.portcullis.door.v5.RunningV5Door.header;
import static dev.portcullis.door.v5.RunningV5Door.retCode;
import static dev.portcullis.door.v5.RunningV5Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.door.FakeStream;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** What a caller sees of an answer of the order path. */
class V5AnswersTest {
    private static final RunningV5Door DOOR = new RunningV5Door();
    private static final OrderLinkId LINK = new OrderLinkId("gw-7");
    private static final String ORDER = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
            + "\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"25000\",\"orderLinkId\":\"gw-7\"}";

    @BeforeEach
    void clear() {
        DOOR.clear();
    }

    @AfterAll
    static void close() {
        DOOR.close();
    }

    private static HttpResponse<String> create() {
        return DOOR.post("/accounts/alpha/v5/order/create", ORDER, "X-BAPI-API-KEY", TOKEN);
    }

    @Test
    void bybitsStatusHeadersAndBodyComeBackAsTheyAre() {
        String body =
                "{\"retCode\":110007 , \"retMsg\":\"ab not enough\",\"result\":{\"n\":1e-7,\"u\":\"µ\"},\"time\":1}\n";
        DOOR.path.answers(
                body,
                new Header("X-Bapi-Limit", "10"),
                new Header("X-Bapi-Limit-Status", "9"),
                new Header("X-Bapi-Limit-Reset-Timestamp", "1672738134824"),
                new Header("Content-Type", "application/json; charset=utf-8"));
        HttpResponse<String> response = DOOR.get("/accounts/alpha/v5/order/realtime", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.body()).isEqualTo(body);
        assertThat(header(response, "X-Bapi-Limit")).isEqualTo("10");
        assertThat(header(response, "X-Bapi-Limit-Status")).isEqualTo("9");
        assertThat(header(response, "X-Bapi-Limit-Reset-Timestamp")).isEqualTo("1672738134824");
        assertThat(response.headers().allValues("Content-Type")).containsExactly("application/json; charset=utf-8");
        assertThat(header(response, "X-Portcullis-Environment")).isEqualTo("testnet");
        assertThat(header(response, "X-Portcullis-Request-Id"))
                .isEqualTo(DOOR.path.onlyCall().requestId().text());
        assertThat(header(response, "X-Portcullis-Outcome")).isNull();
    }

    @Test
    void bybitsStatusIsKept() {
        DOOR.path.answers = call ->
                new Answer.Settled(null, new AnswerHead(503, List.of()), Buffer.buffer("<html>busy</html>"), false);

        assertThat(DOOR.get("/v5/market/tickers").statusCode()).isEqualTo(503);
    }

    @Test
    void aReplaySaysSoAndCarriesItsOutcome() {
        DOOR.path.answers = call -> new Answer.Settled(
                new Outcome.Adopted(new OrderId("c6f0")), AnswerHead.ok(), Buffer.buffer(FakeOrderPath.ACK), true);
        HttpResponse<String> response = create();

        assertThat(header(response, "X-Portcullis-Replayed")).isEqualTo("true");
        assertThat(header(response, "X-Portcullis-Outcome")).isEqualTo("adopted");
        assertThat(header(response, "X-Portcullis-Order-Link-Id")).isEqualTo("gw-7");
        assertThat(response.body()).isEqualTo(FakeOrderPath.ACK);
    }

    @Test
    void theSignedStringThatA10004EchoesIsNeverShown() {
        for (String path : List.of("/v5/order/realtime", "/v5/user/query-api")) {
            DOOR.path.answers("{\"retCode\":10004,\"retMsg\":\"error sign! origin_string[1682321990138REALKEY5000]\","
                    + "\"result\":{\"apiKey\":\"REALKEY\"},\"time\":1}");
            HttpResponse<String> response = DOOR.get(path, "X-BAPI-API-KEY", TOKEN);

            assertThat(retCode(response)).isEqualTo(10004);
            assertThat(retMsg(response)).doesNotContain("REALKEY").doesNotContain("origin_string");
        }
    }

    @Test
    void theFactsOfAKeyShowTheTokensIdAndNoAddresses() {
        DOOR.path.answers("{\"retCode\":0,\"retMsg\":\"\",\"result\":{\"id\":\"13770661\",\"apiKey\":\"REALKEY\","
                + "\"readOnly\":0,\"ips\":[\"203.0.113.7\"],\"userID\":24617703},\"time\":1}");
        HttpResponse<String> response = DOOR.get("/v5/user/query-api", "X-BAPI-API-KEY", TOKEN + "@alpha");

        JsonObject result = new JsonObject(response.body()).getJsonObject("result");
        assertThat(result.getString("apiKey")).isEqualTo("abcd1234");
        assertThat(result.getJsonArray("ips")).isEmpty();
        assertThat(result.getInteger("userID")).isEqualTo(24617703);
        assertThat(response.body())
                .doesNotContain("REALKEY")
                .doesNotContain("203.0.113.7")
                .doesNotContain("secret");
    }

    @Test
    void theFactsOfAKeyThatCannotBeReadAreNotShown() {
        DOOR.path.answers("{\"retCode\":0,\"result\":{\"apiKey\":\"REALKEY\"");
        HttpResponse<String> response = DOOR.get("/v5/user/query-api", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.body()).doesNotContain("REALKEY");
        assertThat(retCode(response)).isEqualTo(10016);
        assertThat(new JsonObject(response.body()).getLong("time")).isEqualTo(EXCHANGE_MILLIS);
    }

    private static void streams(FakeStream stream) {
        DOOR.path.answers =
                call -> new Answer.Streaming(new AnswerHead(200, List.of(new Header("X-Bapi-Limit", "50"))), stream);
    }

    @Test
    void aLongAnswerStreams() {
        streams(new FakeStream(DOOR.vertx(), 40_000, 50));
        HttpResponse<String> response = DOOR.get("/accounts/alpha/v5/execution/list", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.body()).hasSize(2_000_000).matches("x+");
        assertThat(header(response, "X-Bapi-Limit")).isEqualTo("50");
        assertThat(header(response, "X-Portcullis-Environment")).isEqualTo("testnet");
    }

    @Test
    void aShortStreamIsAWholeAnswer() {
        streams(new FakeStream(DOOR.vertx(), 10, 3));
        HttpResponse<String> response = DOOR.get("/v5/execution/list", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.body()).hasSize(30);
        assertThat(header(response, "Content-Length")).isEqualTo("30");
    }

    @Test
    void aStreamThatBreaksBeforeAnythingWasShownMayBeAskedForAgain() {
        streams(new FakeStream(DOOR.vertx(), 10, 3).breakingOff());
        HttpResponse<String> response = DOOR.get("/v5/execution/list", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.statusCode()).isEqualTo(200);
        assertThat(retCode(response)).isEqualTo(990004);
        assertThat(retMsg(response)).contains("ask again");
    }

    @Test
    void endlessFactsOfAKeyAreClosedAndNotShown() {
        FakeStream endless = new FakeStream(DOOR.vertx(), 40_000, 1_000_000);
        streams(endless);
        HttpResponse<String> response = DOOR.get("/v5/user/query-api", "X-BAPI-API-KEY", TOKEN);

        assertThat(response.body()).doesNotContain("xxx");
        assertThat(retCode(response)).isEqualTo(990004);
        assertThat(endless.isClosed()).isTrue();
        assertThat(endless.partsGiven()).isLessThan(100);
    }

    static Stream<Arguments> refusals() {
        return Stream.of(
                refusal(Rejection.Malformed.at("/qty", "must be a string"), 10001, "not_sent"),
                refusal(new Rejection.AccountUnclear("name one of", List.of(new AccountId("a"))), 10001, "not_sent"),
                refusal(new Rejection.Unauthenticated("unknown token"), 10003, "not_sent"),
                refusal(new Rejection.BadSignature("does not fit"), 10004, "not_sent"),
                refusal(new Rejection.OutsideWindow("too late"), 10002, "not_sent"),
                refusal(new Rejection.NotGranted("bot1 may not trade on alpha"), 10005, "not_sent"),
                refusal(new Rejection.EndpointDenied("never"), 10005, "not_sent"),
                refusal(new Rejection.OutOfBudget("no turn", BudgetBound.UID, 700), 10006, "not_sent"),
                refusal(new Rejection.AddressNotAllowed("198.51.100.7 is not"), 10010, "not_sent"),
                refusal(new Rejection.OrderLinkIdOfAnother(LINK), 10014, "not_sent"),
                refusal(new Rejection.OrderLinkIdUnderAnotherBody(LINK), 10014, "not_sent"),
                refusal(new Rejection.MixedBatch(List.of(LINK)), 10014, "not_sent"),
                refusal(new Rejection.StillInFlight(LINK), 170007, "unknown"),
                refusal(
                        new Rejection.RiskLimit(
                                new Rejection.RiskLimit.Rule(dev.portcullis.model.TradingRuleName.QTY_MAX, "2", "5"),
                                "qty 5 exceeds 2",
                                List.of()),
                        990001,
                        "not_sent"),
                refusal(new Rejection.Halted("alpha is halted"), 990002, "not_sent"),
                refusal(new Rejection.NotSent("the exchange could not be reached"), 990004, "not_sent"),
                refusal(new Rejection.AlreadyNotPlaced(LINK), 990005, "not_placed"));
    }

    private static Arguments refusal(Rejection rejection, int code, String outcome) {
        return Arguments.of(rejection, code, outcome);
    }

    @ParameterizedTest
    @MethodSource("refusals")
    void aRefusalHasBybitsShapeAndNeverAnotherStatusThan200(Rejection rejection, int code, String outcome) {
        DOOR.path.refuses(rejection);
        HttpResponse<String> response = create();

        assertThat(response.statusCode()).isEqualTo(200);
        JsonObject body = new JsonObject(response.body());
        assertThat(body.fieldNames()).containsExactlyInAnyOrder("retCode", "retMsg", "result", "retExtInfo", "time");
        assertThat(body.getInteger("retCode")).isEqualTo(code);
        assertThat(body.getLong("time")).isEqualTo(EXCHANGE_MILLIS);
        assertThat(header(response, "X-Portcullis-Outcome")).isEqualTo(outcome);
        assertThat(header(response, "X-Portcullis-Order-Link-Id")).isEqualTo("gw-7");
        assertThat(header(response, "Content-Type")).isEqualTo("application/json");
        if (code != 170007) {
            assertThat(body.getString("retMsg")).isEqualTo(rejection.detail());
        }
    }

    @Test
    void everyKindOfRefusalHasACode() {
        List<Class<?>> tried =
                refusals().<Class<?>>map(a -> a.get()[0].getClass()).toList();

        assertThat(tried)
                .containsExactlyInAnyOrder(
                        Arrays.stream(Rejection.class.getPermittedSubclasses()).toArray(Class<?>[]::new));
    }

    @Test
    void anOrderStillInFlightLooksLikeANetworkTimeoutThatForbidsToResend() {
        DOOR.path.refuses(new Rejection.StillInFlight(LINK));

        assertThat(retMsg(create())).startsWith("Request timeout: outcome unknown, do not resend; orderLinkId=gw-7");
    }

    @Test
    void whoeverRanOutOfBudgetLearnsWhenToComeAgain() {
        for (Map.Entry<Long, Long> wait : Map.of(700L, 700L, 1L, 50L).entrySet()) {
            DOOR.path.refuses(new Rejection.OutOfBudget("no turn", BudgetBound.UID, wait.getKey()));
            HttpResponse<String> response = create();

            assertThat(header(response, "X-Bapi-Limit-Reset-Timestamp"))
                    .isEqualTo(Long.toString(EXCHANGE_MILLIS + wait.getValue()));
            assertThat(header(response, "X-Bapi-Limit-Status")).isEqualTo("0");
            assertThat(header(response, "X-Bapi-Limit")).isEqualTo("10");
        }
    }

    @Test
    void aReadThatIsRefusedHasNoOutcome() {
        DOOR.path.refuses(new Rejection.NotSent("no connection"));

        assertThat(header(DOOR.get("/v5/order/realtime"), "X-Portcullis-Outcome"))
                .isNull();
    }

    @Test
    void aStrangerDoesNotLearnTheEnvironmentOfAnAccount() {
        DOOR.path.refuses(new Rejection.Unauthenticated("unknown token"));
        assertThat(header(create(), "X-Portcullis-Environment")).isNull();

        DOOR.path.refuses(new Rejection.Halted("alpha is halted"));
        assertThat(header(create(), "X-Portcullis-Environment")).isEqualTo("testnet");
    }
}
