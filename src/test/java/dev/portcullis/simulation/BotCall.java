package dev.portcullis.simulation;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.OrderBody;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.Call;
import dev.portcullis.model.EndpointId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Origin;
import dev.portcullis.model.Timing;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.util.List;

/**
 * What a bot asks for, as often as it asks for it.
 *
 * @param links the orderLinkIds that it names, in their order; none for a cancel of all
 * @param deadlineMillis how long it may wait for its departure
 */
record BotCall(
        EndpointId endpoint,
        EndpointKind kind,
        AccountId account,
        String symbol,
        List<String> links,
        JsonObject body,
        int deadlineMillis) {
    private static final int RECV_WINDOW_MILLIS = 5_000;
    private static final long NANOS_PER_MILLI = 1_000_000;

    static BotCall create(AccountId account, JsonObject order, int deadlineMillis) {
        return new BotCall(
                EndpointTable.ORDER_CREATE,
                EndpointKind.CREATE,
                account,
                order.getString("symbol"),
                List.of(order.getString("orderLinkId")),
                order,
                deadlineMillis);
    }

    static BotCall batch(AccountId account, List<JsonObject> orders, int deadlineMillis) {
        JsonArray request = new JsonArray();
        orders.forEach(order -> {
            JsonObject child = order.copy();
            child.remove("category");
            request.add(child);
        });
        return new BotCall(
                EndpointTable.ORDER_CREATE_BATCH,
                EndpointKind.CREATE_BATCH,
                account,
                orders.get(0).getString("symbol"),
                orders.stream().map(order -> order.getString("orderLinkId")).toList(),
                new JsonObject().put("category", "linear").put("request", request),
                deadlineMillis);
    }

    static BotCall cancel(AccountId account, String symbol, String link, int deadlineMillis) {
        return new BotCall(
                EndpointTable.ORDER_CANCEL,
                EndpointKind.CANCEL,
                account,
                symbol,
                List.of(link),
                naming(symbol).put("orderLinkId", link),
                deadlineMillis);
    }

    static BotCall cancelAll(AccountId account, String symbol, int deadlineMillis) {
        return new BotCall(
                EndpointTable.ORDER_CANCEL_ALL,
                EndpointKind.CANCEL_ALL,
                account,
                symbol,
                List.of(),
                naming(symbol),
                deadlineMillis);
    }

    static BotCall amend(AccountId account, String symbol, String link, String price, int deadlineMillis) {
        return new BotCall(
                EndpointTable.ORDER_AMEND,
                EndpointKind.AMEND,
                account,
                symbol,
                List.of(link),
                naming(symbol).put("orderLinkId", link).put("price", price),
                deadlineMillis);
    }

    private static JsonObject naming(String symbol) {
        return new JsonObject().put("category", "linear").put("symbol", symbol);
    }

    long deadlineNanos() {
        return deadlineMillis * NANOS_PER_MILLI;
    }

    /** The order that the call asks for under its link of that number. */
    JsonObject order(int child) {
        return isBatch() ? body.getJsonArray("request").getJsonObject(child) : body;
    }

    boolean isBatch() {
        return kind.isBatch();
    }

    /** The call as a door hands it on. */
    Call arrivingAt(Origin origin, long nowNanos) {
        return new Call(
                origin,
                account,
                endpoint,
                kind,
                "",
                OrderBody.read(kind, Buffer.buffer(body.encode())),
                new Timing(nowNanos, nowNanos + deadlineNanos(), RECV_WINDOW_MILLIS));
    }
}
