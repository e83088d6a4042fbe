package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Symbol;
import io.vertx.core.buffer.Buffer;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class V5EnvelopeTest {
    private static final String ACK =
            "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\":\"1321003749386327552\","
                    + "\"orderLinkId\":\"spot-test-postonly\"},\"retExtInfo\":{},\"time\":1672211918471}";

    @Test
    void readsAnAcknowledgement() {
        assertThat(read(ACK))
                .isEqualTo(new V5Envelope(
                        0,
                        "OK",
                        1672211918471L,
                        new OrderId("1321003749386327552"),
                        new OrderLinkId("spot-test-postonly"),
                        List.of()));
    }

    @Test
    void bearsMissingPartsUnknownFieldsAndOtherTypes() {
        V5Envelope bare = read("{\"retCode\":10006}");
        assertThat(bare.retMsg()).isEmpty();
        assertThat(bare.timeMillis()).isZero();
        assertThat(bare.orderId()).isNull();

        V5Envelope odd = read("{\"new\":[{\"retCode\":5}],\"time\":\"1672211918471\",\"retMsg\":null,\"result\":"
                + "{\"orderId\":1321003749386327552,\"orderLinkId\":\"\",\"list\":null,\"x\":{}},\"retExtInfo\":null,"
                + "\"retCode\":0}");
        assertThat(odd.retCode()).isZero();
        assertThat(odd.timeMillis()).isEqualTo(1672211918471L);
        assertThat(odd.orderId()).isEqualTo(new OrderId("1321003749386327552"));
        assertThat(odd.orderLinkId()).isNull();

        assertThat(read("{\"retCode\":0,\"result\":[],\"time\":{},\"retExtInfo\":[]}")
                        .timeMillis())
                .isZero();
    }

    @Test
    void anAnswerCutAnywhereIsNone() {
        byte[] whole = ACK.getBytes(StandardCharsets.UTF_8);
        for (int length = 0; length < whole.length; length++) {
            assertThat(V5Envelope.read(Buffer.buffer().appendBytes(whole, 0, length)))
                    .as("cut at " + length)
                    .isEmpty();
        }
    }

    @Test
    void readsTheChildrenOfABatchInTheirPlaces() {
        V5Envelope batch = read("{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[{\"category\":\"spot\","
                + "\"symbol\":\"BTCUSDT\",\"orderId\":\"1666800494330512128\",\"orderLinkId\":\"spot-btc-03\"},"
                + "{\"category\":\"spot\",\"symbol\":\"ATOMUSDT\",\"orderId\":\"\",\"orderLinkId\":"
                + "\"1666800494330512129\"},7]},\"retExtInfo\":{\"list\":[{\"code\":0,\"msg\":\"OK\"},"
                + "{\"code\":170213,\"msg\":\"Order does not exist.\"},{\"code\":\"x\"}]},\"time\":1713434299047}");

        assertThat(batch.children())
                .containsExactly(
                        new V5Envelope.Child(
                                new OrderId("1666800494330512128"), new OrderLinkId("spot-btc-03"), 0, "OK"),
                        new V5Envelope.Child(
                                null, new OrderLinkId("1666800494330512129"), 170213, "Order does not exist."),
                        new V5Envelope.Child(null, null, null, ""));
    }

    @Test
    void neverKeepsTheSignedStringThatA10004Echoes() {
        String echo = "error sign! origin_string[1682321990138SECRETKEY5000category=linear]";
        V5Envelope envelope = read("{\"retCode\":10004,\"retMsg\":\"" + echo + "\"}");

        assertThat(envelope.toString()).doesNotContain("SECRETKEY").contains("not shown");
        assertThat(read("{\"retCode\":1,\"retMsg\":\"" + echo + "\"}").toString())
                .doesNotContain("SECRETKEY");
    }

    @Test
    void aSuccessMustBeAboutTheOrderSent() {
        OrderFacts create = create("spot-test-postonly");
        assertThat(read(ACK).isAbout(create)).isTrue();
        assertThat(read(ACK).isAbout(create("another"))).isFalse();
        assertThat(read("{\"retCode\":0,\"result\":{\"orderLinkId\":\"spot-test-postonly\"}}")
                        .isAbout(create))
                .as("no orderId")
                .isFalse();

        assertThat(read(ACK).isAbout(byIds("1321003749386327552", null))).isTrue();
        assertThat(read(ACK).isAbout(byIds("1321003749386327552", "whatever")))
                .as("orderId wins")
                .isTrue();
        assertThat(read(ACK).isAbout(byIds("7", "spot-test-postonly"))).isFalse();
        assertThat(read(ACK).isAbout(byIds(null, "spot-test-postonly"))).isTrue();
        assertThat(read(ACK).isAbout(byIds(null, "another"))).isFalse();
    }

    private static OrderFacts create(String orderLinkId) {
        CreateTerms terms = new CreateTerms("Limit", false, new Fingerprint("00"), OrderNames.NONE);
        return new OrderFacts(new Symbol("BTCUSDT"), new OrderLinkId(orderLinkId), null, null, null, null, terms);
    }

    private static OrderFacts byIds(@Nullable String orderId, @Nullable String orderLinkId) {
        return new OrderFacts(
                new Symbol("BTCUSDT"),
                orderLinkId == null ? null : new OrderLinkId(orderLinkId),
                orderId == null ? null : new OrderId(orderId),
                null,
                null,
                null,
                null);
    }

    private static V5Envelope read(String body) {
        return V5Envelope.read(Buffer.buffer(body)).orElseThrow();
    }
}
