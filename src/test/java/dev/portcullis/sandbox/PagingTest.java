package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.sandbox.wire.Category;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PagingTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    private SignedCaller bot;

    @BeforeEach
    void callOut() {
        bot = running.caller();
    }

    @Test
    void openOrdersComeInPagesNewestFirst() {
        placeOrders(45);

        List<JsonNode> orders = follow("/v5/order/realtime", "category=linear&symbol=BTCUSDT");

        assertThat(orders).hasSize(45);
        assertThat(orders.get(0).path("orderLinkId").asText()).isEqualTo("page-44");
        assertThat(orders.get(44).path("orderLinkId").asText()).isEqualTo("page-0");
    }

    @Test
    void aCursorLooksPercentEncodedAndIsUnderstoodRawAndEncodedOnceMore() {
        placeOrders(21);
        String query = "category=linear&symbol=BTCUSDT";
        String cursor = bot.get("/v5/order/realtime", query)
                .result()
                .path("nextPageCursor")
                .asText();

        Reply raw = bot.get("/v5/order/realtime", query + "&cursor=" + cursor);
        Reply encoded =
                bot.get("/v5/order/realtime", query + "&cursor=" + URLEncoder.encode(cursor, StandardCharsets.UTF_8));

        assertThat(cursor).matches("page_token%3D[0-9]+%26");
        assertThat(raw.result().at("/list/0/orderLinkId").asText()).isEqualTo("page-0");
        assertThat(encoded.result()).isEqualTo(raw.result());
        assertThat(raw.result().path("nextPageCursor").asText()).isEmpty();
    }

    @Test
    void pagesStayTrueWhileNewOrdersArrive() {
        placeOrders(30);
        String query = "category=linear&symbol=BTCUSDT&limit=10";
        String cursor = bot.get("/v5/order/realtime", query)
                .result()
                .path("nextPageCursor")
                .asText();
        bot.create(OrderBody.limit("Buy", "0.001", "25000").linkId("newcomer"));

        Reply second = bot.get("/v5/order/realtime", query + "&cursor=" + cursor);

        assertThat(second.result().at("/list/0/orderLinkId").asText()).isEqualTo("page-19");
    }

    @Test
    void closedOrdersAreInHistoryAndOnRequestInRealtime() {
        placeOrders(3);
        bot.post("/v5/order/cancel-all", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\"}");

        JsonNode open =
                bot.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT").result();
        JsonNode closed = bot.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&openOnly=1")
                .result();
        JsonNode history = bot.get("/v5/order/history", "category=linear&orderStatus=Cancelled")
                .result();

        assertThat(open.path("list")).isEmpty();
        assertThat(closed.path("list")).hasSize(3);
        assertThat(history.path("list")).hasSize(3);
        assertThat(history.path("category").asText()).isEqualTo("linear");
    }

    @Test
    void aHundredThousandExecutionsArePagedWithoutGapOrRepeat() {
        running.sandbox().venue().seedExecutions(RunningSandbox.UID, Category.LINEAR, "BTCUSDT", 100_000);

        JsonNode first =
                bot.get("/v5/execution/list", "category=linear&limit=100").result();
        List<JsonNode> last = follow("/v5/execution/list", "category=linear&limit=100&cursor=page_token%3D1001%26");

        assertThat(first.path("list")).hasSize(100);
        assertThat(first.at("/list/0/seq").asInt()).isEqualTo(100_000);
        assertThat(last).hasSize(1000);
        assertThat(new HashSet<>(
                        last.stream().map(row -> row.path("execId").asText()).toList()))
                .hasSize(1000);
        assertThat(last.get(999).path("seq").asInt()).isEqualTo(1);
    }

    @Test
    void linearInstrumentsNeedMoreThanOneDefaultPage() {
        JsonNode first =
                bot.get("/v5/market/instruments-info", "category=linear").result();
        List<JsonNode> all = follow("/v5/market/instruments-info", "category=linear");

        assertThat(first.path("list")).hasSize(500);
        assertThat(first.path("nextPageCursor").asText()).isNotEmpty();
        assertThat(all).hasSizeGreaterThan(520);
        assertThat(new HashSet<>(all)).hasSameSizeAs(all);
    }

    @ParameterizedTest
    @CsvSource({
        "/v5/order/realtime, symbol=BTCUSDT&limit=51",
        "/v5/order/history, limit=0",
        "/v5/execution/list, limit=101",
        "/v5/position/list, symbol=BTCUSDT&limit=201",
        "/v5/order/history, limit=ten"
    })
    void aLimitOutsideItsBoundsIsNamed(String path, String query) {
        Reply reply = bot.get(path, "category=linear&" + query);

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains("limit");
    }

    @ParameterizedTest
    @CsvSource({"nonsense", "page_token%253D12", "page_token%3Dxy%26", "%25"})
    void anInventedCursorIsRefused(String cursor) {
        Reply reply = bot.get("/v5/order/history", "category=linear&cursor=" + cursor);

        assertThat(reply.retCode()).isEqualTo(10001);
        assertThat(reply.retMsg()).contains("cursor");
    }

    @Test
    void linearRealtimeNeedsAScope() {
        assertThat(bot.get("/v5/order/realtime", "category=linear").retCode()).isEqualTo(10001);
        assertThat(bot.get("/v5/order/realtime", "category=linear&settleCoin=USDT")
                        .retCode())
                .isZero();
    }

    @Test
    void historyLooksBackAtMostSevenDaysAtATime() {
        long now = System.currentTimeMillis();

        Reply tooLong =
                bot.get("/v5/order/history", "category=linear&startTime=" + (now - 700_000_000) + "&endTime=" + now);

        assertThat(tooLong.retCode()).isEqualTo(10001);
        assertThat(tooLong.retMsg()).contains("endTime");
    }

    private void placeOrders(int count) {
        for (int number = 0; number < count; number++) {
            bot.create(OrderBody.limit("Buy", "0.001", "25000").linkId("page-" + number));
        }
    }

    private List<JsonNode> follow(String path, String query) {
        List<JsonNode> rows = new ArrayList<>();
        String cursor = "";
        do {
            String paged = cursor.isEmpty() ? query : withCursor(query, cursor);
            JsonNode result = bot.get(path, paged).result();
            result.path("list").forEach(rows::add);
            cursor = result.path("nextPageCursor").asText();
        } while (!cursor.isEmpty());
        return rows;
    }

    private static String withCursor(String query, String cursor) {
        return query.replaceAll("&cursor=[^&]*", "") + "&cursor=" + cursor;
    }
}
