package dev.portcullis.kill;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/** The real ledger with crash points round the records that say what became of a write. */
final class CrashingLedger implements Ledger {
    private final Ledger ledger;
    private final CrashPoints points;

    CrashingLedger(Ledger ledger, CrashPoints points) {
        this.ledger = ledger;
        this.points = points;
    }

    @Override
    public Future<Position> append(List<LedgerRecord> records, Executor home) {
        return ledger.append(records, home);
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
        if (record instanceof LedgerRecord.OutcomeRecord) {
            noteBetween(CrashPoint.BEFORE_OUTCOME, record, recordedAt, CrashPoint.AFTER_OUTCOME);
        } else if (record instanceof LedgerRecord.Resolved) {
            noteBetween(CrashPoint.BEFORE_RESOLUTION, record, recordedAt, CrashPoint.AFTER_RESOLUTION);
        } else {
            ledger.note(record, recordedAt);
        }
    }

    private void noteBetween(CrashPoint before, LedgerRecord record, LongConsumer recordedAt, CrashPoint after) {
        points.pass(before);
        ledger.note(record, recordedAt);
        points.pass(after);
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
