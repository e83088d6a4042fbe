package dev.portcullis.sandbox.order;

import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.wire.Moment;
import dev.portcullis.sandbox.wire.Side;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/** An order at the exchange: its present snapshot, and its recent ones for reads that lag. Guarded by the venue. */
public final class Order {
    /** Reads lag by at most 5 s, so older versions can never be asked for again. */
    private static final long VERSIONS_KEPT_NANOS = TimeUnit.SECONDS.toNanos(6);

    private final List<Version> versions = new ArrayList<>(2);

    private record Version(OrderSnapshot snapshot, long sinceNanos) {}

    /** An order that was just accepted. */
    public Order(OrderIdentity identity, OrderTerms terms, OrderStatus status, long nowNanos) {
        versions.add(new Version(
                new OrderSnapshot(identity, terms, OrderProgress.start(status), identity.createdMillis()), nowNanos));
    }

    /** The order as it is. */
    public OrderSnapshot now() {
        return versions.get(versions.size() - 1).snapshot();
    }

    /** The order as it was at a time on the venue's ticker; empty when it did not exist then. */
    public Optional<OrderSnapshot> asOf(long nanos) {
        for (int index = versions.size() - 1; index >= 0; index--) {
            Version version = versions.get(index);
            if (nanos - version.sinceNanos() >= 0) {
                return Optional.of(version.snapshot());
            }
        }
        return Optional.empty();
    }

    /** Whose it is. */
    public long uid() {
        return now().identity().uid();
    }

    /** What was ordered, as amended. */
    public OrderTerms terms() {
        return now().terms();
    }

    /** Its instrument. */
    public Instrument instrument() {
        return terms().instrument();
    }

    /** Its side. */
    public Side side() {
        return terms().side();
    }

    /** Its limit price. */
    public BigDecimal price() {
        return terms().pricing().price();
    }

    /** What is still to be filled. */
    public BigDecimal leavesQty() {
        return now().leavesQty();
    }

    /** Whether it may still fill or be cancelled. */
    public boolean isOpen() {
        return now().isOpen();
    }

    /** Books a fill; the order is filled when nothing is left. */
    public void fill(Fill fill, Moment moment) {
        OrderSnapshot before = now();
        boolean whole = !before.terms().sizing().inQuote() && before.leavesQty().compareTo(fill.qty()) <= 0;
        OrderStatus next = whole ? OrderStatus.FILLED : OrderStatus.PARTIALLY_FILLED;
        become(before.terms(), before.progress().filledBy(fill, next), moment);
    }

    /** Ends a market order by quote amount that spent what it could. */
    public void finish(Moment moment) {
        become(terms(), now().progress().in(OrderStatus.FILLED), moment);
    }

    /** Ends the order without filling the rest. */
    public void cancel(Ending ending, Moment moment) {
        OrderSnapshot before = now();
        become(before.terms(), before.progress().ended(lastStatus(before), ending), moment);
    }

    /** Changes what is ordered; fills stay. */
    public void amend(OrderTerms terms, Moment moment) {
        become(terms, now().progress(), moment);
    }

    /** Wakes up a conditional order. */
    public void trigger(Moment moment) {
        become(terms(), now().progress().in(OrderStatus.NEW), moment);
    }

    private static OrderStatus lastStatus(OrderSnapshot before) {
        if (before.status() == OrderStatus.UNTRIGGERED) {
            return OrderStatus.DEACTIVATED;
        }
        boolean partlyFilledSpot =
                before.category().isSpot() && before.progress().filled().signum() > 0;
        return partlyFilledSpot ? OrderStatus.PARTIALLY_FILLED_CANCELED : OrderStatus.CANCELLED;
    }

    private void become(OrderTerms terms, OrderProgress progress, Moment moment) {
        while (versions.size() > 1 && moment.nanos() - versions.get(1).sinceNanos() > VERSIONS_KEPT_NANOS) {
            versions.remove(0);
        }
        versions.add(
                new Version(new OrderSnapshot(now().identity(), terms, progress, moment.millis()), moment.nanos()));
    }
}
