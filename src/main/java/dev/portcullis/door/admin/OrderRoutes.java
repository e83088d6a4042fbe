package dev.portcullis.door.admin;

import dev.portcullis.admin.OrderAdmin;
import dev.portcullis.identity.Role;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderVerdict;
import io.vertx.core.Future;
import io.vertx.core.json.JsonObject;
import java.util.List;

/** The route that ends orders whose outcome nothing can prove. */
final class OrderRoutes {
    private static final int REASON_LENGTH_MAX = 500;

    private final OrderAdmin orders;

    OrderRoutes(OrderAdmin orders) {
        this.orders = orders;
    }

    List<AdminRoute> routes() {
        return List.of(AdminRoute.post("/admin/orders/:orderLinkId/resolve", Role.OPERATOR, this::resolve));
    }

    private Future<JsonObject> resolve(Wish wish) {
        OrderLinkId id = wish.inPath("orderLinkId", OrderLinkId::new);
        return orders.resolve(
                        wish.operator(),
                        id,
                        wish.may("account", AccountId::new),
                        wish.need("as", OrderRoutes::verdict),
                        wish.need("reason", OrderRoutes::reason))
                .map(outcome -> new JsonObject().put("orderLinkId", id.text()).put("outcome", outcome.text()));
    }

    private static OrderVerdict verdict(String word) {
        return OrderVerdict.ofText(word)
                .orElseThrow(() -> new IllegalArgumentException("must be placed or not-placed"));
    }

    private static String reason(String text) {
        if (text.isBlank() || text.length() > REASON_LENGTH_MAX) {
            throw new IllegalArgumentException(
                    "must say in 1 to " + REASON_LENGTH_MAX + " characters what was seen, and where");
        }
        return text;
    }
}
