package dev.portcullis.door.v1;

import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.door.RawAnswer;
import dev.portcullis.door.v1.PlacementReading.Wanted;
import dev.portcullis.identity.Client;
import dev.portcullis.model.AnswerHead.Header;
import dev.portcullis.model.Call;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;

/** Places one order. */
final class PlaceRoutes {
    private final V1Calls calls;
    private final DeskView desk;
    private final PlacementReading reading;

    PlaceRoutes(V1Calls calls, DeskView desk, PlacementReading reading) {
        this.calls = calls;
        this.desk = desk;
        this.reading = reading;
    }

    List<Route> routes() {
        return List.of(Route.post("/v1/accounts/{account}/orders", this::place));
    }

    private Future<RawAnswer> place(V1Request request) {
        OrderDraft draft = OrderDraft.read(V1Body.object(request), "");
        Optional<Client> client = desk.caller(request);
        Optional<EnvironmentId> environment = client.flatMap(known -> desk.environment(known, request.account()));
        if (environment.isEmpty()) {
            return calls.turnAway(request);
        }
        CallerNames names = CallerNames.of(request, client.orElseThrow().id());
        OrderLinkId link = names.orderLinkId(draft.clientOrderId(), 0);
        Call call = calls.call(
                request, EndpointTable.ORDER_CREATE, "", draft.body(link, names.names(draft.clientOrderId(), 0)));
        return calls.send(call)
                .compose(answer -> reading.single(call, new Wanted(draft, environment.get(), link), answer))
                .map(placement -> answer(request, placement, headers(call, link, names, draft)));
    }

    private List<Header> headers(Call call, OrderLinkId link, CallerNames names, OrderDraft draft) {
        List<Header> headers = new ArrayList<>(calls.environment(call));
        headers.add(new Header("X-Portcullis-Order-Link-Id", link.text()));
        if (names.isGiven() || draft.clientOrderId() == null) {
            headers.add(new Header("Idempotency-Key", names.key()));
        }
        return headers;
    }

    private static RawAnswer answer(V1Request request, Placement placement, List<Header> headers) {
        if (placement instanceof Placement.No no) {
            return V1Answers.problem(no.problem(), request.id(), headers);
        }
        Placement.Order order = (Placement.Order) placement;
        headers.add(new Header("Location", order.path()));
        headers.add(
                new Header("X-Portcullis-Outcome", order.json().path("outcome").asText()));
        if (order.replayed()) {
            headers.add(new Header("Idempotent-Replayed", "true"));
        }
        return V1Answers.json(order.status(), request.id(), order.json(), headers);
    }
}
