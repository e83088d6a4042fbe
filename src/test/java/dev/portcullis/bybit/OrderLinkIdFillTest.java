package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.WriteBody;
import io.vertx.core.buffer.Buffer;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class OrderLinkIdFillTest {
    private static final String WITHOUT = "{ \"category\": \"linear\", \"symbol\": \"BTCUSDT\", \"side\": \"Buy\","
            + " \"orderType\": \"Market\", \"qty\": 1 }";

    private int given;

    @Test
    void aMissingIdIsPutFirstAndTheRestStays() {
        WriteBody filled = fill(EndpointKind.CREATE, WITHOUT);

        assertThat(filled.bytes().toString()).isEqualTo("{\"orderLinkId\":\"g0\"," + WITHOUT.substring(1));
        assertThat(filled.orders().get(0).orderLinkId()).isEqualTo(new OrderLinkId("g0"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"\"", "null"})
    void anEmptyOrNullIdIsReplacedInItsPlace(String blank) {
        String before = WITHOUT.replace("\"side\"", "\"orderLinkId\" :\t" + blank + "\n,\"side\"");

        String after = fill(EndpointKind.CREATE, before).bytes().toString();

        assertThat(after).isEqualTo(WITHOUT.replace("\"side\"", "\"orderLinkId\" :\t\"g0\"\n,\"side\""));
    }

    @Test
    void anEscapedNameIsKnownAndGetsNoSecondKey() {
        String before = WITHOUT.replace("\"side\"", "\"orderLin\\u006bId\":\"\",\"side\"");

        WriteBody filled = fill(EndpointKind.CREATE, before);

        assertThat(filled.bytes().toString())
                .contains("\"orderLin\\u006bId\":\"g0\"")
                .doesNotContain("orderLinkId");
        assertThat(OrderBody.read(EndpointKind.CREATE, filled.bytes())
                        .orders()
                        .get(0)
                        .orderLinkId())
                .isEqualTo(new OrderLinkId("g0"));
    }

    @Test
    void aGivenIdStaysAndNoneIsTaken() {
        WriteBody body = OrderBody.read(
                EndpointKind.CREATE, Buffer.buffer(WITHOUT.replace("\"side\"", "\"orderLinkId\":\"mine\",\"side\"")));

        assertThat(OrderBody.fillOrderLinkIds(EndpointKind.CREATE, body, this::nextId))
                .isSameAs(body);
        assertThat(given).isZero();
    }

    @Test
    void onlyTheBlankItemsOfABatchAreFilled() {
        String before = OrderBodyTest.batchOf(
                item(""), OrderBodyTest.item("mine"), item("\"orderLinkId\":null,"), item("\"orderLinkId\":\"\","));

        WriteBody filled = fill(EndpointKind.CREATE_BATCH, before);

        assertThat(filled.bytes().toString())
                .isEqualTo(OrderBodyTest.batchOf(
                        item("\"orderLinkId\":\"g0\","),
                        OrderBodyTest.item("mine"),
                        item("\"orderLinkId\":\"g1\","),
                        item("\"orderLinkId\":\"g2\",")));
        assertThat(filled.orders())
                .extracting(order -> order.orderLinkId().text())
                .containsExactly("g0", "mine", "g1", "g2");
    }

    @Test
    void idsOfOtherThingsAreLeftAlone() {
        String other = "{\"orderLinkId\":\"\",\"request\":[{\"orderLinkId\":null}]}";
        String before =
                "{\"x\":[" + other + "],\"y\":{\"request\":[" + other + "]},\"category\":\"linear\",\"request\":["
                        + item("\"z\":" + other + ",\"orderLinkId\":null,") + "],\"orderLinkId\":\"\"}";

        WriteBody filled = fill(EndpointKind.CREATE_BATCH, before);

        assertThat(filled.bytes().toString())
                .isEqualTo(before.replace(",\"orderLinkId\":null,\"symbol\"", ",\"orderLinkId\":\"g0\",\"symbol\""));
        String single = WITHOUT.replace("{ ", "{\"z\":" + other + ",");
        assertThat(fill(EndpointKind.CREATE, single).bytes().toString())
                .isEqualTo("{\"orderLinkId\":\"g1\"," + single.substring(1));
    }

    @Test
    void amendsCancelsAndPreChecksAreNeverFilled() {
        String cancel = "{\"category\":\"linear\",\"symbol\":\"BTCUSDT\",\"orderId\":\"1\",\"orderLinkId\":\"\"}";
        for (EndpointKind kind : List.of(EndpointKind.AMEND, EndpointKind.CANCEL)) {
            assertThat(fill(kind, cancel).bytes().toString()).isEqualTo(cancel);
        }
        assertThat(fill(EndpointKind.PRE_CHECK, WITHOUT).bytes().toString()).isEqualTo(WITHOUT);
    }

    @Test
    void aFilledOrderKeepsItsFingerprint() {
        WriteBody body = OrderBody.read(EndpointKind.CREATE, Buffer.buffer(WITHOUT));
        WriteBody filled = OrderBody.fillOrderLinkIds(EndpointKind.CREATE, body, this::nextId);

        OrderFacts again =
                OrderBody.read(EndpointKind.CREATE, filled.bytes()).orders().get(0);
        assertThat(again.terms()).isEqualTo(body.orders().get(0).terms());
    }

    @ParameterizedTest
    @ValueSource(longs = {1, 2, 3, 4})
    void whateverTheLayoutTheFilledBodyDiffersOnlyByTheId(long seed) {
        Random random = new Random(seed);
        for (int round = 0; round < 500; round++) {
            String blank = List.of("", "\"orderLinkId\"", "null").get(random.nextInt(3));
            String before = laidOut(random, blank);
            WriteBody body = OrderBody.read(EndpointKind.CREATE, Buffer.buffer(before));

            WriteBody filled = OrderBody.fillOrderLinkIds(EndpointKind.CREATE, body, () -> new OrderLinkId("the-id"));

            String after = filled.bytes().toString();
            WriteBody again = OrderBody.read(EndpointKind.CREATE, filled.bytes());
            assertThat(again.orders()).as(before).isEqualTo(filled.orders());
            assertThat(undone(after, blank)).as(before).isEqualTo(before);
        }
    }

    private static String undone(String after, String blank) {
        return switch (blank) {
            case "" -> after.replaceFirst("\"orderLinkId\":\"the-id\",", "");
            case "null" -> after.replaceFirst("\"the-id\"", "null");
            default -> after.replaceFirst("\"the-id\"", "\"\"");
        };
    }

    /** A create with its members in any order, any white space, numbers, nested values and characters of any length. */
    private static String laidOut(Random random, String blank) {
        List<String> members = new ArrayList<>(List.of(
                "\"category\":\"linear\"",
                "\"symbol\":\"BTCUSDT\"",
                "\"side\":\"Sell\"",
                "\"orderType\":\"Limit\"",
                "\"qty\":0.10",
                "\"price\":25000",
                "\"reduceOnly\":true",
                "\"positionIdx\":0",
                "\"note\":\"тест 😀 \\\" \\\\ \\u00e9\"",
                "\"more\":{\"b\":[1,null,{}],\"a\":\"}\"}"));
        if (!blank.isEmpty()) {
            members.add("\"orderLinkId\":" + (blank.equals("null") ? "null" : "\"\""));
        }
        Collections.shuffle(members, random);
        StringBuilder out = new StringBuilder(space(random)).append('{');
        for (int i = 0; i < members.size(); i++) {
            String member = members.get(i);
            int colon = member.indexOf(':');
            out.append(i == 0 ? "" : ",")
                    .append(space(random))
                    .append(member, 0, colon)
                    .append(space(random));
            out.append(':')
                    .append(space(random))
                    .append(member.substring(colon + 1))
                    .append(space(random));
        }
        return out.append('}').append(space(random)).toString();
    }

    private static String space(Random random) {
        return List.of("", "", " ", "\n", "\t ", "\r\n  ").get(random.nextInt(6));
    }

    private static String item(String orderLinkId) {
        return "{" + orderLinkId + "\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"1\"}";
    }

    private OrderLinkId nextId() {
        return new OrderLinkId("g" + given++);
    }

    private WriteBody fill(EndpointKind kind, String body) {
        return OrderBody.fillOrderLinkIds(kind, OrderBody.read(kind, Buffer.buffer(body)), this::nextId);
    }
}
