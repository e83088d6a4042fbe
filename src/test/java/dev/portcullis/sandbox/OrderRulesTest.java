package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.sandbox.venue.DuplicatePolicy;
import java.math.BigDecimal;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class OrderRulesTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    @ParameterizedTest
    @ValueSource(strings = {"category", "symbol", "side", "orderType", "qty", "price"})
    void aMissingFieldIsNamed(String field) {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "25000").without(field));

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains(field);
    }

    @ParameterizedTest
    @CsvSource({
        "category, margin",
        "symbol, NOPE",
        "side, buy",
        "orderType, limit",
        "qty, abc",
        "qty, 1e3",
        "qty, -1",
        "qty, 0",
        "price, 0",
        "price, NaN",
        "timeInForce, GTX",
        "orderLinkId, has space",
        "orderLinkId, 0123456789012345678901234567890123456",
        "positionIdx, 7",
        "triggerPrice, x"
    })
    void aWrongValueIsNamed(String field, String value) {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "25000").with(field, value));

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains(field);
    }

    @Test
    void aQuantityAsANumberIsNotAString() {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "25000").with("qty", 1));

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains("qty").contains("string");
    }

    @Test
    void aFlagAsTextIsNotABoolean() {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "25000").with("reduceOnly", "true"));

        assertThat(reply.retMsg()).contains("reduceOnly");
    }

    @ParameterizedTest
    @ValueSource(strings = {"{\"category\":", "[]", "\"text\"", "{} {}"})
    void aBodyThatIsNotOneJsonObjectIsRefused(String body) {
        Reply reply = bot().post("/v5/order/create", body);

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains("JSON");
    }

    @Test
    void aPositionIdxMayBeANumberOrText() {
        assertThat(bot().create(OrderBody.limit("Buy", "0.010", "25000").with("positionIdx", 0))
                        .retCode())
                .isZero();
        assertThat(bot().create(OrderBody.limit("Buy", "0.010", "25000").with("positionIdx", "0"))
                        .retCode())
                .isZero();
    }

    @ParameterizedTest
    @CsvSource({
        "linear, BTCUSDT, 0.0105, 25000, 10001",
        "linear, BTCUSDT, 0.0001, 25000, 10001",
        "linear, BTCUSDT, 2000, 25000, 10001",
        "linear, BTCUSDT, 0.010, 25000.05, 10001",
        "linear, XRPUSDT, 1, 0.4, 110094",
        "spot, BTCUSDT, 0.0000001, 25000, 170137",
        "spot, BTCUSDT, 0.000001, 25000, 170140",
        "spot, BTCUSDT, 84, 25000, 170124",
        "spot, BTCUSDT, 0.01, 25000.05, 170134",
        "spot, BTCUSDT, 0.01, 64000, 170193",
        "spot, NOPEUSDT, 0.01, 25000, 170121"
    })
    void tickLotAndValueAreCheckedInTheCategorysCodes(
            String category, String symbol, String qty, String price, int retCode) {
        Reply reply = bot().create(OrderBody.of(category, symbol).limitOf("Buy", qty, price));

        assertThat(reply.retCode()).isEqualTo(retCode);
        assertThat(running.sandbox().venue().openOrders(RunningSandbox.UID)).isEmpty();
    }

    @Test
    void aSpotSellBelowTheBandIsRefusedWithTheLimit() {
        Reply reply = bot().create(OrderBody.of("spot", "BTCUSDT").limitOf("Sell", "0.01", "56999.9"));

        assertThat(reply.retCode()).isEqualTo(170194);
        assertThat(reply.retMsg()).contains("57000");
    }

    @Test
    void aFuturesPriceOutsideTheBandIsMovedIntoItSilently() {
        bot().create(OrderBody.limit("Sell", "0.010", "61000").linkId("far"));

        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "99999").linkId("priced"));

        assertThat(reply.retCode()).isZero();
        assertThat(bot().realtime("linear", "BTCUSDT", "priced").path("price").asText())
                .isEqualTo("63000.00");
    }

    @Test
    void anOptionNeedsAnOrderLinkId() {
        OrderBody option = OrderBody.of("option", "BTC-27DEC30-60000-C-USDT").limitOf("Buy", "0.01", "5500");

        assertThat(bot().create(option).retMsg()).contains("orderLinkId");
        assertThat(bot().create(option.linkId("opt-1")).retCode()).isZero();
    }

    @ParameterizedTest
    @CsvSource({"linear, 110072, OrderLinkedID is duplicate", "spot, 170141, Duplicate clientOrderId"})
    void anOrderLinkIdIsUsedOnce(String category, int retCode, String retMsg) {
        OrderBody order = OrderBody.of(category, "BTCUSDT")
                .limitOf("Buy", "0.01", "25000")
                .linkId("once");
        bot().create(order);
        bot().post(
                        "/v5/order/cancel",
                        "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"once\"}");

        Reply again = bot().create(order);

        assertThat(again.retCode()).isEqualTo(retCode);
        assertThat(again.retMsg()).isEqualTo(retMsg);
        assertThat(running.sandbox().journal().tally("once").received()).isEqualTo(2);
        assertThat(running.sandbox().journal().tally("once").accepted()).isEqualTo(1);
    }

    @Test
    void aRejectedCreateDoesNotUseUpItsOrderLinkId() {
        bot().create(OrderBody.limit("Buy", "0.0105", "25000").linkId("retry"));

        assertThat(bot().create(OrderBody.limit("Buy", "0.010", "25000").linkId("retry"))
                        .retCode())
                .isZero();
    }

    @Test
    void thePolicyForDuplicatesCanBeLoosened() {
        OrderBody order = OrderBody.limit("Buy", "0.010", "25000").linkId("again");
        bot().create(order);
        running.sandbox().venue().setDuplicatePolicy(DuplicatePolicy.OPEN_ONLY);
        assertThat(bot().create(order).retCode()).isEqualTo(110072);
        bot().post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"again\"}");
        assertThat(bot().create(order).retCode()).isZero();

        running.sandbox().venue().setDuplicatePolicy(DuplicatePolicy.NONE);

        assertThat(bot().create(order).retCode()).isZero();
        assertThat(running.sandbox().journal().tally("again").accepted()).isEqualTo(3);
    }

    @ParameterizedTest
    @CsvSource({"linear, 110001", "spot, 170213"})
    void anUnknownOrderIsNotFound(String category, int retCode) {
        String body = "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"never\"}";

        assertThat(bot().post("/v5/order/cancel", body).retCode()).isEqualTo(retCode);
        assertThat(bot().post("/v5/order/amend", body).retCode()).isEqualTo(retCode);
    }

    @ParameterizedTest
    @CsvSource({"linear, 110010, 110008", "spot, 170142, 170139"})
    void aFinishedOrderSaysHowItFinished(String category, int cancelled, int filled) {
        bot().create(OrderBody.of(category, "BTCUSDT")
                .limitOf("Buy", "0.01", "25000")
                .linkId("gone"));
        bot().create(OrderBody.of(category, "BTCUSDT")
                .limitOf("Buy", "0.01", "60100")
                .linkId("done"));
        String cancelGone = "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"gone\"}";
        String cancelDone = "{\"category\":\"" + category + "\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"done\"}";

        assertThat(bot().post("/v5/order/cancel", cancelGone).retCode()).isZero();
        assertThat(bot().post("/v5/order/cancel", cancelGone).retCode()).isEqualTo(cancelled);
        assertThat(bot().post("/v5/order/cancel", cancelDone).retCode()).isEqualTo(filled);
    }

    @Test
    void aCancelNeedsAnIdAndTheRightSymbol() {
        bot().create(OrderBody.limit("Buy", "0.010", "25000").linkId("mine"));

        Reply noId = bot().post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}");
        Reply otherSymbol = bot().post(
                        "/v5/order/cancel",
                        "{\"category\":\"linear\",\"symbol\":\"ETHUSDT\",\"orderLinkId\":\"mine\"}");

        assertThat(noId.retMsg()).contains("orderId or orderLinkId");
        assertThat(otherSymbol.retCode()).isEqualTo(110001);
    }

    @Test
    void anAmendMustChangeSomethingAndStayAboveWhatIsFilled() {
        bot().create(OrderBody.limit("Buy", "15.000", "60020").linkId("part"));
        String amend = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"part\",";

        Reply unchanged = bot().post("/v5/order/amend", amend + "\"price\":\"60020\"}");
        Reply belowFilled = bot().post("/v5/order/amend", amend + "\"qty\":\"1.000\"}");

        assertThat(unchanged.retCode()).isEqualTo(10001);
        assertThat(belowFilled.retCode()).isEqualTo(110064);
    }

    @Test
    void ordersBeyondTheBalanceAreRefused() {
        running.sandbox().accounts().put(Account.of(3003, "poor").withBalances(Map.of("USDT", new BigDecimal("100"))));
        running.sandbox().accounts().put(ApiKey.hmac("POOR", 3003, "poor-secret"));
        SignedCaller poor = SignedCaller.hmac(running.sandbox().restUrl(), "POOR", "poor-secret");

        assertThat(poor.create(OrderBody.limit("Buy", "0.010", "25000")).retCode())
                .isZero();
        assertThat(poor.create(OrderBody.limit("Buy", "0.040", "25000")).retCode())
                .isEqualTo(110007);
        assertThat(poor.create(OrderBody.of("spot", "BTCUSDT").limitOf("Buy", "0.01", "25000"))
                        .retCode())
                .isEqualTo(170131);
        assertThat(poor.create(OrderBody.of("spot", "BTCUSDT").limitOf("Sell", "0.01", "61000"))
                        .retCode())
                .isEqualTo(170131);
    }

    @Test
    void aPositionIdxMustFitTheMode() {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.010", "25000").with("positionIdx", 1));

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).isEqualTo("position idx not match position mode");
    }

    @Test
    void reduceOnlyNeedsAPosition() {
        Reply reply = bot().create(OrderBody.limit("Sell", "0.010", "61000").with("reduceOnly", true));

        assertThat(reply.retCode()).isEqualTo(110017);
    }

    @Test
    void aSymbolHolds500ActiveOrders() {
        OrderBody order = OrderBody.limit("Buy", "0.001", "25000");
        for (int number = 0; number < 500; number++) {
            running.sandbox().venue().placeForeignOrder(RunningSandbox.UID, order.json());
        }

        assertThat(bot().create(order).retCode()).isEqualTo(110020);
        assertThat(bot().create(OrderBody.of("linear", "ETHUSDT").limitOf("Buy", "0.01", "2000"))
                        .retCode())
                .isZero();
    }

    @Test
    void aSymbolHoldsTenConditionalOrders() {
        OrderBody order = OrderBody.limit("Buy", "0.001", "25000")
                .with("triggerPrice", "61000")
                .with("triggerDirection", 1);
        for (int number = 0; number < 10; number++) {
            assertThat(bot().create(order).retCode()).isZero();
        }

        assertThat(bot().create(order).retCode()).isEqualTo(110009);
    }

    @ParameterizedTest
    @CsvSource({"1, 59000, 110092", "2, 61000, 110093"})
    void aTriggerMustLieOnItsSide(int direction, String triggerPrice, int retCode) {
        Reply reply = bot().create(OrderBody.limit("Buy", "0.001", "25000")
                .with("triggerPrice", triggerPrice)
                .with("triggerDirection", direction));

        assertThat(reply.retCode()).isEqualTo(retCode);
    }

    private SignedCaller bot() {
        return running.caller();
    }
}
