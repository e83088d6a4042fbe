package dev.portcullis.pipeline;

import dev.portcullis.ledger.OrderLookup;
import dev.portcullis.ledger.PastOrder;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Executor;

/**
 * Finds every order that ever passed this gate: those of late in memory, those that memory has let go of in the
 * ledger's sealed segments.
 */
final class Recollection implements KnownOrders {
    private final OrderIndex index;
    private final OrderLookup past;

    Recollection(OrderIndex index, OrderLookup past) {
        this.index = index;
        this.past = past;
    }

    /**
     * Claims the ids of all orders at once, or none of them, whatever memory has forgotten. Complete at once for ids
     * that were never used, but for a few in a thousand; fails when the ledger cannot tell.
     */
    Future<AccountOrders.Claim> claim(List<TrackedOrder> wanted, Executor home) {
        OrderKey key = wanted.get(0).key();
        AccountOrders orders = index.of(key);
        AccountOrders.Gap gap = orders.gap(wanted);
        return recall(key, gap, home).compose(recalled -> {
            AccountOrders.Claim claim = orders.claim(wanted, recalled);
            return claim instanceof AccountOrders.Claim.Outdated ? claim(wanted, home) : Future.succeededFuture(claim);
        });
    }

    private Future<AccountOrders.Recalled> recall(OrderKey where, AccountOrders.Gap gap, Executor home) {
        List<Future<Optional<PastOrder>>> asked = gap.names().stream()
                .map(name -> past.find(where.environment(), where.account(), name, home))
                .toList();
        return Future.all(asked).map(all -> recalled(gap, asked));
    }

    private static AccountOrders.Recalled recalled(AccountOrders.Gap gap, List<Future<Optional<PastOrder>>> found) {
        Map<OrderLinkId, TrackedOrder> byName = new HashMap<>();
        for (int i = 0; i < found.size(); i++) {
            OrderLinkId name = gap.names().get(i);
            found.get(i).result().flatMap(LedgerOrders::settledForGood).ifPresent(order -> byName.put(name, order));
        }
        return new AccountOrders.Recalled(byName, gap.forgettings());
    }

    @Override
    public Future<Optional<KnownOrder>> find(
            EnvironmentId environment, AccountId account, OrderLinkId orderLinkId, Executor home) {
        Optional<KnownOrder> here =
                index.of(environment, account).find(orderLinkId).map(KnownOrder::of);
        return here.isPresent()
                ? Future.succeededFuture(here)
                : past.find(environment, account, orderLinkId, home).map(Recollection::known);
    }

    @Override
    public Future<Optional<KnownOrder>> find(
            EnvironmentId environment, AccountId account, OrderId orderId, Executor home) {
        Optional<KnownOrder> here = index.of(environment, account).find(orderId).map(KnownOrder::of);
        return here.isPresent()
                ? Future.succeededFuture(here)
                : past.find(environment, account, orderId, home).map(Recollection::known);
    }

    private static Optional<KnownOrder> known(Optional<PastOrder> order) {
        return order.flatMap(LedgerOrders::settledForGood).map(KnownOrder::of);
    }

    /** Lets go of every order whose last word the ledger's indexes know. */
    void forgetIndexed() {
        index.forget(past.indexedUpTo());
    }
}
