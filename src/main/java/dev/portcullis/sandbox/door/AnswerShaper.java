package dev.portcullis.sandbox.door;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.endpoint.ApiAnswer;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultPlan;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.wire.Envelope;
import dev.portcullis.sandbox.wire.Json;
import io.vertx.core.buffer.Buffer;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Makes the HTTP answer of a call: the exchange's own, or what the call's plan puts in its place. */
final class AnswerShaper {
    private static final int OK = 200;

    private final InstantSource serverClock;

    AnswerShaper(InstantSource serverClock) {
        this.serverClock = serverClock;
    }

    HttpAnswer shape(Optional<ApiAnswer> answer, FaultPlan plan) {
        Optional<Fault.AnswerInstead> instead = plan.first(Fault.AnswerInstead.class);
        if (instead.isPresent()) {
            return instead.get().answer();
        }
        ApiAnswer said = answer.orElse(new ApiAnswer(OK, Map.of(), Envelope.ok(Json.object())));
        Envelope envelope = plan.first(Fault.RetCodeInstead.class)
                .map(code -> said.envelope().withCode(code.retCode(), code.retMsg()))
                .orElseGet(() -> distorted(said.envelope(), plan));
        return json(said.with(envelope));
    }

    private HttpAnswer json(ApiAnswer answer) {
        Map<String, String> headers = new HashMap<>(answer.headers());
        headers.put("Content-Type", HttpAnswer.JSON);
        return new HttpAnswer(
                answer.status(), headers, Buffer.buffer(answer.envelope().toBytes(serverClock.millis())));
    }

    private static Envelope distorted(Envelope envelope, FaultPlan plan) {
        if (plan.faults().isEmpty()) {
            return envelope;
        }
        ObjectNode result = envelope.result().deepCopy();
        ObjectNode extra = envelope.retExtInfo().deepCopy();
        plan.first(Fault.SwapIds.class)
                .ifPresent(swap -> result.put("orderId", swap.orderId()).put("orderLinkId", swap.orderLinkId()));
        plan.first(Fault.ShortenBatch.class).ifPresent(shorten -> {
            shorten(result, shorten.items());
            shorten(extra, shorten.items());
        });
        plan.first(Fault.ReverseBatch.class).ifPresent(reverse -> {
            reverse(result);
            reverse(extra);
        });
        return new Envelope(envelope.retCode(), envelope.retMsg(), result, extra);
    }

    private static void shorten(ObjectNode holder, int items) {
        if (holder.get("list") instanceof ArrayNode list) {
            while (list.size() > items) {
                list.remove(list.size() - 1);
            }
        }
    }

    private static void reverse(ObjectNode holder) {
        if (holder.get("list") instanceof ArrayNode list) {
            ArrayNode reversed = Json.array();
            for (JsonNode item : list) {
                reversed.insert(0, item);
            }
            holder.set("list", reversed);
        }
    }
}
