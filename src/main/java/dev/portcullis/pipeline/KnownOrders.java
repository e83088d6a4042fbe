package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Finds orders that passed this gate, now or before; what it says is what the gate itself is certain of. Orders of long
 * ago are read from the disk, on another thread; then the future completes on {@code home}. It fails when the disk
 * cannot tell.
 */
public interface KnownOrders {
    /** The order under that orderLinkId. */
    Future<Optional<KnownOrder>> find(
            EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home);

    /** The order that the exchange gave that id. */
    Future<Optional<KnownOrder>> find(EnvironmentId environment, AccountId account, OrderId orderId, Executor home);
}
