package dev.portcullis.door.v2;

import static dev.portcullis.door.v2.RunningV2Door.body;
import static dev.portcullis.door.v2.RunningV2Door.header;
import static dev.portcullis.door.v2.RunningV2Door.result;
import static dev.portcullis.door.v2.RunningV2Door.retCode;
import static dev.portcullis.door.v2.RunningV2Door.retMsg;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Answer;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.net.URLEncoder;
import java.net.http.HttpResponse;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What an old script reads, what v5 is asked for it, and in which shape it comes back. */
class V2ReadsTest {
    private static final String LIST = "/v2/private/order/list";
    private static final String LINEAR_LIST = "/private/linear/order/list";
    private static final String SEARCH = "/private/linear/order/search";

    private final RunningV2Door door = new RunningV2Door();

    @AfterEach
    void close() {
        door.close();
    }

    private static String order(String id, String status) {
        return "{\"orderId\":\"" + id + "\",\"orderLinkId\":\"link-" + id + "\",\"symbol\":\"BTCUSDT\","
                + "\"price\":\"20010.50\",\"qty\":\"0.100\",\"side\":\"Buy\",\"positionIdx\":1,\"orderStatus\":\""
                + status + "\",\"rejectReason\":\"EC_NoError\",\"leavesQty\":\"0.100\",\"leavesValue\":\"2001.05\","
                + "\"cumExecQty\":\"0\",\"cumExecValue\":\"0\",\"cumExecFee\":\"\",\"timeInForce\":\"PostOnly\","
                + "\"orderType\":\"Limit\",\"takeProfit\":\"\",\"stopLoss\":\"9\",\"tpTriggerBy\":\"\","
                + "\"slTriggerBy\":\"MarkPrice\",\"reduceOnly\":true,\"closeOnTrigger\":false,"
                + "\"createdTime\":\"1672217093461\",\"updatedTime\":\"1672217093999\"}";
    }

    private static String page(String cursor, String... orders) {
        return FakeV2Path.success(
                "{\"list\":[" + String.join(",", orders) + "],\"nextPageCursor\":\"" + cursor + "\"}");
    }

    private List<String> asked() {
        return door.path.calls.stream()
                .map(call -> call.endpoint().path() + "?" + call.rawQuery())
                .toList();
    }

    private static List<String> ids(JsonArray orders) {
        return orders.stream()
                .map(order -> ((JsonObject) order).getString("order_id"))
                .toList();
    }

    @Test
    void theTimeIsInSecondsAndInMillisecondsAndNeedsNoToken() {
        door.path.reads(FakeV2Path.success("{\"timeSecond\":\"1688639403\",\"timeNano\":\"1688639403423213947\"}"));

        HttpResponse<String> answer = door.get("/v2/public/time");

        assertThat(asked()).containsExactly("/v5/market/time?");
        assertThat(retCode(answer)).isZero();
        assertThat(body(answer).getString("time_now")).isEqualTo("1688639403.423213");
        assertThat(result(answer).getLong("server_time")).isEqualTo(1_688_639_403_423L);
        assertThat(header(answer, "X-Portcullis-Outcome")).isNull();
    }

    @Test
    void aTimeWithoutNanosecondsIsTheEnvelopesTime() {
        door.path.reads(FakeV2Path.success("{}"));

        HttpResponse<String> answer = door.get("/v2/public/time");

        assertThat(body(answer).getString("time_now")).isEqualTo("1672217093.461000");
        assertThat(result(answer).getLong("server_time")).isEqualTo(FakeV2Path.TIME);
    }

    @Test
    void theOldListIsFirstV5sOpenOrdersAndThenItsClosedOnes() {
        door.path.reads(page("", order("a", "New")), page("", order("b", "Filled")));

        HttpResponse<String> answer = door.read(LIST, "symbol=BTCUSD");

        assertThat(asked())
                .containsExactly(
                        "/v5/order/realtime?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=20",
                        "/v5/order/history?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=19");
        assertThat(ids(result(answer).getJsonArray("data"))).containsExactly("a", "b");
        assertThat(result(answer).getString("cursor")).isEmpty();
        assertThat(door.path.calls).extracting(Call::requestId).doesNotHaveDuplicates();
    }

    @Test
    void aCursorGoesOnWhereThePageBeforeEnded() {
        door.path.reads(page("p%3D1%26", order("a", "New"), order("b", "New")));
        String cursor = result(door.read(LIST, "symbol=BTCUSD&limit=2")).getString("cursor");
        assertThat(cursor).isEqualTo("open:p%3D1%26");
        door.path.calls.clear();
        door.path.reads(page("", order("c", "New")), page("h1", order("d", "Filled")));

        HttpResponse<String> next =
                door.read(LIST, "symbol=BTCUSD&limit=2&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));

        assertThat(asked().get(0)).endsWith("&limit=2&cursor=p%253D1%2526");
        assertThat(asked().get(1)).startsWith("/v5/order/history?").endsWith("&limit=1");
        assertThat(ids(result(next).getJsonArray("data"))).containsExactly("c", "d");
        assertThat(result(next).getString("cursor")).isEqualTo("closed:h1");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "New | /v5/order/realtime?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=20",
                "Created,New | /v5/order/realtime?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=20",
                "Filled | /v5/order/history?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=20"
                        + "&orderStatus=Filled",
                "Filled,Cancelled | /v5/order/history?category=inverse&symbol=BTCUSD&orderFilter=Order&limit=20"
            })
    void onlyTheListThatCanHoldTheStatesIsAsked(String statuses, String asked) {
        door.path.reads(page("", order("a", "New"), order("b", "Filled"), order("c", "Rejected")));

        HttpResponse<String> answer = door.read(LIST, "symbol=BTCUSD&order_status=" + statuses);

        assertThat(asked()).containsExactly(asked);
        assertThat(ids(result(answer).getJsonArray("data"))).containsExactly(asked.contains("realtime") ? "a" : "b");
    }

    @Test
    void aStateThatNeverWasIsRefused() {
        assertThat(retMsg(door.read(LIST, "symbol=BTCUSD&order_status=Open"))).contains("order_status: must be");
        assertThat(retMsg(door.read(LIST, "symbol=BTCUSD&cursor=abc"))).contains("cursor: must be");
        assertThat(retMsg(door.read(LIST, "symbol=BTCUSD&direction=prev"))).contains("direction: must be");
        assertThat(retMsg(door.read(LIST, "symbol=BTCUSD&limit=51"))).contains("limit: must be");
        assertThat(retMsg(door.read(LIST, "limit=5"))).contains("symbol: is missing");
        assertThat(door.path.calls).isEmpty();
    }

    @Test
    void aLinearPageIsCountedFromTheBeginning() {
        door.path.reads(page("c1", order("a", "New"), order("b", "New")), page("", order("c", "New")), page(""));

        HttpResponse<String> answer = door.read(LINEAR_LIST, "symbol=BTCUSDT&limit=2&page=2&order=desc");

        assertThat(result(answer).getInteger("current_page")).isEqualTo(2);
        assertThat(ids(result(answer).getJsonArray("data"))).containsExactly("c");
        assertThat(asked()).hasSize(3);
    }

    @Test
    void anOrderThatClosesWhileItIsReadIsShownOnceInItsLaterState() {
        door.path.reads(page("", order("a", "New")), page("", order("a", "Filled")));

        JsonArray orders = result(door.read(LINEAR_LIST, "symbol=BTCUSDT")).getJsonArray("data");

        assertThat(orders).hasSize(1);
        assertThat(orders.getJsonObject(0).getString("order_status")).isEqualTo("Filled");
    }

    @Test
    void inverseOrdersHaveTextsAndLinearOnesNumbersDigitByDigit() {
        door.path.reads(page("", order("a", "New")));
        String inverse = door.read(LIST, "symbol=BTCUSD&order_status=New").body();
        door.path.reads(page("", order("a", "New")));
        String linear =
                door.read(LINEAR_LIST, "symbol=BTCUSDT&order_status=New").body();

        assertThat(inverse)
                .contains("\"price\":\"20010.50\"", "\"qty\":\"0.100\"", "\"take_profit\":\"\"", "\"stop_loss\":\"9\"")
                .contains("\"created_at\":\"2022-12-28T08:44:53.461Z\"");
        assertThat(linear)
                .contains("\"price\":20010.50", "\"qty\":0.100", "\"take_profit\":0", "\"stop_loss\":9")
                .contains("\"created_time\":\"2022-12-28T08:44:53Z\"")
                .contains("\"time_in_force\":\"PostOnly\"", "\"reduce_only\":true", "\"position_idx\":1");
    }

    @Test
    void aSearchByIdLooksAmongOpenAndClosedOrdersAndAnswersOne() {
        door.path.reads(page(""), page("", order("a", "Cancelled")));

        HttpResponse<String> answer = door.read(SEARCH, "symbol=BTCUSDT&order_id=a");

        assertThat(asked())
                .containsExactly(
                        "/v5/order/realtime?category=linear&symbol=BTCUSDT&orderId=a&orderFilter=Order&limit=1",
                        "/v5/order/history?category=linear&symbol=BTCUSDT&orderId=a&orderFilter=Order&limit=1");
        assertThat(result(answer).getString("order_status")).isEqualTo("Cancelled");
    }

    @ParameterizedTest
    @CsvSource({"/private/linear/order/search,BTCUSDT,130010", "/v2/private/order,BTCUSD,20001"})
    void anOrderThatIsNowhereHasTheOldCode(String path, String symbol, int retCode) {
        door.path.reads(page(""), page(""));

        HttpResponse<String> answer = door.read(path, "symbol=" + symbol + "&order_link_id=gone");

        assertThat(retCode(answer)).isEqualTo(retCode);
        assertThat(body(answer).getInteger("rate_limit")).isEqualTo(50);
    }

    @Test
    void aSearchWithoutAnIdFollowsTheOpenOrdersToTheirEnd() {
        door.path.reads(page("c1", order("a", "New")), page("", order("b", "PartiallyFilled")));

        HttpResponse<String> answer = door.read(SEARCH, "symbol=BTCUSDT");

        assertThat(ids(body(answer).getJsonArray("result"))).containsExactly("a", "b");
        assertThat(asked()).hasSize(2).allMatch(asked -> asked.startsWith("/v5/order/realtime?"));
    }

    private static String position(String symbol, String side) {
        return "{\"positionIdx\":0,\"symbol\":\"" + symbol + "\",\"side\":\"" + side + "\",\"size\":\"300\","
                + "\"avgPrice\":\"27464.50441675\",\"positionValue\":\"0.01092319\",\"positionStatus\":\"Normal\","
                + "\"leverage\":\"10\",\"liqPrice\":\"\",\"unrealisedPnl\":\"-0.00029413\",\"tradeMode\":0,"
                + "\"cumRealisedPnl\":\"-1.5\",\"createdTime\":\"1676538056258\",\"updatedTime\":\"1697673600012\"}";
    }

    @Test
    void aPositionOfOneSymbolIsAnObjectInTheInverseHalfAndAListInTheLinearOne() {
        door.path.reads(page("", position("BTCUSD", "Sell")));
        HttpResponse<String> inverse = door.read("/v2/private/position/list", "symbol=BTCUSD");
        door.path.reads(page("", position("BTCUSDT", "")));
        HttpResponse<String> linear = door.read("/private/linear/position/list", "symbol=BTCUSDT");

        assertThat(asked())
                .containsExactly(
                        "/v5/position/list?category=inverse&symbol=BTCUSD&limit=200",
                        "/v5/position/list?category=linear&symbol=BTCUSDT&limit=200");
        assertThat(inverse.body())
                .contains("\"side\":\"Sell\"", "\"size\":300", "\"entry_price\":\"27464.50441675\"")
                .contains("\"liq_price\":\"0\"", "\"unrealised_pnl\":-0.00029413", "\"mode\":0");
        assertThat(linear.body())
                .contains("\"result\":[{")
                .contains("\"side\":\"None\"", "\"entry_price\":27464.50441675", "\"mode\":\"MergedSingle\"");
    }

    @Test
    void allPositionsComeAsValidatedItemsOverAllPages() {
        door.path.reads(page("c1", position("BTCUSDT", "Buy")), page("", position("ETHUSDT", "Sell")));

        JsonArray positions =
                body(door.read("/private/linear/position/list", "")).getJsonArray("result");

        assertThat(asked())
                .containsExactly(
                        "/v5/position/list?category=linear&settleCoin=USDT&limit=200",
                        "/v5/position/list?category=linear&settleCoin=USDT&limit=200&cursor=c1");
        assertThat(positions).hasSize(2);
        assertThat(positions.getJsonObject(1).getBoolean("is_valid")).isTrue();
        assertThat(positions.getJsonObject(1).getJsonObject("data").getString("symbol"))
                .isEqualTo("ETHUSDT");
    }

    @Test
    void theWalletIsKeyedByCoinAndKnowsWhatIsFree() {
        door.path.reads(FakeV2Path.success("{\"list\":[{\"accountType\":\"UNIFIED\",\"coin\":[{\"coin\":\"BTC\","
                + "\"equity\":\"1002.10\",\"walletBalance\":\"1000\",\"totalOrderIM\":\"0.1\","
                + "\"totalPositionIM\":\"0.02\",\"locked\":\"0\",\"unrealisedPnl\":\"2.10\","
                + "\"cumRealisedPnl\":\"0\"},{\"coin\":\"ETH\",\"equity\":\"1\",\"walletBalance\":\"1\","
                + "\"totalOrderIM\":\"\",\"totalPositionIM\":\"\"}]}]}"));

        HttpResponse<String> answer = door.read("/v2/private/wallet/balance", "");

        assertThat(asked()).containsExactly("/v5/account/wallet-balance?accountType=UNIFIED");
        assertThat(answer.body())
                .contains("\"BTC\":{\"equity\":1002.10,\"wallet_balance\":1000,")
                .contains("\"used_margin\":0.12", "\"available_balance\":999.88");
        assertThat(result(answer).getJsonObject("ETH").containsKey("available_balance"))
                .isFalse();
    }

    @Test
    void aCoinThatTheWalletDoesNotHoldIsThereWithNothing() {
        door.path.reads(FakeV2Path.success("{\"list\":[{\"coin\":[]}]}"));

        HttpResponse<String> answer = door.read("/v2/private/wallet/balance", "coin=EOS");

        assertThat(asked()).containsExactly("/v5/account/wallet-balance?accountType=UNIFIED&coin=EOS");
        assertThat(result(answer).getJsonObject("EOS").getInteger("wallet_balance"))
                .isZero();
    }

    @Test
    void bybitsRefusalOfAReadKeepsItsLimits() {
        door.path.answers = call -> new Answer.Settled(
                null,
                new AnswerHead(200, List.of(new Header("X-Bapi-Limit", "50"), new Header("X-Bapi-Limit-Status", "0"))),
                Buffer.buffer(FakeV2Path.refusal(10006, "Too many visits!")),
                false);

        HttpResponse<String> answer = door.read("/v2/private/wallet/balance", "");

        assertThat(retCode(answer)).isEqualTo(10006);
        assertThat(body(answer).getInteger("rate_limit_status")).isZero();
        assertThat(header(answer, "X-Portcullis-Outcome")).isNull();
    }

    @ParameterizedTest
    @CsvSource({"<html>", "{}", "{\"retCode\":0", "''"})
    void anAnswerThatIsNoneOfBybitsIsToldAsWhatItIs(String body) {
        door.path.reads(body);

        HttpResponse<String> answer = door.read("/v2/private/position/list", "");

        assertThat(retCode(answer)).isEqualTo(990004);
        assertThat(retMsg(answer)).contains("it was a read, so ask again");
    }
}
