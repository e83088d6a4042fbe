package dev.portcullis.sandbox.book;

import dev.portcullis.sandbox.order.Order;
import java.math.BigDecimal;

/** Something that waits in a book: an order of an account, or a quote of the synthetic market maker. */
sealed interface Resting {
    /** How much of it can still be taken. */
    BigDecimal openQty();

    /**
     * An order of an account.
     *
     * @param order the order
     */
    record OfAccount(Order order) implements Resting {
        @Override
        public BigDecimal openQty() {
            return order.leavesQty();
        }
    }

    /** A quote of the market maker, which shrinks as it is taken. */
    final class Quote implements Resting {
        private BigDecimal openQty;

        Quote(BigDecimal openQty) {
            this.openQty = openQty;
        }

        @Override
        public BigDecimal openQty() {
            return openQty;
        }

        void take(BigDecimal qty) {
            openQty = openQty.subtract(qty);
        }
    }
}
