package dev.portcullis.sandbox.journal;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.wire.Json;
import java.util.Locale;

/** The JSON form of journal records, in the file and at the control door. */
public final class JournalJson {
    private JournalJson() {}

    /** A request. */
    public static ObjectNode of(ReceivedRequest request) {
        ObjectNode line = Json.object()
                .put("record", "request")
                .put("time", request.receipt().timeMillis())
                .put("uid", request.receipt().uid())
                .put("apiKey", request.receipt().apiKey())
                .put("address", request.receipt().address())
                .put("method", request.method())
                .put("path", request.path())
                .put("query", request.rawQuery())
                .put("body", request.body());
        ArrayNode names = line.putArray("headers");
        request.headerNames().forEach(names::add);
        return line.put("signatureVerified", request.signatureVerified());
    }

    /** An event. */
    public static ObjectNode of(OrderEvent event) {
        return Json.object()
                .put("record", "order")
                .put("time", event.timeMillis())
                .put("kind", event.kind().name().toLowerCase(Locale.ROOT))
                .put("uid", event.uid())
                .put("orderId", event.orderId())
                .put("orderLinkId", event.orderLinkId())
                .put("instrument", event.instrument())
                .put("status", event.status());
    }
}
