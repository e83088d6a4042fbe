package dev.portcullis.door.v1;

import dev.portcullis.identity.Client;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.KnownOrders;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds what callers call their own orders among those that passed the gate; another client's names stay its own. */
final class OwnClientOrderIds implements ClientOrderIds {
    private final DeskView desk;
    private final KnownOrders known;

    OwnClientOrderIds(DeskView desk, KnownOrders known) {
        this.desk = desk;
        this.known = known;
    }

    @Override
    public Future<Optional<String>> find(V1Request request, OrderLinkId orderLinkId) {
        Optional<Client> client = desk.caller(request);
        Optional<EnvironmentId> environment = client.flatMap(caller -> desk.environment(caller, request.account()));
        if (environment.isEmpty()) {
            return Future.succeededFuture(Optional.empty());
        }
        return known.find(environment.get(), request.account(), orderLinkId)
                .map(found -> found.filter(order ->
                                order.owner().equals(client.orElseThrow().id()))
                        .map(KnownOrder::names)
                        .flatMap(names -> Optional.ofNullable(names.clientOrderId())));
    }
}
