package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.Optional;

/** Finds orders that passed this gate, now or before; what it says is what the gate itself is certain of. */
public interface KnownOrders {
    /** The order under that orderLinkId. */
    Future<Optional<KnownOrder>> find(EnvironmentId environment, AccountId account, OrderLinkId orderLinkId);

    /** The order that the exchange gave that id. */
    Future<Optional<KnownOrder>> find(EnvironmentId environment, AccountId account, OrderId orderId);
}
