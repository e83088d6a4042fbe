package dev.portcullis.admin;

import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.List;

/** What the ledger says, as its own lines of JSON; read from disk, beside the running writer. */
public interface AuditTrail {
    /** Every record of one order, oldest first. */
    Future<List<String>> trace(OrderLinkId orderLinkId);

    /** The last records, oldest first. */
    Future<List<String>> tail(int count);
}
