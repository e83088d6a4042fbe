package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.sandbox.wire.Category;
import java.math.BigDecimal;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class MarketTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    @ParameterizedTest
    @CsvSource({
        "linear, BTCUSDT, /lotSizeFilter/qtyStep, 0.001",
        "linear, BTCUSDT, /lotSizeFilter/minNotionalValue, 5",
        "linear, BTCUSDT, /priceFilter/tickSize, 0.10",
        "linear, BTCUSDT, /leverageFilter/maxLeverage, 100.00",
        "inverse, BTCUSD, /contractType, InversePerpetual",
        "spot, BTCUSDT, /lotSizeFilter/basePrecision, 0.000001",
        "spot, BTCUSDT, /lotSizeFilter/minOrderAmt, 5",
        "option, BTC-27DEC30-60000-C-USDT, /optionsType, Call"
    })
    void instrumentsCarryTheFiltersOfTheirCategory(String category, String symbol, String field, String value) {
        JsonNode result = get("/v5/market/instruments-info", "category=" + category + "&symbol=" + symbol);

        assertThat(result.path("list")).hasSize(1);
        assertThat(result.at("/list/0" + field).asText()).isEqualTo(value);
        assertThat(result.at("/list/0/status").asText()).isEqualTo("Trading");
    }

    @Test
    void spotInstrumentsAreNotPaged() {
        JsonNode result = get("/v5/market/instruments-info", "category=spot&limit=1");

        assertThat(result.path("list")).hasSizeGreaterThan(1);
        assertThat(result.has("nextPageCursor")).isFalse();
    }

    @Test
    void theOrderBookShowsQuotesAndOrders() {
        running.caller().create(OrderBody.limit("Buy", "0.250", "59999.9"));

        JsonNode book = get("/v5/market/orderbook", "category=linear&symbol=BTCUSDT&limit=2");

        assertThat(book.path("b").toString()).isEqualTo("[[\"59999.90\",\"0.250\"],[\"59999.50\",\"1.000\"]]");
        assertThat(book.path("a").toString()).isEqualTo("[[\"60000.50\",\"1.000\"],[\"60001.00\",\"1.000\"]]");
    }

    @Test
    void theTickerFollowsTheReferencePrice() {
        running.sandbox().venue().setReferencePrice(Category.LINEAR, "BTCUSDT", new BigDecimal("61000"));

        JsonNode ticker =
                get("/v5/market/tickers", "category=linear&symbol=BTCUSDT").at("/list/0");

        assertThat(ticker.path("lastPrice").asText()).isEqualTo("61000.00");
        assertThat(ticker.path("bid1Price").asText()).isEqualTo("60999.50");
        assertThat(ticker.path("fundingRate").asText()).isNotEmpty();
    }

    @Test
    void thePriceLimitIsTheBandThatOrdersAreHeldTo() {
        JsonNode limit = get("/v5/market/price-limit", "category=linear&symbol=BTCUSDT");

        assertThat(limit.path("buyLmt").asText()).isEqualTo("63000.00");
        assertThat(limit.path("sellLmt").asText()).isEqualTo("57000.00");
    }

    @Test
    void aCandleHasSevenFields() {
        JsonNode result = get("/v5/market/kline", "category=linear&symbol=BTCUSDT&interval=1");

        assertThat(result.at("/list/0")).hasSize(7);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "/v5/account/info?",
                "/v5/account/fee-rate?category=linear&symbol=BTCUSDT",
                "/v5/account/wallet-balance?accountType=UNIFIED",
                "/v5/asset/coin/query-info?coin=BTC",
                "/v5/position/list?category=linear&settleCoin=USDT",
                "/v5/system/status?"
            })
    void theReadsThatSdksStartWithAreServed(String uri) {
        String[] parts = uri.split("\\?", -1);

        assertThat(running.caller().get(parts[0], parts[1]).retCode()).isZero();
    }

    @Test
    void theWalletShowsOpeningBalancesInDollarsToo() {
        JsonNode account = get("/v5/account/wallet-balance", "accountType=UNIFIED&coin=BTC,USDT")
                .at("/list/0");

        assertThat(account.path("coin")).hasSize(2);
        assertThat(account.at("/coin/0/walletBalance").asText()).isEqualTo("100");
        assertThat(account.at("/coin/0/usdValue").asText()).isEqualTo("6000000");
        assertThat(account.path("totalEquity").asText()).isEqualTo("29000000");
    }

    @Test
    void aWalletOfAnotherTypeIsRefused() {
        assertThat(running.caller()
                        .get("/v5/account/wallet-balance", "accountType=CONTRACT")
                        .retMsg())
                .contains("accountType");
    }

    @Test
    void aPreCheckPlacesNothing() {
        OrderBody order = OrderBody.limit("Buy", "0.010", "25000").linkId("check");

        assertThat(running.caller()
                        .post("/v5/order/pre-check", order.toString())
                        .retCode())
                .isZero();
        assertThat(running.sandbox().journal().tally("check").accepted()).isZero();
        assertThat(running.caller()
                        .post("/v5/order/pre-check", order.with("qty", "0.0105").toString())
                        .retCode())
                .isEqualTo(10001);
    }

    private JsonNode get(String path, String query) {
        return running.caller().get(path, query).result();
    }
}
