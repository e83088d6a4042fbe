package dev.portcullis.model;

import org.jspecify.annotations.Nullable;

/**
 * One order as a read of the exchange shows it.
 *
 * @param orderStatus Bybit's word; unknown words are kept
 * @param createdTimeMillis when the exchange took it, by its clock
 */
public record OrderSnapshot(
        OrderId orderId,
        @Nullable OrderLinkId orderLinkId,
        Symbol symbol,
        Side side,
        String orderStatus,
        long createdTimeMillis) {

    /** Whether the order can neither fill nor be cancelled any more (docs:v5/enum orderStatus). */
    public boolean isTerminal() {
        return switch (orderStatus) {
            case "Rejected", "PartiallyFilledCanceled", "Filled", "Cancelled", "Deactivated" -> true;
            default -> false;
        };
    }
}
