package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.wire.Json;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.Refusal;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.Function;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * The control door over HTTP: every lever of the simulator as a JSON call, for programs in other processes. A GET takes
 * its parameters from the query, every other method from a JSON body; mistakes answer 400 with {@code error}.
 */
public final class ControlDoor {
    private static final Logger LOG = LoggerFactory.getLogger(ControlDoor.class);

    private static final int OK = 200;
    private static final int BAD_REQUEST = 400;
    private static final int NOT_FOUND = 404;
    private static final int FAILED = 500;

    private final Map<String, Call> calls = new TreeMap<>();

    /** One thing that can be done or looked at. */
    interface Call {
        Future<JsonNode> answer(ObjectNode params);
    }

    /** A door to these levers. */
    public ControlDoor(Levers levers) {
        MarketControls market = new MarketControls(levers);
        KeyControls keys = new KeyControls(levers.accounts());
        FaultControls faults = new FaultControls(levers);
        Records records = new Records(levers);
        market.calls().forEach((name, call) -> put(name, call));
        keys.calls().forEach((name, call) -> put(name, call));
        faults.calls().forEach((name, call) -> put(name, call));
        records.calls().forEach((name, call) -> put(name, call));
        calls.put("POST /listening", params -> listening(levers.listening(), params));
        put("GET /", params -> names());
    }

    /** Takes one request. */
    public void handle(HttpServerRequest request) {
        request.body()
                .compose(body -> answer(request, body))
                .onSuccess(node -> send(request, OK, node))
                .onFailure(cause -> refuse(request, cause));
    }

    private Future<JsonNode> answer(HttpServerRequest request, Buffer body) {
        Call call = calls.get(request.method().name() + " " + request.path());
        if (call == null) {
            throw new NoSuchCall("no such call; GET / lists them all");
        }
        return call.answer(params(request, body));
    }

    private static ObjectNode params(HttpServerRequest request, Buffer body) {
        if (body.length() == 0) {
            String query = request.query();
            return Params.ofQuery(query == null ? "" : query).fields();
        }
        try {
            if (Json.read(body.getBytes()) instanceof ObjectNode object) {
                return object;
            }
        } catch (IOException malformed) {
            throw new IllegalArgumentException("body: expected JSON", malformed);
        }
        throw new IllegalArgumentException("body: expected a JSON object");
    }

    private void put(String name, Function<ObjectNode, JsonNode> call) {
        calls.put(name, params -> Future.succeededFuture(call.apply(params)));
    }

    private ArrayNode names() {
        ArrayNode names = Json.array();
        calls.keySet().forEach(names::add);
        return names;
    }

    private static Future<JsonNode> listening(Listening listening, ObjectNode params) {
        boolean open = params.path("listening").asBoolean();
        return (open ? listening.resume() : listening.interrupt())
                .map(done -> Json.object().put("listening", open));
    }

    private static void refuse(HttpServerRequest request, Throwable cause) {
        ObjectNode error = Json.object().put("error", String.valueOf(cause.getMessage()));
        if (cause instanceof NoSuchCall) {
            send(request, NOT_FOUND, error);
        } else if (cause instanceof Refusal refusal) {
            send(request, BAD_REQUEST, error.put("retCode", refusal.code()));
        } else if (cause instanceof IllegalArgumentException) {
            send(request, BAD_REQUEST, error);
        } else {
            LOG.error("control call {} failed", request.path(), cause);
            send(request, FAILED, error);
        }
    }

    private static void send(HttpServerRequest request, int status, JsonNode node) {
        request.response()
                .setStatusCode(status)
                .putHeader("Content-Type", "application/json")
                .end(Buffer.buffer(Json.bytes(node)))
                .onFailure(cause -> LOG.debug("the caller of {} went away: {}", request.path(), cause.toString()));
    }

    /** The path or method is none of ours. */
    private static final class NoSuchCall extends RuntimeException {
        private static final long serialVersionUID = 1L;

        private NoSuchCall(String message) {
            super(message, null, false, false);
        }
    }
}
