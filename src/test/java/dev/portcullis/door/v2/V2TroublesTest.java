package dev.portcullis.door.v2;

import static dev.portcullis.door.v2.RunningV2Door.EXCHANGE_MILLIS;
import static dev.portcullis.door.v2.RunningV2Door.FORM;
import static dev.portcullis.door.v2.RunningV2Door.TOKEN;
import static dev.portcullis.door.v2.RunningV2Door.body;
import static dev.portcullis.door.v2.RunningV2Door.header;
import static dev.portcullis.door.v2.RunningV2Door.retCode;
import static dev.portcullis.door.v2.RunningV2Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.BudgetBound;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Verb;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What goes wrong, in the old envelope: what an old script must not misunderstand. */
class V2TroublesTest {
    private static final String CREATE = "/v2/private/order/create";
    private static final String LINEAR_CREATE = "/private/linear/order/create";
    private static final String ORDER = "side=Buy&symbol=BTCUSD&order_type=Market&qty=1&order_link_id=mine-1";

    private final RunningV2Door door = new RunningV2Door();

    @AfterEach
    void close() {
        door.close();
    }

    @Test
    void everyRefusalOfTheGateHasACode() {
        assertThat(Rejection.class.getPermittedSubclasses())
                .isNotEmpty()
                .allSatisfy(type -> assertThat(OldCodes.isKnown(type.asSubclass(Rejection.class)))
                        .as(type.getSimpleName())
                        .isTrue());
    }

    @Test
    void anUnknownOutcomeNeverLooksLikeARefusal() {
        door.path.settles(
                new Outcome.Unknown("no answer came within 1500 ms"),
                FakeV2Path.refusal(170007, "Request timeout: outcome unknown, do not resend; orderLinkId=mine-1"));

        HttpResponse<String> answer = door.form(CREATE, ORDER);

        JsonObject envelope = body(answer);
        assertThat(envelope.getInteger("ret_code")).isEqualTo(990003);
        assertThat(envelope.getString("ret_msg"))
                .startsWith("outcome unknown, do not resend; order_link_id=mine-1")
                .contains("no answer came within 1500 ms");
        assertThat(envelope.getString("ext_code")).isEqualTo("unknown");
        assertThat(envelope.getString("ext_info")).contains("no refusal", "may have been carried out");
        assertThat(header(answer, "X-Portcullis-Outcome")).isEqualTo("unknown");
        assertThat(header(answer, "X-Portcullis-Order-Link-Id")).isEqualTo("mine-1");
    }

    @Test
    void anAnswerWithoutAnOutcomeIsUnknownToo() {
        door.path.settles(null, "<html>");

        assertThat(retCode(door.form(CREATE, ORDER))).isEqualTo(990003);
    }

    @Test
    void whatIsStillInFlightIsUnknown() {
        door.path.refuses(new Rejection.StillInFlight(new OrderLinkId("mine-1")));

        HttpResponse<String> answer = door.form(CREATE, ORDER);

        assertThat(retCode(answer)).isEqualTo(990003);
        assertThat(body(answer).getString("ext_code")).isEqualTo("unknown");
        assertThat(header(answer, "X-Portcullis-Outcome")).isEqualTo("unknown");
    }

    @ParameterizedTest
    @CsvSource({
        "110001,20001,130010",
        "110008,30032,130010",
        "110010,30037,130010",
        "110007,30031,130021",
        "110012,30031,130021",
        "110072,20094,20094",
        "10014,20094,20094",
        "10001,10001,10001",
        "10005,10005,10005",
        "10006,10006,10006",
        "33004,33004,33004",
        "110049,10001,10001",
        "110017,110017,110017",
        "4711,4711,4711"
    })
    void bybitsRefusalHasTheNearestOldCodeAndKeepsItsOwn(int v5, int inverse, int linear) {
        door.path.settles(new Outcome.Rejected(v5), FakeV2Path.refusal(v5, "the words of Bybit"));

        HttpResponse<String> old = door.form(CREATE, ORDER);
        HttpResponse<String> twin = door.form(LINEAR_CREATE, ORDER.replace("BTCUSD", "BTCUSDT"));

        assertThat(retCode(old)).isEqualTo(inverse);
        assertThat(retCode(twin)).isEqualTo(linear);
        assertThat(body(old).getString("ext_code")).isEqualTo(Integer.toString(v5));
        assertThat(retMsg(old)).isEqualTo("the words of Bybit");
        assertThat(header(old, "X-Portcullis-Outcome")).isEqualTo("rejected");
    }

    @Test
    void aSignedStringThatBybitEchoesIsNotShown() {
        door.path.settles(
                new Outcome.Rejected(10004), FakeV2Path.refusal(10004, "error sign! origin_string[1700KEY5000]"));

        assertThat(door.form(CREATE, ORDER).body()).contains("10004").doesNotContain("1700KEY5000");
    }

    @Test
    void aFullBudgetSaysWhenThereIsRoomAgain() {
        door.path.refuses(new Rejection.OutOfBudget("no turn in time; UID 5 bound it", BudgetBound.UID, 700));

        JsonObject envelope = body(door.form(CREATE, ORDER));

        assertThat(envelope.getInteger("ret_code")).isEqualTo(10006);
        assertThat(envelope.getInteger("rate_limit_status")).isZero();
        assertThat(envelope.getLong("rate_limit_reset_ms")).isEqualTo(EXCHANGE_MILLIS + 700);
        assertThat(envelope.getString("time_now")).isEqualTo("1700000000.123000");
    }

    @Test
    void theGatesOwnNoSaysWhatToDo() {
        door.path.refuses(new Rejection.Halted("account alpha is halted; ask an operator"));
        assertThat(retCode(door.form(CREATE, ORDER))).isEqualTo(990002);
        door.path.refuses(new Rejection.NotSent("the exchange cannot be reached; try again"));
        HttpResponse<String> notSent = door.form(CREATE, ORDER);
        assertThat(retCode(notSent)).isEqualTo(990004);
        assertThat(header(notSent, "X-Portcullis-Outcome")).isEqualTo("not_sent");
        door.path.refuses(new Rejection.AlreadyNotPlaced(new OrderLinkId("mine-1")));
        HttpResponse<String> absent = door.form(CREATE, ORDER);
        assertThat(retCode(absent)).isEqualTo(990005);
        assertThat(header(absent, "X-Portcullis-Outcome")).isEqualTo("not_placed");
    }

    @Test
    void aStrangerIsNotToldWhereAnAccountIs() {
        door.path.refuses(new Rejection.NotGranted("bot1 has no grant on alpha"));

        HttpResponse<String> write = door.form(CREATE, ORDER);
        HttpResponse<String> read = door.read("/v2/private/position/list", "");

        assertThat(retCode(write)).isEqualTo(10005);
        assertThat(retCode(read)).isEqualTo(10005);
        assertThat(header(write, "X-Portcullis-Environment")).isNull();
        assertThat(header(read, "X-Portcullis-Environment")).isNull();
    }

    @Test
    void whatIsNotServedNamesItsSuccessor() {
        HttpResponse<String> answer = door.form("/v2/private/stop-order/create", ORDER);

        assertThat(retCode(answer)).isEqualTo(10017);
        assertThat(retMsg(answer))
                .contains("POST /v2/private/stop-order/create")
                .contains("POST /v5/order/create with triggerPrice, triggerDirection and triggerBy");
        assertThat(header(answer, "X-Portcullis-Outcome")).isEqualTo("not_sent");
        assertThat(door.path.calls).isEmpty();
        assertThat(door.refusals.refused).hasSize(1);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/private/wallet/withdraw/list,moves money or manages keys",
        "/private/linear/position/set-leverage,POST /v5/position/set-leverage",
        "/v2/private/position/leverage/save,POST /v5/position/set-leverage",
        "/v2/private/position/risk-limit,none: Bybit sets risk limits",
        "/v2/private/account/api-key,GET /v5/user/query-api",
        "/v2/private/funding/prev-funding,GET /v5/account/transaction-log",
        "/v2/public/symbols,GET /v5/market/instruments-info",
        "/public/linear/kline,GET /v5/market/kline",
        "/futures/private/order/create,POST /v2/private/order/create",
        "/v2/private/nothing/like/it,no successor",
        "/v2/private/order/cancelall,no successor",
        "/accounts/alpha/v2/private/execution/list,GET /v5/execution/list"
    })
    void everyOldEndpointThatIsNotServedSaysWhatIs(String path, String words) {
        HttpResponse<String> answer = door.read(path, "");

        assertThat(retCode(answer)).isEqualTo(10017);
        assertThat(retMsg(answer)).contains(words);
    }

    @Test
    void everySuccessorIsServedByTheV5Door() {
        assertThat(Successors.endpointsOfV5()).hasSizeGreaterThan(30).allSatisfy(named -> {
            String[] parts = named.split(" ", 2);
            assertThat(EndpointTable.find(Verb.valueOf(parts[0]), parts[1]))
                    .as(named)
                    .isPresent();
        });
    }

    @Test
    void theWrongMethodIsNamed() {
        assertThat(retMsg(door.read(CREATE, ""))).contains("is asked by POST, not by GET");
        assertThat(retMsg(door.form("/v2/public/time", "a=b"))).contains("is asked by GET, not by POST");
    }

    @Test
    void aSignedClientIsSentToTheV5Door() {
        HttpResponse<String> answer = door.post(CREATE, FORM, "api_key=pcs_abcd123456&" + ORDER);

        assertThat(retCode(answer)).isEqualTo(10004);
        assertThat(retMsg(answer)).contains("/v5/");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"api_key\":1}",
                "{\"api_key\":{\"a\":1},\"symbol\":\"BTCUSD\"}",
                "{\"symbol\":\"BTCUSD\",\"symbol\":\"ETHUSD\"}",
                "{\"symbol\":[\"BTCUSD\"],\"side\":{\"a\":1},\"qty\":true}",
                "{\"symbol\":\"BTCUSD\"} trailing",
                "{\"qty\":NaN}",
                "{\"qty\":1e400}",
                "{\"qty\":99999999999999999999999999999999999999999999999999999999999999999}",
                "{",
                "[]",
                "\"text\"",
                "null",
                "\u0000",
                "{\"a\":\"\\ud800\"}",
                "a=%zz",
                "a=%c3%28",
                "a=%2",
                "a=1&a=2",
                "=1",
                "symbol=BTCUSD&symbol=BTCUSD",
                "symbol=%00",
                "symbol=BTCUSD%0d%0aX: y",
                "<xml/>",
                "--boundary\r\nContent-Disposition: form-data; name=\"symbol\"\r\n\r\nBTCUSD"
            })
    void badInputIsRefusedInTheOldEnvelopeAndNothingIsSent(String raw) {
        HttpResponse<String> answer = door.post(CREATE, FORM, raw);

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(retCode(answer)).as(answer.body()).isEqualTo(10001);
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void aMultipartFormIsToldWhatToSend() {
        HttpResponse<String> answer = door.post(CREATE, "multipart/form-data; boundary=x", "--x\r\n\r\n--x--");

        assertThat(retMsg(answer)).contains("multipart");
    }

    @Test
    void oneNameWithTwoValuesIsRefusedWhereverTheyCome() {
        HttpResponse<String> answer =
                door.post(CREATE + "?api_key=" + TOKEN + "&qty=1", FORM, ORDER.replace("qty=1", "qty=2"));

        assertThat(retMsg(answer)).contains("in the query and in the body, with two values");
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void moreParametersThanAnyScriptHasAreRefused() {
        String many = IntStream.range(0, 200).mapToObj(i -> "p" + i + "=1").collect(Collectors.joining("&"));

        assertThat(retMsg(door.post(CREATE, FORM, many))).contains("at most 100");
    }

    @Test
    void aRefusalIsNever403() {
        for (String path : List.of(CREATE, "/v2/private/wallet/withdraw/list", "/v2/nothing")) {
            assertThat(door.post(path, FORM, "").statusCode()).isEqualTo(200);
        }
    }
}
