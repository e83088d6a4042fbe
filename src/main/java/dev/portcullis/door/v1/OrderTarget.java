package dev.portcullis.door.v1;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.model.Category;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import dev.portcullis.pipeline.KnownOrder;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;

/**
 * The one order that a request means; at least one of its two ids is there.
 *
 * @param known what the gate itself knows of it; empty for an order that did not pass the gate
 * @param clientOrderId what the caller calls it; empty when it is another client's
 */
record OrderTarget(
        Category category,
        Symbol symbol,
        Optional<OrderId> orderId,
        Optional<OrderLinkId> orderLinkId,
        Optional<KnownOrder> known,
        Optional<String> clientOrderId) {

    /** The beginning of a v5 body about it; by orderLinkId where there is one, for the gate knows its orders by it. */
    ObjectNode named() {
        ObjectNode body = V1Json.object().put("category", category.wire()).put("symbol", symbol.text());
        orderLinkId.ifPresentOrElse(
                link -> body.put("orderLinkId", link.text()),
                () -> body.put("orderId", orderId.orElseThrow().text()));
        return body;
    }

    /** The query of a v5 read of it. */
    String query() {
        String id = orderLinkId
                .map(link -> "orderLinkId=" + encoded(link.text()))
                .orElseGet(() -> "orderId=" + encoded(orderId.orElseThrow().text()));
        return "category=" + category.wire() + "&symbol=" + encoded(symbol.text()) + "&" + id;
    }

    private static String encoded(String text) {
        return URLEncoder.encode(text, StandardCharsets.UTF_8);
    }

    /** Its ids, in a report. */
    OrderReport begun() {
        return new OrderReport()
                .ids(
                        orderId.or(() -> known.flatMap(KnownOrder::orderId)),
                        orderLinkId.orElse(null),
                        clientOrderId.orElse(null));
    }
}
