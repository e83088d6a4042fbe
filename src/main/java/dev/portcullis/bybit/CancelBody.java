package dev.portcullis.bybit;

import dev.portcullis.model.Category;
import dev.portcullis.model.OrderFacts;
import io.vertx.core.buffer.Buffer;

/** Makes the body of a cancel of one order (docs:v5/order/cancel-order). */
public final class CancelBody {
    private CancelBody() {}

    /**
     * Cancels the order that these facts name.
     *
     * @throws IllegalArgumentException when they have no symbol or no id
     */
    public static Buffer of(Category category, OrderFacts named) {
        if (named.symbol() == null || (named.orderId() == null && named.orderLinkId() == null)) {
            throw new IllegalArgumentException("a cancel names its symbol and one of orderId and orderLinkId");
        }
        StringBuilder body = new StringBuilder("{\"category\":");
        CanonicalText.quote(body, category.wire());
        append(body, "symbol", named.symbol().text());
        if (named.orderId() != null) {
            append(body, "orderId", named.orderId().text());
        } else if (named.orderLinkId() != null) {
            append(body, "orderLinkId", named.orderLinkId().text());
        }
        return Buffer.buffer(body.append('}').toString());
    }

    private static void append(StringBuilder body, String field, String value) {
        body.append(",\"").append(field).append("\":");
        CanonicalText.quote(body, value);
    }
}
