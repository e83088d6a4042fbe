package dev.portcullis.gate;

import dev.portcullis.admin.AuditTrail;
import dev.portcullis.ledger.LedgerEntry;
import dev.portcullis.ledger.LedgerReader;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.util.ArrayList;
import java.util.List;

/** Reads the ledger's files off the event loop. */
final class DiskTrail implements AuditTrail {
    private final Vertx vertx;
    private final LedgerReader reader;

    DiskTrail(Vertx vertx, LedgerReader reader) {
        this.vertx = vertx;
        this.reader = reader;
    }

    @Override
    public Future<List<String>> trace(OrderLinkId orderLinkId) {
        return vertx.executeBlocking(() -> {
            List<String> lines = new ArrayList<>();
            reader.trace(orderLinkId, entry -> lines.add(entry.json()));
            return lines;
        });
    }

    @Override
    public Future<List<String>> tail(int count) {
        return vertx.executeBlocking(
                () -> reader.tail(count).stream().map(LedgerEntry::json).toList());
    }
}
