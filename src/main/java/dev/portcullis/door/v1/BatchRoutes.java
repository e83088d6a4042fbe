package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.identity.Client;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.RequestId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;

/** Places several orders; each has a result of its own, whatever becomes of the others. */
final class BatchRoutes {
    private final V1Calls calls;
    private final DeskView desk;
    private final BatchPlacing placing;

    BatchRoutes(V1Calls calls, DeskView desk, BatchPlacing placing) {
        this.calls = calls;
        this.desk = desk;
        this.placing = placing;
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/accounts/{account}/orders/batch", this::place));
    }

    private Future<RawAnswer> place(V1Request request) {
        ObjectNode body = V1Body.object(request);
        Optional<Client> client = desk.caller(request);
        Optional<EnvironmentId> environment = client.flatMap(known -> desk.environment(known, request.account()));
        if (environment.isEmpty()) {
            return calls.turnAway(request);
        }
        CallerNames names = CallerNames.of(request, client.orElseThrow().id());
        BatchReading batch = BatchReading.of(body, names, environment.get());
        return placing.place(request, batch.items()).map(placed -> {
            Map<Integer, Placement> results = new TreeMap<>(placed);
            results.putAll(batch.refused());
            return V1Answers.json(200, request.id(), report(results, request.id()), headers(names, environment.get()));
        });
    }

    private static List<Header> headers(CallerNames names, EnvironmentId environment) {
        return new ArrayList<>(List.of(
                new Header("X-Portcullis-Environment", environment.text()),
                new Header("Idempotency-Key", names.key())));
    }

    private static ObjectNode report(Map<Integer, Placement> results, RequestId requestId) {
        ObjectNode report = V1Json.object().put("requestId", requestId.text());
        ArrayNode list = report.putArray("results");
        results.values().forEach(placement -> list.add(result(placement, requestId)));
        return report;
    }

    private static ObjectNode result(Placement placement, RequestId requestId) {
        if (placement instanceof Placement.No no) {
            return V1Json.object()
                    .put("status", no.problem().type().status())
                    .set("problem", no.problem().toJson(requestId));
        }
        Placement.Order order = (Placement.Order) placement;
        return V1Json.object()
                .put("status", order.status())
                .put("replayed", order.replayed())
                .set("order", order.json());
    }
}
