package dev.portcullis.sandbox.order;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.wire.Category;
import java.math.BigDecimal;
import java.math.MathContext;

/**
 * An order as it was at one moment; never changes.
 *
 * @param identity who it is
 * @param terms what was ordered, as amended
 * @param progress what became of it
 * @param updatedMillis when it last changed, Unix milliseconds
 */
public record OrderSnapshot(OrderIdentity identity, OrderTerms terms, OrderProgress progress, long updatedMillis) {
    /** The instrument. */
    public Instrument instrument() {
        return terms.instrument();
    }

    /** The category. */
    public Category category() {
        return terms.instrument().category();
    }

    /** The symbol. */
    public String symbol() {
        return terms.instrument().symbol();
    }

    /** The exchange's id. */
    public String orderId() {
        return identity.orderId();
    }

    /** The caller's id, empty when none was given. */
    public String orderLinkId() {
        return identity.orderLinkId();
    }

    /** Where it stands. */
    public OrderStatus status() {
        return progress.status();
    }

    /** Whether it may still fill or be cancelled. */
    public boolean isOpen() {
        return progress.status().isOpen();
    }

    /** What is still to be filled; zero once it ended. */
    public BigDecimal leavesQty() {
        if (!isOpen() || terms.sizing().inQuote()) {
            return BigDecimal.ZERO;
        }
        return terms.sizing().qty().subtract(progress.filled());
    }

    /** The average fill price, zero without fills. */
    public BigDecimal averagePrice() {
        if (progress.filled().signum() == 0) {
            return BigDecimal.ZERO;
        }
        return category() == Category.INVERSE
                ? progress.filled().divide(progress.value(), MathContext.DECIMAL64)
                : progress.value().divide(progress.filled(), MathContext.DECIMAL64);
    }
}
