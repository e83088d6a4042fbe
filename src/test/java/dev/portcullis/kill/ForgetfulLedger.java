package dev.portcullis.kill;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** A seeded fault: says that an intent is durable when it has not recorded it. The kill test must notice. */
final class ForgetfulLedger implements Ledger {
    private final Ledger ledger;

    ForgetfulLedger(Ledger ledger) {
        this.ledger = ledger;
    }

    @Override
    public Future<Position> append(List<LedgerRecord> records, Executor home) {
        return isCreate(records.get(0)) ? Future.succeededFuture(new Position(0, 1, 0)) : ledger.append(records, home);
    }

    private static boolean isCreate(LedgerRecord record) {
        return record instanceof LedgerRecord.Intent intent
                && intent.route().kind().isCreate();
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
        ledger.note(record, recordedAt);
    }

    @Override
    public Optional<String> trouble() {
        return ledger.trouble();
    }

    @Override
    public Future<Void> close() {
        return ledger.close();
    }
}
