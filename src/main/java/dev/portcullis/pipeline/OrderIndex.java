package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import java.util.List;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentMap;

/** The one namespace of orders, shared by all doors. */
final class OrderIndex {
    private record Where(EnvironmentId environment, AccountId account) {}

    private final ConcurrentMap<Where, AccountOrders> accounts = new ConcurrentHashMap<>();

    AccountOrders of(EnvironmentId environment, AccountId account) {
        return accounts.computeIfAbsent(new Where(environment, account), ignored -> new AccountOrders());
    }

    AccountOrders of(OrderKey key) {
        return of(key.environment(), key.account());
    }

    /** Lets go of every settled order whose last word is a record up to that one, which the ledger's indexes know. */
    void forget(long indexedUpToSeq) {
        accounts.values().forEach(orders -> {
            boolean more = true;
            while (more) {
                more = orders.forgetSome(indexedUpToSeq);
            }
        });
    }

    /** The orders under that id, whatever their accounts. */
    List<TrackedOrder> everywhere(OrderLinkId orderLinkId) {
        return accounts.values().stream()
                .flatMap(orders -> orders.find(orderLinkId).stream())
                .toList();
    }

    /** How many creates of the account are open questions now. */
    int unresolved(EnvironmentId environment, AccountId account) {
        return unresolvedOrders(environment, account).size();
    }

    /** The creates of the account that are open questions now. */
    List<TrackedOrder> unresolvedOrders(EnvironmentId environment, AccountId account) {
        return of(environment, account)
                .openQuestions(order -> order.settlement().isPresent());
    }
}
