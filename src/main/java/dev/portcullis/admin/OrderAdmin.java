package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderVerdict;
import dev.portcullis.model.Outcome;
import io.vertx.core.Future;
import java.util.Optional;

/** Ends orders whose outcome nothing can prove, on a person's word. */
public final class OrderAdmin {
    /** Where such orders are. */
    @FunctionalInterface
    public interface UnknownOrders {
        /**
         * Ends one.
         *
         * @param account empty when the id says enough
         * @param words who says so, and why
         * @return fails with an {@link AdminRefusal} when there is none, or it may not be ended so
         */
        Future<Outcome> resolve(
                OrderLinkId orderLinkId, Optional<AccountId> account, OrderVerdict verdict, String words);
    }

    private final UnknownOrders orders;
    private final OperatorLog log;

    /** Over these orders. */
    public OrderAdmin(UnknownOrders orders, OperatorLog log) {
        this.orders = orders;
        this.log = log;
    }

    /** Ends an unknown order; the reason goes into the ledger with the operator's name. */
    public Future<Outcome> resolve(
            OperatorName by,
            OrderLinkId orderLinkId,
            Optional<AccountId> account,
            OrderVerdict verdict,
            String reason) {
        String words = "operator " + by + ": " + reason;
        return log.first(
                new Deed(by, "order resolve", orderLinkId.text(), verdict.text() + ": " + reason),
                () -> orders.resolve(orderLinkId, account, verdict, words));
    }
}
