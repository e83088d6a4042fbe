package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.risk.Halt;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import dev.portcullis.risk.Halts;
import io.vertx.core.Future;
import java.util.Collection;

/** Stops orders at once and lets them pass again. */
public final class HaltAdmin {
    private final Halts halts;
    private final OperatorLog log;
    private final WaitingOrders waiting;

    /** @param waiting looked through after every halt */
    public HaltAdmin(Halts halts, OperatorLog log, WaitingOrders waiting) {
        this.halts = halts;
        this.log = log;
        this.waiting = waiting;
    }

    /** A halt that stands now, and how many orders it took out of the lines. */
    public record Halted(Halt halt, int takenOut) {}

    /** All halts that stand. */
    public Collection<Halt> standing() {
        return halts.standing();
    }

    /** Halts at once; completes when the halt will also survive a restart. */
    public Future<Halted> halt(OperatorName by, HaltScope scope, HaltMode mode, String reason) {
        Deed deed = new Deed(by, "halt", scope.inWords(), mode.text());
        return log.atOnce(deed, () -> {
            Future<Halt> saved = halts.set(scope, mode, by.text(), reason);
            int takenOut = waiting.reconsiderWaiting();
            return saved.map(halt -> new Halted(halt, takenOut));
        });
    }

    /** Lifts the halt of exactly that scope. */
    public Future<Halt> resume(OperatorName by, HaltScope scope) {
        return log.first(new Deed(by, "resume", scope.inWords(), ""), () -> halts.lift(scope))
                .compose(lifted -> lifted.map(Future::succeededFuture)
                        .orElseGet(() -> Future.failedFuture(new AdminRefusal(
                                AdminRefusal.Reason.NOT_FOUND,
                                "there is no halt of " + scope.inWords() + "; those that stand: " + inWords()))));
    }

    private String inWords() {
        Collection<Halt> all = halts.standing();
        return all.isEmpty()
                ? "none"
                : String.join("; ", all.stream().map(h -> h.scope().inWords()).toList());
    }
}
