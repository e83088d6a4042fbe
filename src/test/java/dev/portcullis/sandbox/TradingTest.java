package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.sandbox.wire.Category;
import java.math.BigDecimal;
import java.util.Collections;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** At 60000 the market maker quotes ten levels of 1 BTC, 0.5 apart, from 60000.5 up and 59999.5 down. */
class TradingTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    private SignedCaller bot;

    @BeforeEach
    void callOut() {
        bot = running.caller();
    }

    @Test
    void aMarketBuyFillsAtTheAsksAndOpensAPosition() {
        bot.create(OrderBody.market("Buy", "1.500").linkId("m1"));

        JsonNode order = linear("m1");
        assertThat(order.path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(order.path("cumExecQty").asText()).isEqualTo("1.500");
        assertThat(order.path("cumExecValue").asText()).isEqualTo("90001");
        assertThat(order.path("timeInForce").asText()).isEqualTo("IOC");
        assertThat(order.path("leavesQty").asText()).isEqualTo("0");
        JsonNode position = position("BTCUSDT").path(0);
        assertThat(position.path("side").asText()).isEqualTo("Buy");
        assertThat(position.path("size").asText()).isEqualTo("1.500");
        assertThat(position.path("avgPrice").asText()).startsWith("60000.6666");
    }

    @Test
    void eachLevelTakenIsAnExecutionWithAFee() {
        bot.create(OrderBody.market("Buy", "1.500").linkId("m2"));

        JsonNode executions = bot.get("/v5/execution/list", "category=linear&orderLinkId=m2")
                .result()
                .path("list");

        assertThat(executions).hasSize(2);
        JsonNode newest = executions.path(0);
        assertThat(newest.path("execPrice").asText()).isEqualTo("60001.00");
        assertThat(newest.path("execQty").asText()).isEqualTo("0.500");
        assertThat(newest.path("execFee").asText()).isEqualTo("16.500275");
        assertThat(newest.path("feeRate").asText()).isEqualTo("0.00055");
        assertThat(newest.path("isMaker").asBoolean()).isFalse();
        assertThat(newest.path("execId").asText())
                .isNotEmpty()
                .isNotEqualTo(executions.path(1).path("execId").asText());
        assertThat(newest.path("leavesQty").asText()).isEqualTo("0");
        assertThat(executions.path(1).path("leavesQty").asText()).isEqualTo("0.500");
    }

    @Test
    void aLimitOrderBeyondTheDepthRestsPartlyFilled() {
        bot.create(OrderBody.limit("Buy", "3.000", "60001").linkId("p1"));

        JsonNode order = linear("p1");
        assertThat(order.path("orderStatus").asText()).isEqualTo("PartiallyFilled");
        assertThat(order.path("cumExecQty").asText()).isEqualTo("2.000");
        assertThat(order.path("leavesQty").asText()).isEqualTo("1.000");
    }

    @Test
    void aMarketOrderBeyondTheDepthIsCancelledWithItsFills() {
        bot.create(OrderBody.market("Buy", "11.000").linkId("deep"));

        JsonNode order = linear("deep");
        assertThat(order.path("orderStatus").asText()).isEqualTo("Cancelled");
        assertThat(order.path("cumExecQty").asText()).isEqualTo("10.000");
        assertThat(order.path("rejectReason").asText()).isEqualTo("EC_NoEnoughQtyToFill");
    }

    @ParameterizedTest
    @CsvSource({
        "PostOnly, 60001, 0.010, Cancelled, EC_PostOnlyWillTakeLiquidity, 0",
        "PostOnly, 59000, 0.010, New, EC_NoError, 0",
        "IOC, 60000.5, 3.000, Cancelled, EC_NoImmediateQtyToFill, 1.000",
        "IOC, 59000, 0.010, Cancelled, EC_NoImmediateQtyToFill, 0",
        "FOK, 60000.5, 3.000, Cancelled, EC_CancelForNoFullFill, 0",
        "FOK, 60000.5, 1.000, Filled, EC_NoError, 1.000"
    })
    void timeInForceDecidesWhatBecomesOfTheRest(
            String timeInForce, String price, String qty, String status, String reason, String filled) {
        Reply ack = bot.create(OrderBody.limit("Buy", qty, price)
                .with("timeInForce", timeInForce)
                .linkId("tif"));

        assertThat(ack.retCode()).isZero();
        JsonNode order = linear("tif");
        assertThat(order.path("orderStatus").asText()).isEqualTo(status);
        assertThat(order.path("rejectReason").asText()).isEqualTo(reason);
        assertThat(order.path("cumExecQty").asText()).isEqualTo(filled);
    }

    @Test
    void aMovingPriceFillsWhatRests() {
        bot.create(OrderBody.limit("Buy", "0.100", "58000").linkId("wait"));
        assertThat(linear("wait").path("orderStatus").asText()).isEqualTo("New");

        setPrice("57900");

        JsonNode order = linear("wait");
        assertThat(order.path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(order.path("avgPrice").asText()).isEqualTo("58000");
        assertThat(running.sandbox().venue().openOrders(RunningSandbox.UID)).isEmpty();
    }

    @Test
    void twoAccountsTradeWithEachOtherByPriceThenTime() {
        SignedCaller beta = join(2002, "beta");
        bot.create(OrderBody.limit("Buy", "0.100", "59999.9").linkId("first"));
        bot.create(OrderBody.limit("Buy", "0.100", "59999.9").linkId("second"));
        bot.create(OrderBody.limit("Buy", "0.100", "60000.0").linkId("best"));

        beta.create(OrderBody.limit("Sell", "0.150", "59999.9").linkId("taker"));

        assertThat(linear("best").path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(linear("first").path("cumExecQty").asText()).isEqualTo("0.050");
        assertThat(linear("second").path("orderStatus").asText()).isEqualTo("New");
        assertThat(beta.realtime("linear", "BTCUSDT", "taker").path("avgPrice").asText())
                .startsWith("59999.9666");
        JsonNode maker = bot.get("/v5/execution/list", "category=linear&orderLinkId=best")
                .result()
                .at("/list/0");
        assertThat(maker.path("isMaker").asBoolean()).isTrue();
        assertThat(maker.path("feeRate").asText()).isEqualTo("0.0002");
    }

    @Test
    void anAmendToACrossingPriceTakes() {
        bot.create(OrderBody.limit("Buy", "0.100", "59000").linkId("up"));

        bot.post(
                "/v5/order/amend",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"up\",\"price\":\"60001\"}");

        assertThat(linear("up").path("orderStatus").asText()).isEqualTo("Filled");
    }

    @Test
    void closingAPositionRealisesItsProfit() {
        bot.create(OrderBody.market("Buy", "0.500"));
        BigDecimal before = wallet("USDT");
        setPrice("61000");

        bot.create(OrderBody.market("Sell", "0.500").with("reduceOnly", true).linkId("out"));

        // Bought at 60000.5, sold at 60999.5; the fee is 0.055 %.
        BigDecimal fee = new BigDecimal("30499.75").multiply(new BigDecimal("0.00055"));
        assertThat(wallet("USDT").subtract(before)).isEqualByComparingTo(new BigDecimal("499.5").subtract(fee));
        assertThat(position("BTCUSDT").path(0).path("size").asText()).isEqualTo("0");
        assertThat(position("BTCUSDT").path(0).path("side").asText()).isEmpty();
        JsonNode execution = bot.get("/v5/execution/list", "category=linear&orderLinkId=out")
                .result()
                .at("/list/0");
        assertThat(execution.path("closedSize").asText()).isEqualTo("0.500");
    }

    @Test
    void aReduceOnlyOrderIsCutToThePosition() {
        bot.create(OrderBody.market("Buy", "0.500"));

        bot.create(OrderBody.market("Sell", "3.000").with("reduceOnly", true).linkId("cut"));

        assertThat(linear("cut").path("cumExecQty").asText()).isEqualTo("0.500");
        assertThat(linear("cut").path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(position("BTCUSDT").path(0).path("size").asText()).isEqualTo("0");
    }

    @Test
    void quantityZeroClosesTheWholePosition() {
        bot.create(OrderBody.market("Sell", "0.700"));

        Reply reply = bot.create(OrderBody.market("Buy", "0")
                .with("reduceOnly", true)
                .with("closeOnTrigger", true)
                .linkId("all"));

        assertThat(reply.retCode()).isZero();
        assertThat(linear("all").path("cumExecQty").asText()).isEqualTo("0.700");
        assertThat(position("BTCUSDT").path(0).path("size").asText()).isEqualTo("0");
    }

    @Test
    void aRestingReduceOnlyOrderEndsWithItsPosition() {
        bot.create(OrderBody.market("Buy", "0.500"));
        bot.create(OrderBody.limit("Sell", "0.500", "62000")
                .with("reduceOnly", true)
                .linkId("tp"));

        bot.create(OrderBody.market("Sell", "0.500"));

        assertThat(linear("tp").path("orderStatus").asText()).isEqualTo("Cancelled");
        assertThat(linear("tp").path("cancelType").asText()).isEqualTo("CancelByReduceOnly");
    }

    @Test
    void hedgeModeHoldsBothSidesAtOnce() {
        assertThat(bot.post("/v5/position/switch-mode", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"mode\":3}")
                        .retCode())
                .isZero();

        bot.create(OrderBody.market("Buy", "0.300").with("positionIdx", 1));
        bot.create(OrderBody.market("Sell", "0.200").with("positionIdx", 2));
        bot.create(OrderBody.market("Sell", "9.000").with("positionIdx", 1).linkId("closes-long"));

        JsonNode positions = position("BTCUSDT");
        assertThat(positions).hasSize(2);
        assertThat(positions.path(0).path("size").asText()).isEqualTo("0");
        assertThat(positions.path(1).path("side").asText()).isEqualTo("Sell");
        assertThat(positions.path(1).path("size").asText()).isEqualTo("0.200");
        assertThat(linear("closes-long").path("cumExecQty").asText()).isEqualTo("0.300");
        assertThat(bot.create(OrderBody.market("Buy", "0.100")).retCode()).isEqualTo(10001);
    }

    @Test
    void aConditionalOrderWakesUpAtItsTrigger() {
        bot.create(OrderBody.market("Buy", "0.100")
                .with("triggerPrice", "61000")
                .with("triggerDirection", 1)
                .linkId("stop"));
        assertThat(linear("stop").path("orderStatus").asText()).isEqualTo("Untriggered");
        setPrice("60900");
        assertThat(linear("stop").path("orderStatus").asText()).isEqualTo("Untriggered");

        setPrice("61000");

        assertThat(linear("stop").path("orderStatus").asText()).isEqualTo("Filled");
    }

    @Test
    void aTriggerCanBeMovedButNotPastThePrice() {
        bot.create(OrderBody.market("Buy", "0.100")
                .with("triggerPrice", "61000")
                .with("triggerDirection", 1)
                .linkId("stop"));
        String amend = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"stop\",\"triggerPrice\":";

        assertThat(bot.post("/v5/order/amend", amend + "\"59000\"}").retCode()).isEqualTo(110092);
        assertThat(bot.post("/v5/order/amend", amend + "\"60500\"}").retCode()).isZero();
        setPrice("60500");

        assertThat(linear("stop").path("orderStatus").asText()).isEqualTo("Filled");
    }

    @Test
    void aStopThatClosesAllTakesThePositionOfItsHour() {
        bot.create(OrderBody.market("Sell", "0")
                .with("reduceOnly", true)
                .with("closeOnTrigger", true)
                .with("triggerPrice", "59000")
                .with("triggerDirection", 2)
                .linkId("guard"));
        bot.create(OrderBody.market("Buy", "0.300"));

        setPrice("59000");

        assertThat(linear("guard").path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(linear("guard").path("cumExecQty").asText()).isEqualTo("0.300");
        assertThat(position("BTCUSDT").path(0).path("size").asText()).isEqualTo("0");
    }

    @Test
    void aCancelledConditionalOrderIsDeactivated() {
        bot.create(OrderBody.limit("Buy", "0.100", "61000")
                .with("triggerPrice", "61000")
                .with("triggerDirection", 1)
                .linkId("stop"));

        bot.post("/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"stop\"}");

        assertThat(linear("stop").path("orderStatus").asText()).isEqualTo("Deactivated");
    }

    @Test
    void selfMatchPreventionCancelsTheRestingOrder() {
        bot.create(OrderBody.limit("Sell", "0.100", "60000.2").linkId("maker"));

        bot.create(OrderBody.limit("Buy", "0.100", "60000.2")
                .with("smpType", "CancelMaker")
                .linkId("taker"));

        assertThat(linear("maker").path("cancelType").asText()).isEqualTo("CancelBySmp");
        assertThat(linear("taker").path("orderStatus").asText()).isEqualTo("New");
    }

    @Test
    void aSpotMarketBuySpendsQuoteCoin() {
        BigDecimal usdtBefore = wallet("USDT");
        BigDecimal btcBefore = wallet("BTC");

        bot.create(OrderBody.of("spot", "BTCUSDT").marketOf("Buy", "600").linkId("s1"));

        JsonNode order = bot.realtime("spot", "BTCUSDT", "s1");
        assertThat(order.path("orderStatus").asText()).isEqualTo("Filled");
        assertThat(order.path("orderId").asText()).matches("[0-9]{19}");
        assertThat(order.path("marketUnit").asText()).isEqualTo("quoteCoin");
        BigDecimal spent = usdtBefore.subtract(wallet("USDT"));
        assertThat(spent).isLessThanOrEqualTo(new BigDecimal("600")).isGreaterThan(new BigDecimal("599"));
        assertThat(wallet("BTC").subtract(btcBefore)).isGreaterThan(new BigDecimal("0.0099"));
    }

    @Test
    void aSpotSellHoldsItsCoinsUntilItEnds() {
        bot.create(OrderBody.of("spot", "BTCUSDT").limitOf("Sell", "2", "62000").linkId("s2"));
        assertThat(locked("BTC")).isEqualTo("2");

        bot.post("/v5/order/cancel", "{\"category\":\"spot\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"s2\"}");

        assertThat(locked("BTC")).isEqualTo("0");
        assertThat(bot.realtime("spot", "BTCUSDT", "s2").path("orderStatus").asText())
                .isEqualTo("Cancelled");
    }

    @Test
    void aPartlyFilledSpotOrderIsPartiallyFilledCanceled() {
        bot.create(OrderBody.of("spot", "XRPUSDT")
                .limitOf("Buy", "130000", "0.5005")
                .linkId("s3"));
        assertThat(bot.realtime("spot", "XRPUSDT", "s3").path("orderStatus").asText())
                .isEqualTo("PartiallyFilled");

        bot.post("/v5/order/cancel", "{\"category\":\"spot\",\"symbol\":\"XRPUSDT\",\"orderLinkId\":\"s3\"}");

        assertThat(bot.realtime("spot", "XRPUSDT", "s3").path("orderStatus").asText())
                .isEqualTo("PartiallyFilledCanceled");
    }

    @Test
    void inverseContractsAreCountedInDollarsAndSettledInCoins() {
        BigDecimal before = wallet("BTC");

        bot.create(OrderBody.of("inverse", "BTCUSD").marketOf("Buy", "60000").linkId("i1"));

        JsonNode position = bot.get("/v5/position/list", "category=inverse&symbol=BTCUSD")
                .result()
                .at("/list/0");
        assertThat(position.path("size").asText()).isEqualTo("60000");
        assertThat(position.path("positionValue").asText()).startsWith("0.9999");
        assertThat(before.subtract(wallet("BTC"))).isBetween(new BigDecimal("0.00054"), new BigDecimal("0.00056"));
    }

    @Test
    void leverageIsSetOnceAndThenUnchanged() {
        String body = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"buyLeverage\":\"5\",\"sellLeverage\":\"5\"}";

        assertThat(bot.post("/v5/position/set-leverage", body).retCode()).isZero();
        assertThat(bot.post("/v5/position/set-leverage", body).retCode()).isEqualTo(110043);
        assertThat(position("BTCUSDT").path(0).path("leverage").asText()).isEqualTo("5");
    }

    @Test
    void cancelAllTakesWhatItsScopeNames() {
        bot.create(OrderBody.limit("Buy", "0.100", "58000").linkId("btc"));
        bot.create(
                OrderBody.of("linear", "ETHUSDT").limitOf("Buy", "0.10", "2900").linkId("eth"));
        bot.create(
                OrderBody.of("spot", "BTCUSDT").limitOf("Buy", "0.01", "58000").linkId("spot"));

        Reply unscoped = bot.post("/v5/order/cancel-all", "{\"category\":\"linear\"}");
        Reply bySymbol = bot.post("/v5/order/cancel-all", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}");
        Reply spot = bot.post("/v5/order/cancel-all", "{\"category\":\"spot\"}");

        assertThat(unscoped.retCode()).isEqualTo(10001);
        assertThat(bySymbol.result().at("/list/0/orderLinkId").asText()).isEqualTo("btc");
        assertThat(bySymbol.result().path("list")).hasSize(1);
        assertThat(bySymbol.result().path("success").asText()).isEqualTo("1");
        assertThat(spot.result().at("/list/0/orderLinkId").asText()).isEqualTo("spot");
        assertThat(linear("eth").isMissingNode()).isTrue();
        assertThat(bot.realtime("linear", "ETHUSDT", "eth").path("orderStatus").asText())
                .isEqualTo("New");
    }

    @Test
    void aBatchFailsItemByItem() {
        String items = "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.010\","
                + "\"price\":\"58000\",\"orderLinkId\":\"b1\"},"
                + "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"0.0105\","
                + "\"price\":\"58000\",\"orderLinkId\":\"b2\"}";

        Reply reply = bot.post("/v5/order/create-batch", "{\"category\":\"linear\",\"request\":[" + items + "]}");

        assertThat(reply.retCode()).isZero();
        assertThat(reply.result().at("/list/0/orderId").asText()).isNotEmpty();
        assertThat(reply.result().at("/list/0/createAt").asText()).matches("[0-9]{13}");
        assertThat(reply.result().at("/list/1/orderId").asText()).isEmpty();
        assertThat(reply.result().at("/list/1/orderLinkId").asText()).isEqualTo("b2");
        assertThat(reply.json().at("/retExtInfo/list/0/code").asInt(-1)).isZero();
        assertThat(reply.json().at("/retExtInfo/list/1/code").asInt()).isEqualTo(10001);
        assertThat(running.sandbox().journal().tally("b2").received()).isEqualTo(1);
    }

    @ParameterizedTest
    @CsvSource({"spot, 11", "linear, 21", "linear, 0"})
    void aBatchHasAtMostSoManyItems(String category, int items) {
        String list = String.join(",", Collections.nCopies(items, "{\"symbol\":\"BTCUSDT\",\"orderId\":\"x\"}"));

        Reply reply =
                bot.post("/v5/order/cancel-batch", "{\"category\":\"" + category + "\",\"request\":[" + list + "]}");

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains("request");
    }

    private JsonNode linear(String linkId) {
        return bot.realtime("linear", "BTCUSDT", linkId);
    }

    private JsonNode position(String symbol) {
        return bot.get("/v5/position/list", "category=linear&symbol=" + symbol)
                .result()
                .path("list");
    }

    private BigDecimal wallet(String coin) {
        return new BigDecimal(coin(coin).path("walletBalance").asText());
    }

    private String locked(String coin) {
        return coin(coin).path("locked").asText();
    }

    private JsonNode coin(String coin) {
        return bot.get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=" + coin)
                .result()
                .at("/list/0/coin/0");
    }

    private void setPrice(String price) {
        running.sandbox().venue().setReferencePrice(Category.LINEAR, "BTCUSDT", new BigDecimal(price));
    }

    private SignedCaller join(long uid, String name) {
        running.sandbox().accounts().put(Account.of(uid, name));
        running.sandbox().accounts().put(ApiKey.hmac(name, uid, name + "-secret"));
        return SignedCaller.hmac(running.sandbox().restUrl(), name, name + "-secret");
    }
}
