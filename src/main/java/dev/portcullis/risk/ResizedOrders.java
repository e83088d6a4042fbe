package dev.portcullis.risk;

import java.math.BigDecimal;
import java.util.List;

/** What the amends of one call hold above what their creates hold, until it is known whether they were taken. */
final class ResizedOrders implements PreTrade.Resized {
    private final AccountBook book;
    private final List<One> changes;

    ResizedOrders(AccountBook book, List<One> changes) {
        this.book = book;
        this.changes = changes;
    }

    @Override
    public void taken() {
        book.settle(changes, true);
    }

    @Override
    public void undone() {
        book.settle(changes, false);
    }

    /** One order that an amend makes worth more or less. */
    record One(HeldOrder order, BigDecimal before, BigDecimal after, HeldOrder.Terms terms) {
        BigDecimal more() {
            return after.subtract(before).max(BigDecimal.ZERO);
        }

        /** While nobody knows, the order counts with the larger of both. */
        void reserve() {
            order.worth(before.max(after));
        }

        /** Another amend may have come between; then the order keeps what that one says. */
        void settle(boolean taken) {
            if (taken) {
                order.terms(terms);
            }
            if (order.worth().compareTo(before.max(after)) == 0) {
                order.worth(taken ? after : before);
            }
        }
    }
}
