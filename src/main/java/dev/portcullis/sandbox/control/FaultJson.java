package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.FaultScript;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import java.time.Duration;

/**
 * Reads a script from JSON:
 *
 * <pre>
 * {"match": {"path": "/v5/order/create", "account": "alpha", "symbol": "", "orderLinkId": ""},
 *  "dose": {"skip": 0, "times": 1, "probability": 1, "seed": 0},
 *  "fault": {"kind": "reset", "sideEffect": "executed"}}
 * </pre>
 *
 * Kinds: delay-request and delay-answer (millis); reset; status (status, contentType, body); html (status, text);
 * too-frequent; redirect (status, location); huge (bytes); ret-code (retCode, retMsg); truncate (bytes); drip
 * (bytesPerStep, stepMillis); swap-ids (orderId, orderLinkId); shorten-batch (items); reverse-batch. All that replace
 * the answer take sideEffect none (default) or executed.
 */
final class FaultJson {
    private static final String PLAIN = "text/plain";

    private FaultJson() {}

    static FaultScript script(JsonNode node) {
        return new FaultScript(match(node.path("match")), fault(node.path("fault")), dose(node.path("dose")));
    }

    private static FaultMatch match(JsonNode node) {
        return new FaultMatch(
                text(node, "path"), text(node, "account"), text(node, "symbol"), text(node, "orderLinkId"));
    }

    private static Dose dose(JsonNode node) {
        return new Dose(
                node.path("skip").asInt(0),
                node.path("times").asInt(1),
                node.path("probability").asDouble(1),
                node.path("seed").asLong(0));
    }

    private static Fault fault(JsonNode node) {
        String kind = text(node, "kind");
        return switch (kind) {
            case "delay-request" -> new Fault.DelayRequest(Duration.ofMillis(number(node, "millis")));
            case "delay-answer" -> new Fault.DelayAnswer(Duration.ofMillis(number(node, "millis")));
            case "reset" -> new Fault.Reset(sideEffect(node));
            case "ret-code" ->
                new Fault.RetCodeInstead(sideEffect(node), number(node, "retCode"), text(node, "retMsg"));
            case "truncate" -> new Fault.Truncate(number(node, "bytes"));
            case "drip" -> new Fault.Drip(number(node, "bytesPerStep"), Duration.ofMillis(number(node, "stepMillis")));
            case "swap-ids" -> new Fault.SwapIds(text(node, "orderId"), text(node, "orderLinkId"));
            case "shorten-batch" -> new Fault.ShortenBatch(number(node, "items"));
            case "reverse-batch" -> new Fault.ReverseBatch();
            default -> new Fault.AnswerInstead(sideEffect(node), answer(kind, node));
        };
    }

    private static HttpAnswer answer(String kind, JsonNode node) {
        return switch (kind) {
            case "status" ->
                HttpAnswer.of(number(node, "status"), node.path("contentType").asText(PLAIN), text(node, "body"));
            case "html" -> HttpAnswer.html(number(node, "status"), text(node, "status"), text(node, "text"));
            case "too-frequent" -> HttpAnswer.tooFrequent();
            case "redirect" -> HttpAnswer.redirect(number(node, "status"), text(node, "location"));
            case "huge" -> HttpAnswer.of(200, HttpAnswer.JSON, "x".repeat(number(node, "bytes")));
            default -> throw new IllegalArgumentException("fault.kind: there is no kind '" + kind + "'");
        };
    }

    private static SideEffect sideEffect(JsonNode node) {
        String word = node.path("sideEffect").asText("none");
        return switch (word) {
            case "none" -> SideEffect.NONE;
            case "executed" -> SideEffect.EXECUTED;
            default -> throw new IllegalArgumentException("fault.sideEffect: expected none or executed, got " + word);
        };
    }

    private static int number(JsonNode node, String name) {
        JsonNode value = node.path(name);
        if (!value.isInt()) {
            throw new IllegalArgumentException("fault." + name + ": expected a whole number");
        }
        return value.intValue();
    }

    private static String text(JsonNode node, String name) {
        return node.path(name).asText("");
    }
}
