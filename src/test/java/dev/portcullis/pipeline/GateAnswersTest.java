package dev.portcullis.pipeline;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.Answer;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import io.vertx.core.json.JsonObject;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class GateAnswersTest {
    private final GateAnswers answers = new GateAnswers(() -> Instant.ofEpochMilli(1_790_000_000_000L));

    private static TrackedOrder placed() {
        TrackedOrder order = Orders.departed("bot1", "a-1", "f");
        order.settle(new Settlement.Placed(Optional.of(new OrderId("id-1")), false));
        return order;
    }

    private JsonObject bodyOf(EndpointKind kind) {
        Answer answer = answers.currentTruth(kind, List.of(placed())).orElseThrow();
        return ((Answer.Settled) answer).body().toJsonObject();
    }

    @Test
    void aBatchOfOneIsReplayedAsABatch() {
        JsonObject body = bodyOf(EndpointKind.CREATE_BATCH);

        JsonObject child = body.getJsonObject("result").getJsonArray("list").getJsonObject(0);
        assertThat(child.getString("orderId")).isEqualTo("id-1");
        assertThat(child.getString("orderLinkId")).isEqualTo("a-1");
        assertThat(body.getJsonObject("retExtInfo")
                        .getJsonArray("list")
                        .getJsonObject(0)
                        .getInteger("code"))
                .isZero();
    }

    @Test
    void aSingleCreateIsReplayedWithItsOrderAsResult() {
        assertThat(bodyOf(EndpointKind.CREATE).getJsonObject("result").getString("orderId"))
                .isEqualTo("id-1");
    }

    @Test
    void aBatchOfOneThatWasFoundLaterIsReplayedWithItsId() {
        TrackedOrder order = Orders.departed("bot1", "a-2", "f");
        order.settle(new Settlement.Unresolved("no answer"));
        order.settle(new Settlement.Placed(Optional.of(new OrderId("id-2")), true));

        Answer answer =
                answers.currentTruth(EndpointKind.CREATE_BATCH, List.of(order)).orElseThrow();

        assertThat(((Answer.Settled) answer).outcome()).isEqualTo(new Outcome.Acked(Optional.empty()));
        assertThat(((Answer.Settled) answer).body().toString()).contains("\"orderId\":\"id-2\"");
    }
}
