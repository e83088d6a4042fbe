package dev.portcullis.pipeline;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Passenger;
import dev.portcullis.budget.Passenger.Fare;
import dev.portcullis.budget.Passenger.Payers;
import dev.portcullis.budget.Priority;
import dev.portcullis.bybit.Endpoint;
import dev.portcullis.bybit.EndpointTable;
import dev.portcullis.bybit.RateTable;
import dev.portcullis.bybit.RawQuery;
import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.WriteBody;
import org.jspecify.annotations.Nullable;

/** Tells the budgets what a call costs, whose windows it takes from, and how urgent it is. */
final class Passengers {
    private Passengers() {}

    /** A client's call. */
    static Passenger of(Admitted admitted) {
        Call call = admitted.call();
        return new Passenger(
                payers(admitted),
                fare(call),
                Priority.of(call.kind(), reducesOnly(call.body()), call.timing().urgency()),
                call.timing().departByNanos(),
                call.origin().home());
    }

    private static Payers payers(Admitted admitted) {
        AccountKey account =
                new AccountKey(admitted.environment(), admitted.credential().uid());
        return Payers.signed(account, admitted.account(), admitted.credential().id(), admitted.client());
    }

    private static Fare fare(Call call) {
        Endpoint endpoint = EndpointTable.of(call.endpoint());
        Category category = categoryOf(call);
        int orders = call.body() == null ? 0 : call.body().orders().size();
        int cost = RateTable.cost(call.kind(), category, Math.max(1, orders));
        return new Fare(endpoint, RateTable.line(endpoint, category), cost, orders);
    }

    private static @Nullable Category categoryOf(Call call) {
        return call.body() != null
                ? call.body().category()
                : RawQuery.single(call.rawQuery(), "category")
                        .flatMap(Category::ofWire)
                        .orElse(null);
    }

    private static boolean reducesOnly(@Nullable WriteBody body) {
        return body != null
                && !body.orders().isEmpty()
                && body.orders().stream().allMatch(Passengers::reduces);
    }

    private static boolean reduces(OrderFacts order) {
        return order.terms() != null && order.terms().reduceOnly();
    }
}
