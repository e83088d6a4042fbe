package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import io.vertx.core.Future;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.LongSupplier;

/** Lets an amend wait for its create's outcome, for an order that may not exist cannot be amended (invariant 6). */
final class SettledCreateFirst implements Stage<Admitted, Admitted> {
    private final OrderIndex index;
    private final Race race;
    private final LongSupplier nanoTicker;

    SettledCreateFirst(OrderIndex index, Race race, LongSupplier nanoTicker) {
        this.index = index;
        this.race = race;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Service<Admitted> before(Service<Admitted> next) {
        return admitted -> {
            List<TrackedOrder> open = openCreatesOf(admitted);
            return open.isEmpty() ? next.serve(admitted) : await(admitted, open, next);
        };
    }

    private List<TrackedOrder> openCreatesOf(Admitted admitted) {
        AccountOrders orders = index.of(admitted.environment(), admitted.account());
        return Objects.requireNonNull(admitted.call().body(), "an amend has a body").orders().stream()
                .flatMap(order -> find(orders, order).stream())
                .filter(order -> !order.isSettledForGood())
                .toList();
    }

    static Optional<TrackedOrder> find(AccountOrders orders, OrderFacts named) {
        // Bybit lets orderId win over orderLinkId when both are given (docs:v5/order/amend-order).
        if (named.orderId() != null) {
            return orders.find(named.orderId());
        }
        return Optional.ofNullable(named.orderLinkId()).flatMap(orders::find);
    }

    private Future<Answer> await(Admitted admitted, List<TrackedOrder> open, Service<Admitted> next) {
        Future<Boolean> settled = Future.all(
                        open.stream().map(TrackedOrder::settledForGood).toList())
                .map(true);
        long patienceNanos = admitted.call().timing().departByNanos() - nanoTicker.getAsLong();
        return race.first(
                        settled,
                        patienceNanos,
                        () -> false,
                        admitted.call().origin().home())
                .compose(known -> known ? next.serve(admitted) : stillOpen(open));
    }

    private static Future<Answer> stillOpen(List<TrackedOrder> open) {
        return Future.succeededFuture(new Answer.Refused(new Rejection.NotSent("the create of orderLinkId "
                + open.get(0).key().orderLinkId()
                + " has no outcome yet, so it was not amended; ask for the order first, then amend again")));
    }
}
