package dev.portcullis.ledger;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Finds creates of long ago, which are on disk and no longer in memory. What is not in a sealed and indexed segment yet
 * is not found: the caller remembers the orders behind {@link #indexedUpTo} itself.
 */
public interface OrderLookup {
    /**
     * The newest create under that orderLinkId, whether that is its own or its alias. For nearly every id that was
     * never used the future is complete at once
     * and nothing was read; else the disk is asked, on another thread, and the future completes on {@code home}. It
     * fails when the disk cannot be read, or when too many look-ups wait: then nothing is known of the order.
     */
    Future<Optional<PastOrder>> find(
            EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home);

    /** The create that Bybit gave that id; always asks the disk. */
    Future<Optional<PastOrder>> find(EnvironmentId environment, AccountId account, OrderId orderId, Executor home);

    /** The newest record that look-ups know; what became of orders up to here may be forgotten elsewhere. */
    long indexedUpTo();
}
