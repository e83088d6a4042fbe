package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.RequestId;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Writes an order as this door shows it: its ids first, then what is certain, then what was asked for. */
final class OrderReport {
    private static final DateTimeFormatter MILLIS =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSS'Z'").withZone(ZoneOffset.UTC);

    private final ObjectNode json = V1Json.object();

    /** RFC 3339 with milliseconds. */
    static String time(Instant instant) {
        return MILLIS.format(instant);
    }

    OrderReport ids(Optional<OrderId> orderId, @Nullable OrderLinkId link, @Nullable String clientOrderId) {
        orderId.ifPresent(id -> json.put("orderId", id.text()));
        if (link != null) {
            json.put("orderLinkId", link.text());
        }
        if (clientOrderId != null) {
            json.put("clientOrderId", clientOrderId);
        }
        return this;
    }

    OrderReport where(String environment, RequestId requestId) {
        json.put("environment", environment).put("requestId", requestId.text());
        return this;
    }

    OrderReport status(String status) {
        json.put("status", status);
        return this;
    }

    OrderReport outcome(String outcome) {
        json.put("outcome", outcome);
        return this;
    }

    OrderReport resolveBy(Optional<Instant> instant) {
        instant.ifPresent(by -> json.put("resolveBy", time(by)));
        return this;
    }

    OrderReport detail(String detail) {
        json.put("detail", detail);
        return this;
    }

    /** Repeats what was asked for, but for what is there already. */
    OrderReport asked(ObjectNode order) {
        for (Map.Entry<String, JsonNode> member : order.properties()) {
            if (!json.has(member.getKey())) {
                json.set(member.getKey(), member.getValue());
            }
        }
        return this;
    }

    OrderReport field(String name, String value) {
        json.put(name, value);
        return this;
    }

    ObjectNode toJson() {
        return json;
    }
}
