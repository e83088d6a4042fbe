package dev.portcullis.sandbox.control;

import com.fasterxml.jackson.databind.JsonNode;
import com.fasterxml.jackson.databind.node.ArrayNode;
import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.access.Account;
import dev.portcullis.sandbox.endpoint.OrderJson;
import dev.portcullis.sandbox.venue.DuplicatePolicy;
import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Json;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import java.util.function.Function;

/** Moves prices, trades by hand, and decides what reads show. */
final class MarketControls {
    private final Levers levers;

    MarketControls(Levers levers) {
        this.levers = levers;
    }

    Map<String, Function<ObjectNode, JsonNode>> calls() {
        return Map.of(
                "POST /reference-price", this::referencePrice,
                "POST /foreign-order", this::foreignOrder,
                "POST /executions", this::seedExecutions,
                "POST /read-lag", this::readLag,
                "POST /duplicates", this::duplicates,
                "POST /forget-recent-closed", this::forgetRecentClosed,
                "GET /orders", this::openOrders);
    }

    private JsonNode referencePrice(ObjectNode params) {
        levers.venue()
                .setReferencePrice(
                        category(params),
                        Required.text(params, "symbol"),
                        new BigDecimal(Required.text(params, "price")));
        return params;
    }

    private JsonNode foreignOrder(ObjectNode params) {
        Account account = Required.account(params, levers.accounts());
        return OrderJson.of(levers.venue().placeForeignOrder(account.uid(), params.without("account")));
    }

    private JsonNode seedExecutions(ObjectNode params) {
        Account account = Required.account(params, levers.accounts());
        int count = Math.toIntExact(Required.number(params, "count"));
        levers.venue().seedExecutions(account.uid(), category(params), Required.text(params, "symbol"), count);
        return params;
    }

    private JsonNode readLag(ObjectNode params) {
        levers.venue().setReadLag(Duration.ofMillis(Required.number(params, "millis")));
        return params;
    }

    private JsonNode duplicates(ObjectNode params) {
        String word = Required.text(params, "policy").replace('-', '_').toUpperCase(Locale.ROOT);
        levers.venue().setDuplicatePolicy(DuplicatePolicy.valueOf(word));
        return params;
    }

    private JsonNode forgetRecentClosed(ObjectNode params) {
        levers.venue().forgetRecentClosed();
        return params;
    }

    private JsonNode openOrders(ObjectNode params) {
        Account account = Required.account(params, levers.accounts());
        ArrayNode orders = Json.array();
        levers.venue().openOrders(account.uid()).forEach(order -> orders.add(OrderJson.of(order)));
        return orders;
    }

    private static Category category(ObjectNode params) {
        String word = Required.text(params, "category");
        return Category.of(word)
                .orElseThrow(() -> new IllegalArgumentException(
                        "category: expected spot, linear, inverse or option, got '" + word + "'"));
    }
}
