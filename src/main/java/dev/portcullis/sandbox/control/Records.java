package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.endpoint.NeverReached;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.journal.JournalJson;
import dev.portcullis.sandbox.journal.LinkIdTally;
import dev.portcullis.sandbox.wire.Json;
import java.util.Map;
import java.util.function.Function;

/** Reads the journal. */
final class Records {
    private final Journal journal;

    Records(Levers levers) {
        this.journal = levers.journal();
    }

    Map<String, Function<ObjectNode, JsonNode>> calls() {
        return Map.of(
                "GET /counters", params -> counters(),
                "GET /tally", this::tally,
                "GET /journal/requests", this::requests,
                "GET /journal/events", this::events);
    }

    private JsonNode counters() {
        ObjectNode counters = Json.object();
        ObjectNode paths = counters.putObject("requests");
        journal.counts().forEach(paths::put);
        counters.put("createsReceived", journal.createsReceived());
        counters.put("createsAccepted", journal.createsAccepted());
        counters.put(
                "neverReached",
                NeverReached.paths().stream().mapToInt(journal::count).sum());
        return counters;
    }

    private JsonNode tally(ObjectNode params) {
        LinkIdTally tally = journal.tally(Required.text(params, "orderLinkId"));
        return Json.object().put("received", tally.received()).put("accepted", tally.accepted());
    }

    /** All requests kept, or those to one path or with one text in query or body. */
    private JsonNode requests(ObjectNode params) {
        String path = params.path("path").asText("");
        String text = params.path("contains").asText("");
        ArrayNode list = Json.array();
        journal.requests(request -> (path.isEmpty() || request.path().equals(path))
                        && (request.body().contains(text) || request.rawQuery().contains(text)))
                .forEach(request -> list.add(JournalJson.of(request)));
        return list;
    }

    private JsonNode events(ObjectNode params) {
        String orderLinkId = params.path("orderLinkId").asText("");
        ArrayNode list = Json.array();
        journal.events().stream()
                .filter(event -> orderLinkId.isEmpty() || event.orderLinkId().equals(orderLinkId))
                .forEach(event -> list.add(JournalJson.of(event)));
        return list;
    }
}
