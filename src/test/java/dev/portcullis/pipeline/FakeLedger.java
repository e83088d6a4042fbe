package dev.portcullis.pipeline;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** A ledger in memory, whose disk a test may stall. */
final class FakeLedger implements Ledger {
    final List<LedgerRecord> records = new ArrayList<>();
    private final List<Promise<Position>> unconfirmed = new ArrayList<>();
    private boolean stalled;

    /** From now on nothing is confirmed before {@link #confirm} or {@link #fail}. */
    void stall() {
        stalled = true;
    }

    void confirm() {
        stalled = false;
        List.copyOf(unconfirmed).forEach(append -> append.complete(null));
    }

    void fail(Rejection why) {
        List.copyOf(unconfirmed).forEach(append -> append.fail(why.asException()));
    }

    @Override
    public Future<Position> append(List<LedgerRecord> more, Executor home) {
        records.addAll(more);
        if (!stalled) {
            return Future.succeededFuture();
        }
        Promise<Position> append = Promise.promise();
        unconfirmed.add(append);
        return append.future();
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
        records.add(record);
        recordedAt.accept(records.size());
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
