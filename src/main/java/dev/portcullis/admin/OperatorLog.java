package dev.portcullis.admin;

import dev.portcullis.identity.OperatorName;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.Executor;
import java.util.function.Supplier;

/** Records what an operator is about to do, durably, before it takes effect. */
public final class OperatorLog {
    private final Ledger ledger;
    private final Executor home;

    /** @param home runs the action after its record is durable */
    public OperatorLog(Ledger ledger, Executor home) {
        this.ledger = ledger;
        this.home = home;
    }

    /** What is about to happen; never a secret. */
    public record Deed(OperatorName operator, String action, String target, String detail) {
        private LedgerRecord toRecord() {
            return new LedgerRecord.Admin(operator.text(), action, target, detail);
        }
    }

    /** Acts once the record is durable; without it nothing is done. */
    <T> Future<T> first(Deed deed, Supplier<Future<T>> action) {
        return durable(List.of(deed)).compose(durable -> action.get());
    }

    /**
     * Records several as one group.
     *
     * @return where the last one stands; fails with an {@link AdminRefusal} when they could not be recorded
     */
    Future<Position> durable(List<Deed> deeds) {
        return ledger.append(deeds.stream().map(Deed::toRecord).toList(), home)
                .recover(failed -> Future.failedFuture(new AdminRefusal(
                        AdminRefusal.Reason.UNAVAILABLE,
                        "nothing was done, for it could not be recorded: " + failed.getMessage())));
    }

    /**
     * Acts at once, for what must work on a broken disk too (a halt, a revocation), and records it as well as it can.
     */
    <T> Future<T> atOnce(Deed deed, Supplier<Future<T>> action) {
        ledger.note(deed.toRecord());
        return action.get();
    }
}
