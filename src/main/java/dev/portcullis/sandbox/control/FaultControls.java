package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.fault.FaultScript;
import dev.portcullis.sandbox.limit.LimitPolicy;
import dev.portcullis.sandbox.wire.Json;
import java.time.Duration;
import java.util.Map;
import java.util.function.Function;

/** Scripts faults, sets the clock wrong, changes limits and bans addresses. */
final class FaultControls {
    private final Levers levers;

    FaultControls(Levers levers) {
        this.levers = levers;
    }

    Map<String, Function<ObjectNode, JsonNode>> calls() {
        return Map.of(
                "GET /faults", params -> list(),
                "POST /faults", this::add,
                "DELETE /faults", this::remove,
                "POST /clock", this::skewClock,
                "POST /limits", this::changeLimits,
                "POST /ban", this::ban);
    }

    private JsonNode list() {
        ArrayNode list = Json.array();
        levers.faults().inForce().forEach((id, script) -> list.add(json(id, script)));
        return list;
    }

    private ObjectNode json(int id, FaultScript script) {
        return Json.object()
                .put("id", id)
                .put("fired", levers.faults().fired(id))
                .put("path", script.match().path())
                .put("account", script.match().account())
                .put("symbol", script.match().symbol())
                .put("orderLinkId", script.match().orderLinkId())
                .put("fault", script.fault().getClass().getSimpleName())
                .put("dose", script.dose().toString());
    }

    private JsonNode add(ObjectNode params) {
        return Json.object().put("id", levers.faults().script(FaultJson.script(params)));
    }

    /** One script by its id, all of them without one. */
    private JsonNode remove(ObjectNode params) {
        if (!params.has("id")) {
            levers.faults().clear();
            return Json.object().put("removed", "all");
        }
        int id = Math.toIntExact(Required.number(params, "id"));
        if (!levers.faults().remove(id)) {
            throw new IllegalArgumentException("id: no script has the number " + id);
        }
        return Json.object().put("removed", id);
    }

    private JsonNode skewClock(ObjectNode params) {
        levers.clock().skewBy(Duration.ofMillis(Required.number(params, "aheadMillis")));
        return Json.object().put("serverMillis", levers.clock().millis());
    }

    private JsonNode changeLimits(ObjectNode params) {
        LimitPolicy policy = LimitPolicy.parse(Required.text(params, "limits"));
        levers.limits().uid().change(policy);
        levers.limits().address().change(policy);
        return params;
    }

    /** Bans an address now, or only says how long the next bans last. */
    private JsonNode ban(ObjectNode params) {
        if (params.has("seconds")) {
            levers.limits().address().setBan(Duration.ofSeconds(Required.number(params, "seconds")));
        }
        if (params.has("address")) {
            levers.limits().address().ban(Required.text(params, "address"));
        }
        return params;
    }
}
