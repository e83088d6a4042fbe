package dev.portcullis.admin;

import dev.portcullis.identity.OperatorName;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import io.vertx.core.Future;
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
        return ledger.append(deed.toRecord(), home)
                .recover(failed -> Future.failedFuture(new AdminRefusal(
                        AdminRefusal.Reason.UNAVAILABLE,
                        "nothing was done, for it could not be recorded: " + failed.getMessage())))
                .compose(durable -> action.get());
    }

    /**
     * Acts at once, for what must work on a broken disk too (a halt, a revocation), and records it as well as it can.
     */
    <T> Future<T> atOnce(Deed deed, Supplier<Future<T>> action) {
        ledger.note(deed.toRecord());
        return action.get();
    }
}
