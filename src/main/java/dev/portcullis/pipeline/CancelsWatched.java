package dev.portcullis.pipeline;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Service;
import dev.portcullis.model.WriteBody;
import java.util.List;

/** Lets the room that a cancel makes under the desk's rules be found soon; the cancel itself never waits for it. */
final class CancelsWatched implements Stage<Admitted, Admitted> {
    private final OrderIndex index;
    private final LivingOrders living;

    CancelsWatched(OrderIndex index, LivingOrders living) {
        this.index = index;
        this.living = living;
    }

    @Override
    public Service<Admitted> before(Service<Admitted> next) {
        return admitted -> next.serve(admitted).onComplete(answered -> look(admitted));
    }

    private void look(Admitted admitted) {
        if (admitted.call().kind() == EndpointKind.CANCEL_ALL) {
            living.crowded(admitted.environment(), admitted.account());
            return;
        }
        WriteBody body = admitted.call().body();
        List<OrderFacts> named = body == null ? List.of() : body.orders();
        AccountOrders orders = index.of(admitted.environment(), admitted.account());
        living.mayHaveEnded(named.stream()
                .flatMap(order -> SettledCreateFirst.find(orders, order).stream())
                .toList());
    }
}
