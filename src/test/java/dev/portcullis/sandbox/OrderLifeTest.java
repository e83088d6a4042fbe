package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.SignedCaller.Reply;
import dev.portcullis.sandbox.limit.LimitPolicy;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.RegisterExtension;

class OrderLifeTest {
    @RegisterExtension
    final RunningSandbox running = RunningSandbox.with(settings -> settings.with(LimitPolicy.NONE));

    @Test
    void aFarLimitOrderRestsAndIsSeenAmendedAndCancelled() {
        // Given
        SignedCaller bot = running.caller();
        Reply created = bot.post("/v5/order/create", limitBuy("life-1", "0.010", "25000"));
        assertThat(created.json().toString()).startsWith("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\":");
        String orderId = created.result().path("orderId").asText();

        // When
        Reply amended = bot.post(
                "/v5/order/amend",
                "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"life-1\",\"price\":\"25100\"}");
        JsonNode open = order(bot, "life-1");
        Reply cancelled = bot.post(
                "/v5/order/cancel", "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"" + orderId + "\"}");
        JsonNode closed = order(bot, "life-1");

        // Then
        assertThat(amended.result().path("orderId").asText()).isEqualTo(orderId);
        assertThat(open.path("orderStatus").asText()).isEqualTo("New");
        assertThat(open.path("price").asText()).isEqualTo("25100.00");
        assertThat(open.path("leavesQty").asText()).isEqualTo("0.010");
        assertThat(cancelled.result().path("orderLinkId").asText()).isEqualTo("life-1");
        assertThat(closed.path("orderStatus").asText()).isEqualTo("Cancelled");
        assertThat(closed.path("cancelType").asText()).isEqualTo("CancelByUser");
        assertThat(history(bot, "life-1").path("orderStatus").asText()).isEqualTo("Cancelled");
        assertThat(running.sandbox().journal().tally("life-1").accepted()).isEqualTo(1);
        assertThat(running.sandbox().venue().openOrders(RunningSandbox.UID)).isEmpty();
    }

    private static JsonNode order(SignedCaller bot, String linkId) {
        return bot.get("/v5/order/realtime", "category=linear&symbol=BTCUSDT&orderLinkId=" + linkId)
                .result()
                .path("list")
                .path(0);
    }

    private static JsonNode history(SignedCaller bot, String linkId) {
        return bot.get("/v5/order/history", "category=linear&orderLinkId=" + linkId)
                .result()
                .path("list")
                .path(0);
    }

    private static String limitBuy(String linkId, String qty, String price) {
        return "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\""
                + qty + "\",\"price\":\"" + price + "\",\"orderLinkId\":\"" + linkId + "\"}";
    }
}
