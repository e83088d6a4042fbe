package dev.portcullis.door.v5;

import static dev.portcullis.door.v5.RunningV5Door.TOKEN;
import static dev.portcullis.door.v5.RunningV5Door.retCode;
import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.request.TradeOrderRequest;
import com.bybit.api.client.restApi.BybitApiTradeRestClient;
import com.bybit.api.client.service.BybitApiClientFactory;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.Presented;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Requests as the SDKs that desks use make them; the Java one in person, the others as they were seen on the wire. */
class SdkShapesTest {
    private final RunningV5Door door = new RunningV5Door();

    @AfterEach
    void close() {
        door.close();
    }

    private void assertToken(Call call) {
        assertThat(call.origin().presented()).isEqualTo(new Presented.Token(TOKEN));
    }

    @Test
    void theJavaSdkPlacesCancelsAndListsWithATokenAsItsKey() {
        BybitApiTradeRestClient sdk = BybitApiClientFactory.newInstance(
                        TOKEN + "@alpha", "dummy", door.baseUrl(), false)
                .newTradeRestClient();

        Object placed = sdk.createOrder(TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .side(Side.BUY)
                .orderType(TradeOrderType.LIMIT)
                .qty("0.001")
                .price("25000")
                .build());
        sdk.cancelOrder(TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId("gw-1")
                .build());
        sdk.getOpenOrders(TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .build());

        assertThat(((Map<?, ?>) placed).get("retCode")).isEqualTo(0);
        assertThat(door.path.calls)
                .extracting(Call::endpoint)
                .containsExactly(EndpointTable.ORDER_CREATE, EndpointTable.ORDER_CANCEL, EndpointTable.ORDER_REALTIME);
        assertThat(door.path.calls).allSatisfy(this::assertToken);
        assertThat(door.path.calls).extracting(Call::wantedAccount).containsOnly(new AccountId("alpha"));
        assertThat(door.path.calls.get(0).body().bytes().toString())
                .startsWith("{\"orderLinkId\":\"g")
                .endsWith("\",\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\","
                        + "\"orderType\":\"Limit\",\"qty\":\"0.001\",\"price\":\"25000\"}");
    }

    @Test
    void theDefaultsThatTheJavaSdkAddsPass() {
        BybitApiClientFactory.newInstance(TOKEN, "dummy", door.baseUrl(), false)
                .newTradeRestClient()
                .createOrder(Map.of(
                        "category",
                        "linear",
                        "symbol",
                        "BTCUSDT",
                        "side",
                        "Buy",
                        "orderType",
                        "Market",
                        "qty",
                        "1",
                        "orderLinkId",
                        "java-1"));

        assertThat(door.path.onlyCall().body().bytes().toString())
                .contains("\"reduceOnly\":false")
                .contains("\"closeOnTrigger\":false")
                .contains("\"tpTriggerBy\":\"LastPrice\"");
        assertThat(door.path.onlyCall().body().orders().get(0).terms().reduceOnly())
                .isFalse();
    }

    @Test
    void pybitSendsSpacesNumbersAndItsReferer() {
        String body =
                "{\"category\": \"linear\", \"symbol\": \"BTCUSDT\", \"side\": \"Buy\", \"orderType\": \"Limit\", "
                        + "\"qty\": \"0.001\", \"price\": \"25000\", \"positionIdx\": 0, \"orderLinkId\": \"py-1\"}";
        int code = retCode(door.post(
                "/accounts/alpha/v5/order/create",
                body,
                "Content-Type",
                "application/json",
                "X-BAPI-API-KEY",
                TOKEN,
                "X-BAPI-SIGN",
                "deadbeef",
                "X-BAPI-SIGN-TYPE",
                "2",
                "X-BAPI-TIMESTAMP",
                "1700000000000",
                "X-BAPI-RECV-WINDOW",
                "5000",
                "Referer",
                "Rx000356"));

        assertThat(code).isZero();
        assertToken(door.path.onlyCall());
        assertThat(door.path.onlyCall().body().bytes()).hasToString(body);
        assertThat(door.path.onlyCall().body().orders().get(0).orderLinkId().text())
                .isEqualTo("py-1");
    }

    @Test
    void bybitApiEncodesAnEncodedCursorOnceMore() {
        door.get(
                "/accounts/alpha/v5/order/history?category=linear&cursor=page_token%253D39380%2526",
                "X-BAPI-API-KEY",
                TOKEN,
                "X-BAPI-SIGN",
                "deadbeef",
                "X-BAPI-SIGN-TYPE",
                "2",
                "x-referer",
                "bybitapinode");

        assertThat(door.path.onlyCall().rawQuery()).isEqualTo("category=linear&cursor=page_token%253D39380%2526");
        assertToken(door.path.onlyCall());
    }

    @Test
    void ccxtEndsSomeQueriesWithABareMarkAndSendsNoSignType() {
        for (String target : new String[] {"/v5/user/query-api?", "/v5/asset/coin/query-info?", "/v5/account/info?"}) {
            door.clear();
            door.get(
                    "/accounts/alpha" + target,
                    "X-BAPI-API-KEY",
                    TOKEN,
                    "X-BAPI-SIGN",
                    "deadbeef",
                    "X-BAPI-TIMESTAMP",
                    "1",
                    "X-BAPI-RECV-WINDOW",
                    "5000",
                    "User-Agent",
                    "Mozilla/5.0 (Windows NT 10.0; Win64; x64)");
            assertThat(door.path.onlyCall().rawQuery()).isEmpty();
            assertToken(door.path.onlyCall());
        }
    }

    @Test
    void ccxtReadsInstrumentsWithoutAToken() {
        door.get("/accounts/alpha/v5/market/instruments-info?category=linear&limit=1000&status=PreLaunch");

        assertThat(door.path.onlyCall().origin().presented()).isEqualTo(new Presented.Nothing());
        assertThat(door.path.onlyCall().wantedAccount()).isEqualTo(new AccountId("alpha"));
    }
}
