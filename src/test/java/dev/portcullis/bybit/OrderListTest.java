package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderSnapshot;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderListTest {
    private static final String ITEM =
            "{\"orderId\":\"fd4300ae\",\"orderLinkId\":\"test-000005\",\"symbol\":\"ETHUSDT\","
                    + "\"price\":\"1600.00\",\"qty\":\"0.10\",\"side\":\"Buy\",\"orderStatus\":\"New\","
                    + "\"createdTime\":\"1684738540559\",\"someday\":{}}";

    @Test
    void readsTheOrdersInTheirOrder() {
        String foreign = ITEM.replace("test-000005", "")
                .replace("fd4300ae", "7")
                .replace("\"1684738540559\"", "5")
                .replace("New", "Invented");

        assertThat(read(ITEM + "," + foreign))
                .containsExactly(
                        new OrderSnapshot(
                                new OrderId("fd4300ae"),
                                new OrderLinkId("test-000005"),
                                new Symbol("ETHUSDT"),
                                Side.BUY,
                                "New",
                                1684738540559L),
                        new OrderSnapshot(new OrderId("7"), null, new Symbol("ETHUSDT"), Side.BUY, "Invented", 5));
    }

    @Test
    void anEmptyListIsEmpty() {
        assertThat(read("")).isEmpty();
    }

    @ParameterizedTest
    @ValueSource(strings = {"orderId", "symbol", "side", "orderStatus", "createdTime"})
    void anOrderThatLacksAWordMakesTheListProveNothing(String name) {
        assertThatThrownBy(() -> read(ITEM + "," + ITEM.replace("\"" + name + "\"", "\"x\"")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(name);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "<html>",
                "{\"retCode\":10006}",
                "{\"retCode\":0}",
                "{\"retCode\":0,\"result\":{}}",
                "{\"retCode\":0,\"result\":{\"list\":null}}",
                "{\"retCode\":0,\"result\":{\"list\":[]}",
                "{\"retCode\":0,\"result\":{\"list\":[]}}{}",
                "{\"retCode\":0,\"result\":{\"list\":[7]}}"
            })
    void whatIsNoListProvesNothing(String body) {
        assertThatThrownBy(() -> OrderList.read(Buffer.buffer(body))).isInstanceOf(IllegalArgumentException.class);
    }

    private static List<OrderSnapshot> read(String items) {
        return OrderList.read(Buffer.buffer("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[" + items
                + "],\"nextPageCursor\":\"\",\"category\":\"linear\"},\"retExtInfo\":{},\"time\":1684765770483}"));
    }
}
