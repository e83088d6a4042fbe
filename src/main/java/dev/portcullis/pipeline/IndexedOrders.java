package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.Optional;

/** The orders of the index, as others may see them. */
final class IndexedOrders implements KnownOrders {
    private final OrderIndex index;

    IndexedOrders(OrderIndex index) {
        this.index = index;
    }

    @Override
    public Future<Optional<KnownOrder>> find(EnvironmentId environment, AccountId account, OrderLinkId orderLinkId) {
        return Future.succeededFuture(
                index.of(environment, account).find(orderLinkId).map(KnownOrder::of));
    }

    @Override
    public Future<Optional<KnownOrder>> find(EnvironmentId environment, AccountId account, OrderId orderId) {
        return Future.succeededFuture(
                index.of(environment, account).find(orderId).map(KnownOrder::of));
    }
}
