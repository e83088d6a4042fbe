package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.OrderLinkId;
import io.vertx.core.buffer.Buffer;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** A page of open orders is read whoever placed them, and what cannot be read proves nothing. */
final class OpenOrderPageTest {
    private static Buffer answer(String list, String cursor) {
        return Buffer.buffer("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":" + list + ",\"nextPageCursor\":\""
                + cursor + "\"},\"time\":1700000000000}");
    }

    private static String order(String link, String createType) {
        return "{\"orderId\":\"1523347543495541248\",\"orderLinkId\":\"" + link + "\",\"symbol\":\"BTCUSDT\","
                + "\"side\":\"Sell\",\"createType\":\"" + createType + "\",\"createdTime\":\"1700000000123\"}";
    }

    @Test
    void ordersAndTheNextPageAreRead() {
        OpenOrderPage page = OpenOrderPage.read(answer("[" + order("link-1", "CreateByUser") + "]", "next%3A1"));

        assertThat(page.nextCursor()).isEqualTo("next%3A1");
        OpenOrderPage.OpenOrder order = page.orders().get(0);
        assertThat(order.orderId().text()).isEqualTo("1523347543495541248");
        assertThat(order.orderLinkId()).contains(new OrderLinkId("link-1"));
        assertThat(order.symbol() + " " + order.side()).isEqualTo("BTCUSDT Sell");
        assertThat(order.createdMillis()).isEqualTo(1_700_000_000_123L);
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "no link of ours!", "1234567890123456789012345678901234567890"})
    void anOrderLinkIdThatNoneOfOurOrdersCanHaveIsNone(String link) {
        OpenOrderPage page = OpenOrderPage.read(answer("[" + order(link, "CreateByUser") + "]", ""));

        assertThat(page.orders().get(0).orderLinkId()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource({
        "CreateByUser, true",
        "CreateByClosing, true",
        "'', true",
        "CreateByStopLoss, false",
        "CreateByTakeProfit, false",
        "CreateByPartialStopLoss, false",
        "CreateByLiq, false"
    })
    void whatTheExchangeMakesByItselfIsPlacedByNobody(String createType, boolean bySomebody) {
        OpenOrderPage page = OpenOrderPage.read(answer("[" + order("x", createType) + "]", ""));

        assertThat(page.orders().get(0).isPlacedBySomebody()).isEqualTo(bySomebody);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"retCode\":10005,\"retMsg\":\"Permission denied\",\"result\":{}}",
                "{\"retCode\":0,\"result\":{}}",
                "{\"retCode\":0,\"result\":{\"list\":[{\"symbol\":\"BTCUSDT\"}]}}"
            })
    void whatIsNoListOfOrdersIsRefused(String body) {
        assertThatThrownBy(() -> OpenOrderPage.read(Buffer.buffer(body))).isInstanceOf(IllegalArgumentException.class);
    }
}
