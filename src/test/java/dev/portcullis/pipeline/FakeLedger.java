package dev.portcullis.pipeline;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;

/** A ledger in memory. */
final class FakeLedger implements Ledger {
    final List<LedgerRecord> records = new ArrayList<>();

    @Override
    public Future<Position> append(List<LedgerRecord> more, Executor home) {
        records.addAll(more);
        return Future.succeededFuture();
    }

    @Override
    public void note(LedgerRecord record) {
        records.add(record);
    }

    @Override
    public Optional<String> trouble() {
        return Optional.empty();
    }

    @Override
    public Future<Void> close() {
        return Future.succeededFuture();
    }
}
