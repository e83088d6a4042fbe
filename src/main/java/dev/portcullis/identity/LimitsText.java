package dev.portcullis.identity;

import dev.portcullis.model.DeskLimits;
import io.vertx.core.json.DecodeException;
import io.vertx.core.json.JsonObject;
import org.jspecify.annotations.Nullable;

/** Limits as the store keeps them: a JSON object, null for none. */
final class LimitsText {
    private static final String REQUESTS = "requestsPerSecond";
    private static final String ORDERS = "ordersPerSecond";
    private static final String IN_FLIGHT = "inFlight";

    private LimitsText() {}

    static @Nullable String write(DeskLimits limits) {
        if (limits.equals(DeskLimits.NONE)) {
            return null;
        }
        JsonObject json = new JsonObject();
        put(json, REQUESTS, limits.requestsPerSecond());
        put(json, ORDERS, limits.ordersPerSecond());
        put(json, IN_FLIGHT, limits.inFlight());
        return json.encode();
    }

    private static void put(JsonObject json, String name, @Nullable Integer limit) {
        if (limit != null) {
            json.put(name, limit);
        }
    }

    /** @throws IllegalArgumentException when the text is not such an object: no limit may get lost by a slip */
    static DeskLimits read(@Nullable String text) {
        if (text == null) {
            return DeskLimits.NONE;
        }
        try {
            JsonObject json = new JsonObject(text);
            return new DeskLimits(json.getInteger(REQUESTS), json.getInteger(ORDERS), json.getInteger(IN_FLIGHT));
        } catch (DecodeException | ClassCastException broken) {
            throw new IllegalArgumentException("its limits are not a JSON object of whole numbers", broken);
        }
    }
}
