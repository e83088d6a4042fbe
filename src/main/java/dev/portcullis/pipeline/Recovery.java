package dev.portcullis.pipeline;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Answer;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.SortedMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.ConcurrentSkipListMap;

/**
 * Keeps an account closed for creates after a start while the outcome of a create from before it is not known: until
 * then nobody can say what the account holds. Reads and cancels go on, and so do replays of known orders.
 */
final class Recovery implements Stage<Claimed, Claimed> {
    private record Where(EnvironmentId environment, AccountId account) {}

    /** By their orderLinkIds, so that what is said of them has the same order in every run. */
    private final Map<Where, SortedMap<String, TrackedOrder>> open = new ConcurrentHashMap<>();

    /** An order of an earlier run that nobody can speak for; its account opens when it is settled. */
    void awaits(TrackedOrder order) {
        Where where = new Where(order.key().environment(), order.key().account());
        String link = order.key().orderLinkId().text();
        open.computeIfAbsent(where, first -> new ConcurrentSkipListMap<>()).put(link, order);
        order.settledForGood()
                .onComplete(settled -> open.computeIfPresent(where, (same, orders) -> {
                    orders.remove(link, order);
                    return orders.isEmpty() ? null : orders;
                }));
    }

    /** How many orders keep the account closed. */
    int waitingFor(EnvironmentId environment, AccountId account) {
        return open.getOrDefault(new Where(environment, account), Collections.emptySortedMap())
                .size();
    }

    @Override
    public Service<Claimed> before(Service<Claimed> next) {
        return claimed -> {
            Admitted by = claimed.admitted();
            SortedMap<String, TrackedOrder> orders = open.get(new Where(by.environment(), by.account()));
            return orders == null
                    ? next.serve(claimed)
                    : Future.succeededFuture(
                            new Answer.Refused(new Rejection.NotSent(why(by.account(), List.copyOf(orders.values())))));
        };
    }

    private static String why(AccountId account, List<TrackedOrder> orders) {
        return "the gate has started again and still asks the exchange what became of " + orders.size()
                + " orders of account " + account + " from before, such as " + sample(orders)
                + "; creates wait until that is known, by " + lastResolveBy(orders)
                + " at best; cancels and reads go on; an operator can end it with: order resolve";
    }

    private static String sample(List<TrackedOrder> orders) {
        return orders.stream()
                .findFirst()
                .map(order -> order.key().orderLinkId().text())
                .orElse("none any more");
    }

    private static Instant lastResolveBy(List<TrackedOrder> orders) {
        return orders.stream()
                .map(KnownOrder::of)
                .flatMap(order -> order.resolveBy().stream())
                .max(Instant::compareTo)
                .orElse(Instant.EPOCH);
    }
}
