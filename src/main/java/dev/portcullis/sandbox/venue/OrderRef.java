package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.wire.Category;
import dev.portcullis.sandbox.wire.Params;
import dev.portcullis.sandbox.wire.RetCode;

/**
 * The order that a caller means; orderId wins over orderLinkId (docs:v5/order/cancel-order).
 *
 * @param category the category it must be in
 * @param symbol the symbol it must be of
 * @param orderId empty when not given
 * @param orderLinkId empty when not given
 */
public record OrderRef(Category category, String symbol, String orderId, String orderLinkId) {
    /**
     * Reads it from a cancel or amend.
     *
     * @throws dev.portcullis.sandbox.wire.Refusal 10001 naming what is missing
     */
    public static OrderRef of(Category category, Params params) {
        String symbol = params.requiredText("symbol");
        String orderId = params.text("orderId");
        String orderLinkId = params.text("orderLinkId");
        if (orderId.isEmpty() && orderLinkId.isEmpty()) {
            throw RetCode.PARAMETER.refusal("params error: orderId or orderLinkId is required");
        }
        return new OrderRef(category, symbol, orderId, orderLinkId);
    }
}
