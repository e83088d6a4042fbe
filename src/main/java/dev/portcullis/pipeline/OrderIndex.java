package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
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

    /** How many creates of the account are open questions now. */
    int unresolved(EnvironmentId environment, AccountId account) {
        return of(environment, account)
                .openQuestions(order -> order.settlement().isPresent())
                .size();
    }
}
