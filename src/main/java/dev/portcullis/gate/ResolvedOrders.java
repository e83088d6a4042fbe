package dev.portcullis.gate;

import dev.portcullis.admin.AdminRefusal;
import dev.portcullis.admin.OrderAdmin;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderVerdict;
import dev.portcullis.model.Outcome;
import dev.portcullis.pipeline.Resolving;
import io.vertx.core.Future;
import java.util.Optional;

/** Gives the operator's use case the order path's own way to end an unknown order. */
final class ResolvedOrders implements OrderAdmin.UnknownOrders {
    private final Resolving resolving;

    ResolvedOrders(Resolving resolving) {
        this.resolving = resolving;
    }

    @Override
    public Future<Outcome> resolve(
            OrderLinkId orderLinkId, Optional<AccountId> account, OrderVerdict verdict, String words) {
        Resolving.Ending ending = resolving.resolve(orderLinkId, account, verdict, words);
        if (ending instanceof Resolving.Ending.Resolved resolved) {
            return Future.succeededFuture(resolved.outcome());
        }
        Resolving.Ending.Refused refused = (Resolving.Ending.Refused) ending;
        AdminRefusal.Reason reason =
                refused.isUnknownId() ? AdminRefusal.Reason.NOT_FOUND : AdminRefusal.Reason.CONFLICT;
        return Future.failedFuture(new AdminRefusal(reason, refused.why()));
    }
}
