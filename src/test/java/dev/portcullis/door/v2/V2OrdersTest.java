package dev.portcullis.door.v2;

import static dev.portcullis.door.v2.RunningV2Door.FORM;
import static dev.portcullis.door.v2.RunningV2Door.JSON;
import static dev.portcullis.door.v2.RunningV2Door.TOKEN;
import static dev.portcullis.door.v2.RunningV2Door.body;
import static dev.portcullis.door.v2.RunningV2Door.header;
import static dev.portcullis.door.v2.RunningV2Door.result;
import static dev.portcullis.door.v2.RunningV2Door.retCode;
import static dev.portcullis.door.v2.RunningV2Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.DoorName;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Presented;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.http.HttpResponse;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What an old script sends to place, replace and cancel, what v5 gets of it, and what the script hears. */
class V2OrdersTest {
    private static final String CREATE = "/v2/private/order/create";
    private static final String LIMIT = "side=Buy&symbol=BTCUSD&order_type=Limit&qty=100&price=20010.5";

    private final RunningV2Door door = new RunningV2Door();

    @AfterEach
    void close() {
        door.close();
    }

    private static JsonObject limitOfV5() {
        return new JsonObject()
                .put("category", "inverse")
                .put("symbol", "BTCUSD")
                .put("side", "Buy")
                .put("orderType", "Limit")
                .put("qty", "100")
                .put("price", "20010.5")
                .put("timeInForce", "GTC")
                .put("orderLinkId", "mine-1");
    }

    @Test
    void aFormAQueryAndAJsonObjectAreTheSameOrder() {
        String more = "&time_in_force=GoodTillCancel&order_link_id=mine-1&sign=deadbeef&recv_window=5000&timestamp=17";
        door.form(CREATE, LIMIT + more);
        door.post(CREATE + "?api_key=" + TOKEN + "&" + LIMIT + more, FORM, "");
        door.json(
                CREATE,
                "\"side\":\"Buy\",\"symbol\":\"BTCUSD\",\"order_type\":\"Limit\",\"qty\":100,"
                        + "\"price\":20010.5,\"time_in_force\":\"GoodTillCancel\",\"order_link_id\":\"mine-1\","
                        + "\"sign\":\"deadbeef\",\"recv_window\":5000,\"time\":1700000000000");
        door.post(CREATE + "?api_key=" + TOKEN, FORM, LIMIT + more);

        assertThat(door.path.calls).hasSize(4).allSatisfy(call -> {
            assertThat(new JsonObject(call.body().bytes())).isEqualTo(limitOfV5());
            assertThat(call.endpoint()).isEqualTo(EndpointTable.ORDER_CREATE);
            assertThat(call.rawQuery()).isEmpty();
            assertThat(call.origin().door()).isEqualTo(DoorName.V2);
            assertThat(call.origin().presented()).isEqualTo(new Presented.Token(TOKEN));
        });
    }

    @Test
    void aJsonObjectUnderTheLabelOfAFormIsReadAsWhatItIs() {
        door.post(
                CREATE,
                FORM,
                "{\"api_key\":\"" + TOKEN + "\",\"side\":\"Buy\",\"symbol\":\"BTCUSD\","
                        + "\"order_type\":\"Market\",\"qty\":1}");

        assertThat(door.sent().getString("orderType")).isEqualTo("Market");
    }

    @ParameterizedTest
    @CsvSource({"GoodTillCancel,GTC", "ImmediateOrCancel,IOC", "FillOrKill,FOK", "PostOnly,PostOnly"})
    void everyTimeInForceHasItsWordInV5(String old, String v5) {
        HttpResponse<String> answer = door.form(CREATE, LIMIT + "&time_in_force=" + old);

        assertThat(door.sent().getString("timeInForce")).isEqualTo(v5);
        assertThat(result(answer).getString("time_in_force")).isEqualTo(old);
    }

    @ParameterizedTest
    @CsvSource({"Limit&price=1,GTC", "Market,IOC"})
    void aMissingTimeInForceIsWhatTheOrderTypeMeans(String type, String v5) {
        door.form(CREATE, "side=Sell&symbol=BTCUSD&qty=1&order_type=" + type);

        assertThat(door.sent().getString("timeInForce")).isEqualTo(v5);
    }

    @Test
    void everyFurtherFieldIsTranslated() {
        door.json(
                "/private/linear/order/create",
                "\"side\":\"Buy\",\"symbol\":\"BTCUSDT\",\"order_type\":\"Limit\","
                        + "\"qty\":0.010,\"price\":1e-05,\"time_in_force\":\"PostOnly\",\"reduce_only\":true,"
                        + "\"close_on_trigger\":false,\"take_profit\":\"30000.0\",\"stop_loss\":10000,"
                        + "\"tp_trigger_by\":\"MarkPrice\",\"sl_trigger_by\":\"IndexPrice\",\"position_idx\":1,"
                        + "\"order_link_id\":\"mine-2\"");

        assertThat(door.sent())
                .isEqualTo(new JsonObject()
                        .put("category", "linear")
                        .put("symbol", "BTCUSDT")
                        .put("side", "Buy")
                        .put("orderType", "Limit")
                        .put("qty", "0.010")
                        .put("price", "0.00001")
                        .put("timeInForce", "PostOnly")
                        .put("reduceOnly", true)
                        .put("closeOnTrigger", false)
                        .put("takeProfit", "30000.0")
                        .put("stopLoss", "10000")
                        .put("tpTriggerBy", "MarkPrice")
                        .put("slTriggerBy", "IndexPrice")
                        .put("positionIdx", 1)
                        .put("orderLinkId", "mine-2"));
    }

    @ParameterizedTest
    @CsvSource({"true,true", "True,true", "false,false", "False,false"})
    void aFlagOfAFormIsAFlag(String text, boolean flag) {
        door.form(CREATE, LIMIT + "&reduce_only=" + text);

        assertThat(door.sent().getBoolean("reduceOnly")).isEqualTo(flag);
        assertThat(door.path.onlyCall().body().orders().get(0).terms().reduceOnly())
                .isEqualTo(flag);
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/private/order/create,BTCUSD,inverse",
        "/v2/private/order/create,BTCUSDH26,inverse",
        "/v2/private/order/create,BTCUSDT,linear",
        "/private/linear/order/create,BTCUSDT,linear",
        "/private/linear/order/create,BTCPERP,linear"
    })
    void pathAndSymbolSayTheCategory(String path, String symbol, String category) {
        door.form(path, "side=Buy&order_type=Market&qty=1&symbol=" + symbol);

        assertThat(door.sent().getString("category")).isEqualTo(category);
    }

    @Test
    void theAnswerToACreateIsTheWholeOrderInTheOldEnvelope() {
        HttpResponse<String> answer = door.form(CREATE, LIMIT + "&order_link_id=mine-1");

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(answer.body())
                .contains("\"price\":20010.5,", "\"qty\":100,", "\"leaves_qty\":100,", "\"ext_code\":\"\"");
        JsonObject envelope = body(answer);
        assertThat(envelope.getInteger("ret_code")).isZero();
        assertThat(envelope.getString("ret_msg")).isEqualTo("OK");
        assertThat(envelope.getString("time_now")).isEqualTo("1672217093.461000");
        assertThat(envelope.getInteger("rate_limit")).isEqualTo(10);
        assertThat(envelope.getInteger("rate_limit_status")).isEqualTo(10);
        assertThat(envelope.getLong("rate_limit_reset_ms")).isEqualTo(FakeV2Path.TIME);
        assertThat(envelope.getJsonObject("result").getMap())
                .containsEntry("order_id", FakeV2Path.ORDER_ID)
                .containsEntry("order_link_id", "mine-1")
                .containsEntry("symbol", "BTCUSD")
                .containsEntry("side", "Buy")
                .containsEntry("order_type", "Limit")
                .containsEntry("time_in_force", "GoodTillCancel")
                .containsEntry("order_status", "Created")
                .containsEntry("cum_exec_qty", 0)
                .containsEntry("reject_reason", "EC_NoError")
                .containsEntry("created_at", "2022-12-28T08:44:53.461Z");
        assertThat(header(answer, "X-Portcullis-Outcome")).isEqualTo("acked");
        assertThat(header(answer, "X-Portcullis-Order-Link-Id")).isEqualTo("mine-1");
        assertThat(header(answer, "X-Portcullis-Environment")).isEqualTo("testnet");
        assertThat(header(answer, "X-Portcullis-Request-Id")).isNotBlank();
    }

    @Test
    void aCreateWithoutAnOrderLinkIdGetsOneAndHearsIt() {
        HttpResponse<String> answer = door.form(CREATE, LIMIT);

        String link = door.sent().getString("orderLinkId");
        assertThat(link).startsWith("g");
        assertThat(result(answer).getString("order_link_id")).isEqualTo(link);
        assertThat(header(answer, "X-Portcullis-Order-Link-Id")).isEqualTo(link);
    }

    @Test
    void theLinearTwinHasItsOwnNamesOfMoments() {
        HttpResponse<String> answer =
                door.form("/private/linear/order/create", "side=Buy&symbol=BTCUSDT&order_type=Limit&qty=0.1&price=2");

        assertThat(result(answer).getString("created_time")).isEqualTo("2022-12-28T08:44:53Z");
        assertThat(result(answer).containsKey("created_at")).isFalse();
    }

    @Test
    void rateFieldsAreThoseOfBybitsAnswer() {
        door.path.settles(
                new Outcome.Acked(Optional.empty()),
                FakeV2Path.success("{\"orderId\":\"1\",\"orderLinkId\":\"mine-1\"}"),
                new Header("X-Bapi-Limit", "20"),
                new Header("X-Bapi-Limit-Status", "17"),
                new Header("X-Bapi-Limit-Reset-Timestamp", "1672217093999"));

        JsonObject envelope = body(door.form(CREATE, LIMIT + "&order_link_id=mine-1"));

        assertThat(envelope.getInteger("rate_limit")).isEqualTo(20);
        assertThat(envelope.getInteger("rate_limit_status")).isEqualTo(17);
        assertThat(envelope.getLong("rate_limit_reset_ms")).isEqualTo(1_672_217_093_999L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/v2/private/order/replace", "/private/linear/order/replace"})
    void aReplaceIsAnAmend(String path) {
        HttpResponse<String> answer = door.json(
                path,
                "\"symbol\":\"BTCUSDT\",\"order_id\":\"abc-1\",\"order_link_id\":\"\","
                        + "\"p_r_qty\":\"0.02\",\"p_r_price\":21000.50,\"stop_loss\":0");

        assertThat(door.path.onlyCall().endpoint()).isEqualTo(EndpointTable.ORDER_AMEND);
        assertThat(door.sent())
                .isEqualTo(new JsonObject()
                        .put("category", "linear")
                        .put("symbol", "BTCUSDT")
                        .put("orderId", "abc-1")
                        .put("qty", "0.02")
                        .put("price", "21000.50")
                        .put("stopLoss", "0"));
        assertThat(result(answer).getString("order_id")).isEqualTo(FakeV2Path.ORDER_ID);
    }

    @Test
    void aCancelNamesItsOrderByEitherId() {
        door.form("/v2/private/order/cancel", "symbol=BTCUSD&order_link_id=mine-1");
        door.form("/private/linear/order/cancel", "symbol=BTCUSDT&order_id=abc");

        assertThat(door.path.calls).extracting(Call::endpoint).containsOnly(EndpointTable.ORDER_CANCEL);
        assertThat(new JsonObject(door.path.calls.get(0).body().bytes()))
                .isEqualTo(
                        new JsonObject("{\"category\":\"inverse\",\"symbol\":\"BTCUSD\",\"orderLinkId\":\"mine-1\"}"));
        assertThat(new JsonObject(door.path.calls.get(1).body().bytes()))
                .isEqualTo(new JsonObject("{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"abc\"}"));
    }

    @Test
    void aCancelAllCancelsWhatWaitsInTheBookAndListsItInTheFamilysWay() {
        door.path.settles(
                new Outcome.Acked(Optional.empty()),
                FakeV2Path.success("{\"list\":[{\"orderId\":\"a\",\"orderLinkId\":\"x\"}],\"success\":\"1\"}"));

        HttpResponse<String> inverse = door.form("/v2/private/order/cancelAll", "symbol=BTCUSD");
        HttpResponse<String> linear = door.form("/private/linear/order/cancel-all", "symbol=BTCUSDT");

        assertThat(new JsonObject(door.path.calls.get(0).body().bytes()))
                .isEqualTo(
                        new JsonObject("{\"category\":\"inverse\",\"symbol\":\"BTCUSD\",\"orderFilter\":\"Order\"}"));
        assertThat(body(inverse).getJsonArray("result").getJsonObject(0).getMap())
                .containsEntry("clOrdID", "a")
                .containsEntry("order_link_id", "x")
                .containsEntry("symbol", "BTCUSD");
        assertThat(body(linear).getJsonArray("result")).isEqualTo(new JsonArray(List.of("a")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=1 | price: is missing",
                "symbol=BTCUSD&qty=1 | side: is missing",
                LIMIT + "&side_effect=1 | side_effect: is not known here",
                LIMIT + "&base_price=1 | base_price: is not known here",
                LIMIT + "&stop_px=1 | stop_px: is not known here",
                LIMIT + "&reduce_only=yes | reduce_only: must be true or false",
                LIMIT + "&position_idx=3 | position_idx: must be 0, 1 or 2",
                LIMIT + "&time_in_force=GTC | must be one of FillOrKill, GoodTillCancel",
                LIMIT + "&tp_trigger_by=Last | tp_trigger_by: must be one of",
                LIMIT + "&order_link_id=with space | order_link_id: must be 1 to 36",
                "side=buy&symbol=BTCUSD&order_type=Limit&qty=1&price=1 | side: must be one of Buy, Sell",
                "side=Buy&symbol=btcusd&order_type=Limit&qty=1&price=1 | symbol: must be an upper-case name",
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=-1&price=1 | qty: must be a decimal",
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=1&price=1,5 | price: must be a decimal",
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=1&price=1e99 | price: must be a decimal",
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=0x10&price=1 | qty: must be a decimal",
                "side=Buy&symbol=BTCUSD&order_type=Limit&qty=NaN&price=1 | qty: must be a decimal",
                LIMIT + "&recv_window=soon | recv_window: must be a number of milliseconds"
            })
    void whateverIsWrongIsNamedAndNothingIsSent(String fields, String words) {
        HttpResponse<String> answer = door.form(CREATE, fields.replace(" ", "%20"));

        assertThat(answer.statusCode()).isEqualTo(200);
        assertThat(retCode(answer)).as(answer.body()).isEqualTo(10001);
        assertThat(retMsg(answer)).contains(words);
        assertThat(header(answer, "X-Portcullis-Outcome")).isEqualTo("not_sent");
        assertThat(door.path.calls).isEmpty();
        assertThat(door.refusals.refused).hasSize(1);
    }

    @Test
    void allThatIsWrongIsNamedAtOnce() {
        HttpResponse<String> answer = door.form(CREATE, "side=Up&qty=much&colour=red");

        assertThat(retMsg(answer))
                .contains("side: must be one of")
                .contains("qty: must be a decimal")
                .contains("colour: is not known here")
                .contains("symbol: is missing")
                .contains("order_type: is missing")
                .doesNotContain("side: is missing");
    }

    @ParameterizedTest
    @CsvSource({
        "/v2/private/order/cancel,symbol=BTCUSD,order_id: is missing",
        "/v2/private/order/replace,symbol=BTCUSD&order_id=a,p_r_qty: is missing",
        "/v2/private/order/replace,symbol=BTCUSD&p_r_qty=1,order_id: is missing",
        "/v2/private/order/cancelAll,side=Buy,side: is not known here"
    })
    void aChangeMustSayWhichOrderAndWhat(String path, String fields, String words) {
        assertThat(retMsg(door.form(path, fields))).contains(words);
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void recvWindowIsPassedOnWithinBounds() {
        door.form(CREATE, LIMIT + "&recv_window=800");
        door.form(CREATE, LIMIT + "&recv_window=10000000");
        door.form(CREATE, LIMIT);

        assertThat(door.path.calls)
                .extracting(call -> call.timing().recvWindowMillis())
                .containsExactly(800, 60_000, 5_000);
    }

    @Test
    void anAccountIsNamedByThePathOrBehindTheToken() {
        door.form("/accounts/alpha" + CREATE, LIMIT);
        door.form("/accounts/alpha/private/linear/order/create", LIMIT);
        door.post(CREATE, FORM, "api_key=" + TOKEN + "%40beta&" + LIMIT);

        assertThat(door.path.calls)
                .extracting(Call::wantedAccount)
                .containsExactly(new AccountId("alpha"), new AccountId("alpha"), new AccountId("beta"));
        assertThat(retCode(door.form("/accounts/AL..PHA" + CREATE, LIMIT))).isEqualTo(10001);
    }

    @Test
    void aTokenMayAlsoComeInAHeader() {
        door.post(
                CREATE,
                JSON,
                "{\"side\":\"Buy\",\"symbol\":\"BTCUSD\",\"order_type\":\"Market\",\"qty\":1}",
                "Authorization",
                "Bearer " + TOKEN);

        assertThat(door.path.onlyCall().origin().presented()).isEqualTo(new Presented.Token(TOKEN));
    }
}
