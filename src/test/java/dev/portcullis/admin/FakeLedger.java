package dev.portcullis.admin;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** A ledger in memory that a test may break. */
final class FakeLedger implements Ledger {
    final List<LedgerRecord> records = new CopyOnWriteArrayList<>();
    boolean broken;

    @Override
    public Future<Position> append(List<LedgerRecord> more, Executor home) {
        if (broken) {
            return Future.failedFuture(new Rejection.NotSent("the disk is gone").asException());
        }
        records.addAll(more);
        return Future.succeededFuture(new Position(records.size(), 1, 0));
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
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
