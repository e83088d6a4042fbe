package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.bybit.BatchAnswer.Verdict;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import io.vertx.core.buffer.Buffer;
import java.util.List;
import org.junit.jupiter.api.Test;

class BatchAnswerTest {
    private static final List<OrderFacts> CREATES = orders(
            EndpointKind.CREATE_BATCH,
            OrderBodyTest.batchOf(OrderBodyTest.item("a"), OrderBodyTest.item("b"), OrderBodyTest.item("c")));

    private static final List<OrderFacts> CANCELS = orders(
            EndpointKind.CANCEL_BATCH,
            OrderBodyTest.batchOf(
                    "{\"symbol\":\"BTCUSDT\",\"orderId\":\"1\"}", "{\"symbol\":\"BTCUSDT\",\"orderLinkId\":\"b\"}"));

    @Test
    void judgesEachChildByItsOwnCode() {
        List<Verdict> verdicts = creates(
                "{\"orderId\":\"1\",\"orderLinkId\":\"a\"},{\"orderId\":\"\",\"orderLinkId\":\"b\"},"
                        + "{\"orderId\":\"\",\"orderLinkId\":\"c\"}",
                "{\"code\":0,\"msg\":\"OK\"},{\"code\":110007,\"msg\":\"poor\"},{\"code\":10016,\"msg\":\"?\"}");

        assertThat(verdicts)
                .containsExactly(
                        new Verdict(Certainty.DONE, 0, "OK", new OrderId("1")),
                        new Verdict(Certainty.REFUSED, 110007, "poor", null),
                        new Verdict(Certainty.UNKNOWN, 10016, "?", null));
    }

    @Test
    void matchesAReorderedAnswerById() {
        List<Verdict> verdicts = creates(
                "{\"orderId\":\"3\",\"orderLinkId\":\"c\"},{\"orderId\":\"1\",\"orderLinkId\":\"a\"},"
                        + "{\"orderId\":\"\",\"orderLinkId\":\"b\"}",
                "{\"code\":0},{\"code\":0},{\"code\":110007}");

        assertThat(verdicts)
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.DONE, Certainty.REFUSED, Certainty.DONE);
        assertThat(verdicts.get(2).orderId()).isEqualTo(new OrderId("3"));
    }

    @Test
    void whoeverHasNoAnswerIsUnknown() {
        assertThat(creates("{\"orderId\":\"1\",\"orderLinkId\":\"a\"}", "{\"code\":0}"))
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.DONE, Certainty.UNKNOWN, Certainty.UNKNOWN);
        assertThat(creates("", "")).extracting(Verdict::certainty).containsOnly(Certainty.UNKNOWN);
    }

    @Test
    void aChildWithoutACodeOrTwiceOrOfAStrangerIsUnknown() {
        assertThat(creates(
                        "{\"orderId\":\"1\",\"orderLinkId\":\"a\"},{\"orderId\":\"2\",\"orderLinkId\":\"b\"},"
                                + "{\"orderId\":\"3\",\"orderLinkId\":\"c\"}",
                        "{\"code\":0},{\"code\":0}"))
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.DONE, Certainty.DONE, Certainty.UNKNOWN);
        assertThat(creates(
                        "{\"orderId\":\"1\",\"orderLinkId\":\"a\"},{\"orderId\":\"2\",\"orderLinkId\":\"a\"},"
                                + "{\"orderId\":\"3\",\"orderLinkId\":\"x\"}",
                        "{\"code\":0},{\"code\":0},{\"code\":0}"))
                .extracting(Verdict::certainty)
                .containsOnly(Certainty.UNKNOWN);
    }

    @Test
    void anAcceptedCreateWithoutAnOrderIdIsUnknown() {
        assertThat(creates(
                        "{\"orderId\":\"\",\"orderLinkId\":\"a\"},{\"orderId\":\"2\",\"orderLinkId\":\"b\"},"
                                + "{\"orderId\":\"3\",\"orderLinkId\":\"c\"}",
                        "{\"code\":0},{\"code\":0},{\"code\":0}"))
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.UNKNOWN, Certainty.DONE, Certainty.DONE);
    }

    @Test
    void aRefusalOfTheWholeRefusesEveryOrder() {
        assertThat(verdicts(EndpointKind.CREATE_BATCH, CREATES, 200, "{\"retCode\":10006,\"retMsg\":\"slow\"}"))
                .containsOnly(new Verdict(Certainty.REFUSED, 10006, "slow", null))
                .hasSize(3);
    }

    @Test
    void whatIsNoWordOfBybitsLeavesEveryOrderUnknown() {
        assertThat(verdicts(EndpointKind.CREATE_BATCH, CREATES, 502, "<html>"))
                .containsOnly(new Verdict(Certainty.UNKNOWN, null, "", null))
                .hasSize(3);
        assertThat(verdicts(EndpointKind.CREATE_BATCH, CREATES, 500, "{\"retCode\":0}"))
                .extracting(Verdict::certainty)
                .containsOnly(Certainty.UNKNOWN);
    }

    @Test
    void cancelsAreMatchedByTheIdThatTheyNamed() {
        assertThat(verdicts(
                        EndpointKind.CANCEL_BATCH,
                        CANCELS,
                        200,
                        body(
                                "{\"orderId\":\"9\",\"orderLinkId\":\"b\"},{\"orderId\":\"1\",\"orderLinkId\":\"z\"}",
                                "{\"code\":0},{\"code\":110001}")))
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.REFUSED, Certainty.DONE);
        assertThat(verdicts(
                        EndpointKind.CANCEL_BATCH,
                        CANCELS,
                        200,
                        body("{\"orderId\":\"\"},{\"orderId\":\"\"}", "{\"code\":0},{\"code\":110001}")))
                .as("answers without ids count by their place")
                .extracting(Verdict::certainty)
                .containsExactly(Certainty.DONE, Certainty.REFUSED);
    }

    private static List<Verdict> creates(String results, String codes) {
        return verdicts(EndpointKind.CREATE_BATCH, CREATES, 200, body(results, codes));
    }

    private static String body(String results, String codes) {
        return "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"list\":[" + results + "]},\"retExtInfo\":{\"list\":["
                + codes + "]},\"time\":1}";
    }

    private static List<Verdict> verdicts(EndpointKind kind, List<OrderFacts> sent, int status, String body) {
        return BatchAnswer.verdicts(kind, sent, status, V5Envelope.read(Buffer.buffer(body)));
    }

    private static List<OrderFacts> orders(EndpointKind kind, String body) {
        return OrderBody.read(kind, Buffer.buffer(body)).orders();
    }
}
