package dev.portcullis.simulation;

import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.LedgerWriter;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executor;
import java.util.function.LongConsumer;

/**
 * Drives the ledger's writer by events, as its thread does in the gate: at once for appends, within 20 ms for notes.
 */
final class SteppedLedger implements Ledger {
    /** How often a ledger in trouble looks whether the disk has room again. */
    private static final long LOOKS_FOR_ROOM_NANOS = 100_000_000;

    private final LedgerWriter writer;
    private final GateLife life;
    private final Dice dice;
    private boolean stepping;
    private boolean stepIsDue;

    SteppedLedger(LedgerWriter writer, GateLife life) {
        this.writer = writer;
        this.life = life;
        this.dice = life.dice().split();
        stepSoon(dice.millis(0, 20));
    }

    @Override
    public Future<Position> append(List<LedgerRecord> records, Executor home) {
        Future<Position> durable = writer.append(records, home);
        stepSoon(dice.micros(5, 200));
        return durable;
    }

    @Override
    public void note(LedgerRecord record, LongConsumer recordedAt) {
        writer.note(record, recordedAt);
        if (!stepIsDue && !stepping) {
            stepSoon(dice.millis(1, 20));
        }
    }

    @Override
    public Optional<String> trouble() {
        return writer.trouble();
    }

    @Override
    public Future<Void> close() {
        return writer.close();
    }

    private void stepSoon(long delayNanos) {
        stepIsDue = true;
        life.after(delayNanos, this::step);
    }

    /** While the disk is at work the world goes on, and may ask for the next step before this one has ended. */
    private void step() {
        if (stepping) {
            return;
        }
        stepping = true;
        stepIsDue = false;
        try {
            if (writer.step() == LedgerWriter.Progress.WORKED || stepIsDue) {
                stepSoon(0);
            } else if (trouble().isPresent()) {
                stepSoon(LOOKS_FOR_ROOM_NANOS);
            }
        } catch (SimulatedDisk.Died died) {
            return;
        } finally {
            stepping = false;
        }
    }
}
