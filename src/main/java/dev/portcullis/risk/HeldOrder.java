package dev.portcullis.risk;

import dev.portcullis.model.Category;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import java.math.BigDecimal;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What one order holds in the tallies; guarded by its {@link AccountBook}. */
final class HeldOrder implements PreTrade.Hold {
    /**
     * How much it holds.
     *
     * @param isOfOpenOrders whether a rule asks which orders live, so that it counts among them
     */
    record Part(BigDecimal worth, long epochDay, boolean isOfOpenOrders) {}

    /**
     * What an amend may change.
     *
     * @param price null when it has none of its own
     */
    record Terms(
            Category category,
            @Nullable BigDecimal qty,
            @Nullable BigDecimal price) {
        static Terms of(Category category, OrderFacts order) {
            return new Terms(
                    category,
                    order.qty() == null ? null : order.qty().value(),
                    order.price() == null ? null : order.price().value());
        }

        /** What they become under an amend. */
        Terms amended(OrderFacts amend) {
            return new Terms(
                    category,
                    amend.qty() == null ? qty : amend.qty().value(),
                    amend.price() == null ? price : amend.price().value());
        }

        /** Null when they do not tell. */
        @Nullable
        BigDecimal worth() {
            if (qty == null || category == Category.INVERSE) {
                return qty;
            }
            return price == null ? null : qty.multiply(price);
        }
    }

    /** What the duplicate rule remembers of it. */
    record Seen(Tally.Likeness likeness, long atNanos) {}

    private final AccountBook book;
    private final @Nullable OrderLinkId orderLinkId;
    private final List<Tally> tallies;
    private final Part part;
    private final @Nullable Seen seen;
    private Terms terms;
    private BigDecimal worth;
    private boolean closed;

    /** @param seen null for an order of an earlier run */
    HeldOrder(
            AccountBook book,
            @Nullable OrderLinkId orderLinkId,
            List<Tally> tallies,
            Part part,
            Terms terms,
            @Nullable Seen seen) {
        this.book = book;
        this.orderLinkId = orderLinkId;
        this.tallies = tallies;
        this.part = part;
        this.terms = terms;
        this.seen = seen;
        this.worth = part.worth();
    }

    @Override
    public void neverPlaced() {
        book.neverPlaced(this);
    }

    @Override
    public void ended() {
        book.ended(this);
    }

    @Override
    public boolean isOfOpenOrders() {
        return part.isOfOpenOrders();
    }

    @Nullable
    OrderLinkId orderLinkId() {
        return orderLinkId;
    }

    Terms terms() {
        return terms;
    }

    void terms(Terms now) {
        terms = now;
    }

    BigDecimal worth() {
        return worth;
    }

    void enterTallies() {
        for (Tally tally : tallies) {
            tally.ordered(part.epochDay(), worth);
            if (part.isOfOpenOrders()) {
                tally.open(1, worth);
            }
        }
    }

    /** Moves it to another worth; an order that has ended keeps what it had. */
    void worth(BigDecimal now) {
        if (closed) {
            return;
        }
        BigDecimal more = now.subtract(worth);
        for (Tally tally : tallies) {
            tally.ordered(part.epochDay(), more);
            tally.open(0, more);
        }
        worth = now;
    }

    /** False when it was closed before. */
    boolean close() {
        boolean first = !closed;
        closed = true;
        return first;
    }

    void leaveOpen() {
        if (part.isOfOpenOrders()) {
            tallies.forEach(tally -> tally.open(-1, worth.negate()));
        }
    }

    void leaveDay() {
        for (Tally tally : tallies) {
            tally.ordered(part.epochDay(), worth.negate());
            if (seen != null) {
                tally.forget(seen.likeness(), seen.atNanos());
            }
        }
    }
}
