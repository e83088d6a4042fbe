package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.Category;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

class V5BodiesTest {
    private static final String ECHO = "error sign! origin_string[1682321990138SECRETKEY5000category=linear]";

    @Test
    void anAckLooksLikeBybits() {
        assertThat(V5Bodies.ack(new OrderLinkId("gw-1"), Optional.of(new OrderId("c6f0-55")), 1672211918471L))
                .hasToString("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\":\"c6f0-55\","
                        + "\"orderLinkId\":\"gw-1\"},\"retExtInfo\":{},\"time\":1672211918471}");
        assertThat(V5Bodies.ack(new OrderLinkId("gw-1"), Optional.empty(), 1).toString())
                .contains("\"orderId\":\"\"");
    }

    @Test
    void aRefusalKeepsItsMessageWhateverItHolds() {
        V5Envelope read = V5Envelope.read(V5Bodies.refusal(10001, "say \"qty\"\n\u0001 \\ é", 5))
                .orElseThrow();
        assertThat(read.retCode()).isEqualTo(10001);
        assertThat(read.retMsg()).isEqualTo("say \"qty\"\n\u0001 \\ é");
        assertThat(read.timeMillis()).isEqualTo(5);
    }

    @Test
    void aBatchHasAResultAndACodeForEachLine() {
        Buffer body = V5Bodies.batch(
                List.of(
                        new V5Bodies.Line(
                                Category.SPOT, new Symbol("BTCUSDT"), new OrderId("1"), new OrderLinkId("a"), 0, "OK"),
                        new V5Bodies.Line(Category.SPOT, null, null, new OrderLinkId("b"), 170131, "poor")),
                9);

        assertThat(body)
                .hasToString("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[{\"category\":\"spot\","
                        + "\"symbol\":\"BTCUSDT\",\"orderId\":\"1\",\"orderLinkId\":\"a\",\"createAt\":\"\"},"
                        + "{\"category\":\"spot\",\"symbol\":\"\",\"orderId\":\"\",\"orderLinkId\":\"b\","
                        + "\"createAt\":\"\"}]},\"retExtInfo\":{\"list\":[{\"code\":0,\"msg\":\"OK\"},"
                        + "{\"code\":170131,\"msg\":\"poor\"}]},\"time\":9}");
        assertThat(V5Envelope.read(body).orElseThrow().children()).hasSize(2);
    }

    @Test
    void a10004LosesItsEchoAndKeepsTheRest() {
        String before = "{\"retCode\":10004, \"retMsg\":\"" + ECHO + "\",\"result\":{},\"time\":17}";
        assertThat(V5Bodies.redactOriginString(Buffer.buffer(before)))
                .hasToString("{\"retCode\":10004, \"retMsg\":\"" + Redaction.INSTEAD + "\",\"result\":{},\"time\":17}");
    }

    @Test
    void noFormOfTheEchoGetsThrough() {
        List<String> bodies = List.of(
                "{\"retCode\":10004,\"retMsg\":\"SECRETKEY\"}",
                "{\"retCode\":10004,\"retMsg\":\"origin\\u005fstring[SECRETKEY]\"}",
                "{\"retMsg\":\"" + ECHO + "\",\"retCode\":1}",
                "{\"retCode\":10004,\"retMsg\":\"" + ECHO + "\",\"retExtInfo\":{\"why\":\"" + ECHO + "\"}}",
                "{\"retCode\":10004,\"retMsg\":\"x\",\"retMsg\":\"" + ECHO + "\"}",
                "{\"retCode\":10004,\"retMsg\":\"" + ECHO,
                ECHO);
        assertThat(bodies).allSatisfy(body -> {
            String shown = V5Bodies.redactOriginString(Buffer.buffer(body)).toString();
            assertThat(shown).doesNotContain("SECRETKEY").contains(Redaction.INSTEAD);
        });
    }

    @Test
    void otherBodiesStayTheSameObject() {
        for (String body :
                List.of("{\"retCode\":0}", "{\"retCode\":0,\"result\":{\"orderId\":\"10004\"}}", "<html>", "")) {
            Buffer buffer = Buffer.buffer(body);
            assertThat(V5Bodies.redactOriginString(buffer)).isSameAs(buffer);
        }
    }

    @Test
    void queryApiShowsTheCallersTokenAndNoAddresses() {
        String before =
                "{\"retCode\":0,\"result\":{\"id\":\"22\",\"apiKey\" : \"REALKEY\",\"ips\": [\"18.181.170.164\",\n"
                        + "\"::1\"],\"permissions\":{\"apiKey\":[\"kept\"]}},\"apiKey\":\"kept too\"}";

        assertThat(V5Bodies.queryApiShownTo(Buffer.buffer(before), "tok1"))
                .hasToString(before.replace("\"REALKEY\"", "\"tok1\"").replace("[\"18.181.170.164\",\n\"::1\"]", "[]"));
    }

    @Test
    void aQueryApiAnswerThatCannotBeReadIsNotShown() {
        assertThatThrownBy(() -> V5Bodies.queryApiShownTo(Buffer.buffer("{\"result\":{\"apiKey\":\"REAL"), "tok1"))
                .isInstanceOf(IllegalArgumentException.class);
    }
}
