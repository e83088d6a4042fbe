package dev.portcullis.bybit.normal;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Category;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalOrderTest {
    private static ObjectNode order(String members) {
        return NormalOrder.of(Category.LINEAR, item(members));
    }

    static JsonNode item(String members) {
        String page = "{\"retCode\":0,\"result\":{\"list\":[{" + members.replace('\'', '"') + "}]}}";
        return V5Page.read(Buffer.buffer(page)).items().get(0);
    }

    @Test
    void anOrderOfBybitIsShownInTheGatesWords() {
        ObjectNode order = order("'orderId':'fd43','orderLinkId':'mine','symbol':'ETHUSDT','side':'Buy',"
                + "'orderType':'Limit','timeInForce':'PostOnly','price':'1600.00','qty':'0.10','orderStatus':'New',"
                + "'cancelType':'UNKNOWN','rejectReason':'EC_NoError','avgPrice':'','leavesQty':'0.10',"
                + "'positionIdx':1,'isLeverage':'','reduceOnly':false,'smpType':'None','triggerBy':'LastPrice',"
                + "'triggerDirection':0,'cumFeeDetail':{'USDT':'0.00242968'},'marketUnit':'quoteCoin',"
                + "'createdTime':'1684738540559','updatedTime':1684738540561,'someNewField':'x'");

        assertThat(order.toString().replace('"', '\''))
                .isEqualTo("{'orderId':'fd43','orderLinkId':'mine','symbol':'ETHUSDT','side':'buy','type':'limit',"
                        + "'qty':'0.10','price':'1600.00','timeInForce':'post_only','positionIdx':1,"
                        + "'marketUnit':'quote','reduceOnly':false,'leavesQty':'0.10',"
                        + "'cumFeeDetail':{'USDT':'0.00242968'},'triggerBy':'last','smpType':'none',"
                        + "'createdTime':'2023-05-22T06:55:40.559Z','updatedTime':'2023-05-22T06:55:40.561Z',"
                        + "'category':'linear','status':'open'}");
    }

    @ParameterizedTest
    @CsvSource({
        "Created, accepted",
        "New, open",
        "Active, open",
        "PartiallyFilled, partially_filled",
        "Untriggered, untriggered",
        "Triggered, accepted",
        "Rejected, rejected",
        "PartiallyFilledCanceled, cancelled",
        "Filled, filled",
        "Cancelled, cancelled",
        "Deactivated, deactivated"
    })
    void everyStateOfBybitHasAWord(String bybits, String ours) {
        ObjectNode order = order("'orderStatus':'" + bybits + "'");

        assertThat(order.path("status").asText()).isEqualTo(ours);
        assertThat(order.has("exchangeStatus")).isFalse();
    }

    @Test
    void aStateThatBybitHasAddedSinceIsUnknownAndNamed() {
        ObjectNode order = order("'orderStatus':'HalfFrozen'");

        assertThat(order.path("status").asText()).isEqualTo("unknown");
        assertThat(order.path("exchangeStatus").asText()).isEqualTo("HalfFrozen");
    }

    @Test
    void anOrderWithoutAStateIsUnknown() {
        assertThat(order("'orderId':'1'").path("status").asText()).isEqualTo("unknown");
        assertThat(order("'orderId':'1'").has("exchangeStatus")).isFalse();
    }

    @Test
    void theReasonOfARejectionIsBybitsOwnWord() {
        assertThat(order("'rejectReason':'EC_PostOnlyWillTakeLiquidity'")
                        .path("rejectReason")
                        .asText())
                .isEqualTo("EC_PostOnlyWillTakeLiquidity");
        assertThat(order("'cancelType':'CancelByTpSlTsClear'")
                        .path("cancelType")
                        .asText())
                .isEqualTo("cancel_by_tp_sl_ts_clear");
    }

    @Test
    void theStreamsOwnCategoryCountsBeforeTheLists() {
        assertThat(order("'category':'spot'").path("category").asText()).isEqualTo("spot");
        assertThat(order("'symbol':'BTCUSDT'").path("category").asText()).isEqualTo("linear");
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {
                "'0.00000001', 0.00000001",
                "'1190.000', 1190.000",
                "1190.000, 1190.000",
                "0.00000001, 0.00000001",
                "1e3, 1000",
                "123456789012345678901234567890.5, 123456789012345678901234567890.5"
            })
    void aDecimalKeepsItsTextAndNeverPassesThroughABinaryFloat(String wire, String shown) {
        assertThat(order("'price':" + wire).path("price").textValue()).isEqualTo(shown);
        assertThat(order("'price':'" + shown + "'").path("price").textValue()).isEqualTo(shown);
    }

    @ParameterizedTest
    @ValueSource(strings = {"''", "'0'", "0", "null", "'soon'", "99999999999999999"})
    void aTimeThatIsNoneIsNotShown(String wire) {
        assertThat(order("'createdTime':" + wire).has("createdTime")).isFalse();
    }

    @ParameterizedTest
    @CsvSource(
            quoteCharacter = '"',
            value = {"'1', true", "1, true", "'0', false", "true, true"})
    void aFlagIsOneInEveryWriting(String wire, boolean shown) {
        assertThat(order("'isLeverage':" + wire).path("isLeverage").booleanValue())
                .isEqualTo(shown);
        assertThat(order("'isLeverage':''").has("isLeverage")).isFalse();
    }

    @Test
    void whatIsNoValueIsNotShown() {
        ObjectNode order = order("'price':{'a':1},'qty':null,'side':['Buy'],'cumFeeDetail':'','orderId':''");

        assertThat(order.properties()).extracting(member -> member.getKey()).containsExactly("category", "status");
    }
}
