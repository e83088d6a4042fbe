package dev.portcullis.bybit.normal;

import static dev.portcullis.bybit.normal.NormalOrderTest.item;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatIllegalArgumentException;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Category;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

class NormalItemTest {
    @ParameterizedTest
    @EnumSource(NormalItem.class)
    void noTableNamesAFieldTwice(NormalItem kind) {
        ObjectNode nothing = kind.of(item(""));

        assertThat(nothing).isEmpty();
        assertThat(kind.fields()).isNotEmpty().doesNotContainKey("");
    }

    @Test
    void anExecutionIsShown() {
        ObjectNode fill = NormalItem.EXECUTION.of(
                Category.LINEAR,
                item("'symbol':'BTCUSDT','side':'Sell','orderType':'UNKNOWN','execId':'e','execType':'Funding',"
                        + "'execPrice':'95900.1','execFee':'-26.37','isMaker':false,'leavesQty':'0',"
                        + "'execTime':'1746270400353','seq':140612148849382"));

        assertThat(fill.toString().replace('"', '\''))
                .isEqualTo("{'execId':'e','symbol':'BTCUSDT','side':'sell','execType':'funding','isMaker':false,"
                        + "'execPrice':'95900.1','execFee':'-26.37','leavesQty':'0','seq':140612148849382,"
                        + "'execTime':'2025-05-03T11:06:40.353Z','category':'linear'}");
    }

    @Test
    void aPositionOfTheStreamAndOneOfTheListLookTheSame() {
        ObjectNode ofList = NormalItem.POSITION.of(item("'symbol':'BTCUSDT','side':'','avgPrice':'2.50'"));
        ObjectNode ofStream = NormalItem.POSITION.of(item("'symbol':'BTCUSDT','side':'None','entryPrice':'2.50'"));

        assertThat(ofStream).isEqualTo(ofList);
        assertThat(ofList.path("avgPrice").asText()).isEqualTo("2.50");
        assertThat(ofList.has("side")).isFalse();
    }

    @Test
    void instrumentsOfAllCategoriesHaveTheSameWords() {
        ObjectNode linear = NormalItem.INSTRUMENT.of(
                Category.LINEAR,
                item("'symbol':'BTCUSDT','contractType':'LinearPerpetual','status':'PreLaunch',"
                        + "'priceFilter':{'tickSize':'0.10'},'deliveryTime':'0','fundingInterval':480,"
                        + "'lotSizeFilter':{'maxOrderQty':'1190.000','qtyStep':'0.001','maxMktOrderQty':'500.000',"
                        + "'minNotionalValue':'5'},'leverageFilter':{'maxLeverage':'100.00'}"));
        ObjectNode spot = NormalItem.INSTRUMENT.of(
                Category.SPOT,
                item("'symbol':'BTCUSDT','status':'Trading','marginTrading':'utaOnly',"
                        + "'lotSizeFilter':{'basePrecision':'0.000001','minOrderAmt':'5','maxLimitOrderQty':'83',"
                        + "'maxOrderQty':'71.73956243','maxMarketOrderQty':'41.5'},'priceFilter':{'tickSize':'0.1'}"));

        assertThat(linear.toString().replace('"', '\''))
                .isEqualTo("{'symbol':'BTCUSDT','status':'pre_launch','contractType':'linear_perpetual',"
                        + "'tickSize':'0.10','qtyStep':'0.001','maxOrderQty':'1190.000',"
                        + "'maxMarketOrderQty':'500.000','minOrderValue':'5','maxLeverage':'100.00',"
                        + "'fundingIntervalMinutes':480,'category':'linear'}");
        assertThat(spot.toString().replace('"', '\''))
                .isEqualTo("{'symbol':'BTCUSDT','status':'trading','tickSize':'0.1','qtyStep':'0.000001',"
                        + "'maxOrderQty':'83','maxMarketOrderQty':'41.5','minOrderValue':'5',"
                        + "'marginTrading':'uta_only','category':'spot'}");
    }

    @Test
    void aWalletHasItsCoins() {
        ObjectNode wallet = NormalWallet.of(item("'accountType':'UNIFIED','totalEquity':'3.31216591',"
                + "'accountIMRate':'','coin':[{'coin':'BTC','equity':'0','availableToWithdraw':'','free':'',"
                + "'collateralSwitch':true}]"));

        assertThat(wallet.toString().replace('"', '\''))
                .isEqualTo("{'accountType':'unified','totalEquity':'3.31216591',"
                        + "'coins':[{'coin':'BTC','equity':'0','collateralSwitch':true}]}");
    }

    @Test
    void thePageSaysWhereTheNextOneBegins() {
        V5Page page = V5Page.read(Buffer.buffer("{\"result\":{\"list\":[],\"nextPageCursor\":\"a%3D1%26\"}}"));

        assertThat(page.nextCursor()).isEqualTo("a%3D1%26");
        assertThat(page.hasNext()).isTrue();
        assertThat(V5Page.read(Buffer.buffer("{\"result\":{\"list\":[],\"nextPageCursor\":\"\"}}"))
                        .hasNext())
                .isFalse();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{\"result\":{\"list\":[",
                "{\"result\":{}}",
                "{\"result\":{\"list\":{}}}",
                "{\"result\":{\"list\":[1]}}",
                "{\"result\":{\"list\":[]}} and more",
                "<html>"
            })
    void whatIsNoPageIsNotTakenForAnEmptyOne(String body) {
        assertThatIllegalArgumentException().isThrownBy(() -> V5Page.read(Buffer.buffer(body)));
    }
}
