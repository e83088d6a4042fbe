package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import com.bybit.api.client.domain.CategoryType;
import com.bybit.api.client.domain.TradeOrderType;
import com.bybit.api.client.domain.trade.Side;
import com.bybit.api.client.domain.trade.request.TradeOrderRequest;
import com.bybit.api.client.restApi.BybitApiTradeRestClient;
import com.bybit.api.client.service.BybitApiClientFactory;
import dev.portcullis.sandbox.journal.ReceivedRequest;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The Java SDK from Maven Central, which nobody here wrote, unmodified but for its base URL. */
final class JavaSdkTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private String token;
    private BybitApiTradeRestClient sdk;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
        sdk = clientOf(token + "@alpha");
    }

    @AfterEach
    void close() {
        house.close();
    }

    private BybitApiTradeRestClient clientOf(String apiKey) {
        return BybitApiClientFactory.newInstance(
                        apiKey, "dummy", house.gate().dataUrl().toString(), false)
                .newTradeRestClient();
    }

    @Test
    void itPlacesAmendsListsAndCancelsWithATokenForAKey() {
        JsonObject placed = json(sdk.createOrder(order("sdk-1").build()));
        assertThat(placed.getInteger("retCode")).as(placed.encode()).isZero();

        TradeOrderRequest amend = TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId("sdk-1")
                .qty("0.002")
                .build();
        assertThat(json(sdk.amendOrder(amend)).getInteger("retCode")).isZero();

        TradeOrderRequest open = TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .orderLinkId("sdk-1")
                .build();
        JsonObject listed = json(sdk.getOpenOrders(open))
                .getJsonObject("result")
                .getJsonArray("list")
                .getJsonObject(0);
        assertThat(listed.getString("qty")).isEqualTo("0.002");
        assertThat(listed.getString("orderId"))
                .isEqualTo(placed.getJsonObject("result").getString("orderId"));

        assertThat(json(sdk.cancelOrder(open)).getInteger("retCode")).isZero();
        assertThat(house.sandbox().venue().openOrders(RunningGate.UID))
                .noneMatch(order -> order.identity().orderLinkId().equals("sdk-1"));
        assertThat(house.sandbox().journal().tally("sdk-1").received()).isEqualTo(1);
    }

    @Test
    void bybitSeesTheDesksKeyAndNothingOfTheSdks() {
        sdk.createOrder(order("sdk-2").build());

        List<ReceivedRequest> creates = house.sandbox()
                .journal()
                .requests(request -> request.path().equals("/v5/order/create")
                        && request.body().contains("sdk-2"));
        assertThat(creates).singleElement().satisfies(request -> {
            assertThat(request.signatureVerified()).isTrue();
            assertThat(request.receipt().apiKey()).isEqualTo(RunningGate.API_KEY);
            assertThat(request.headerNames()).doesNotHaveDuplicates();
            assertThat(request.body()).doesNotContain(token).doesNotContain("dummy");
        });
    }

    @Test
    void itReadsARefusalOfTheGateAsOneOfBybits() {
        JsonObject answer = json(clientOf("pcl_nobody00_nothing@alpha")
                .createOrder(order("sdk-3").build()));

        assertThat(answer.getInteger("retCode")).isEqualTo(10003);
        assertThat(house.sandbox().journal().tally("sdk-3").received()).isZero();
    }

    private static TradeOrderRequest.TradeOrderRequestBuilder order(String orderLinkId) {
        return TradeOrderRequest.builder()
                .category(CategoryType.LINEAR)
                .symbol("BTCUSDT")
                .side(Side.BUY)
                .orderType(TradeOrderType.LIMIT)
                .qty("0.001")
                .price("20000")
                .orderLinkId(orderLinkId);
    }

    @SuppressWarnings("unchecked")
    private static JsonObject json(Object answer) {
        return new JsonObject((Map<String, Object>) answer);
    }
}
