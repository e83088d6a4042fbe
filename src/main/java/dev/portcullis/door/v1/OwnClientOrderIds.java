package dev.portcullis.door.v1;

import dev.portcullis.identity.Client;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.pipeline.KnownOrder;
import dev.portcullis.pipeline.KnownOrders;
import io.vertx.core.Future;
import java.util.Optional;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Finds what callers call their own orders among those that passed the gate; another client's names stay its own. */
final class OwnClientOrderIds implements ClientOrderIds {
    private static final Logger LOG = LoggerFactory.getLogger(OwnClientOrderIds.class);

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
        return known.find(environment.get(), request.account(), orderLinkId, request.home())
                .otherwise(OwnClientOrderIds::leftOut)
                .map(found -> found.filter(order ->
                                order.owner().equals(client.orElseThrow().id()))
                        .map(KnownOrder::names)
                        .flatMap(names -> Optional.ofNullable(names.clientOrderId())));
    }

    /** A list is worth more than the names in it: it goes on without them while the ledger's disk cannot be read. */
    private static Optional<KnownOrder> leftOut(Throwable cannotTell) {
        LOG.warn("a list leaves a clientOrderId out: {}", cannotTell.getMessage());
        return Optional.empty();
    }
}
