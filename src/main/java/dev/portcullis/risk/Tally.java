package dev.portcullis.risk;

import dev.portcullis.model.OrderFacts;
import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.Iterator;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What has passed of one client on one account, or of an account as a whole; guarded by its {@link AccountBook}. */
final class Tally {
    private static final long SECOND_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final int REMEMBERED_MAX = 10_000;

    /** What makes two orders the same to the duplicate rule. */
    record Likeness(
            String symbol,
            String side,
            BigDecimal qty,
            @Nullable BigDecimal price) {
        static Likeness of(OrderFacts order) {
            return new Likeness(
                    String.valueOf(order.symbol()),
                    String.valueOf(order.side()),
                    order.qty() == null ? BigDecimal.ZERO : order.qty().value().stripTrailingZeros(),
                    order.price() == null ? null : order.price().value().stripTrailingZeros());
        }
    }

    private int openOrders;
    private BigDecimal openNotional = BigDecimal.ZERO;
    private long day;
    private BigDecimal dayNotional = BigDecimal.ZERO;
    private final ArrayDeque<Long> passedNanos = new ArrayDeque<>();
    private final Map<Likeness, Long> recent = new LinkedHashMap<>();

    int openOrders() {
        return openOrders;
    }

    BigDecimal openNotional() {
        return openNotional;
    }

    /** What was ordered on that day of the epoch. */
    BigDecimal dayNotional(long epochDay) {
        return day == epochDay ? dayNotional : BigDecimal.ZERO;
    }

    void open(int orders, BigDecimal notional) {
        openOrders += orders;
        openNotional = openNotional.add(notional);
    }

    /** Adds to a day; what belongs to an earlier day than the newest has no place any more. */
    void ordered(long epochDay, BigDecimal notional) {
        if (epochDay > day) {
            day = epochDay;
            dayNotional = BigDecimal.ZERO;
        }
        if (epochDay == day) {
            dayNotional = dayNotional.add(notional);
        }
    }

    /** Orders that passed within the second before. */
    int passedWithinSecond(long nowNanos) {
        while (!passedNanos.isEmpty() && nowNanos - passedNanos.peekFirst() >= SECOND_NANOS) {
            passedNanos.removeFirst();
        }
        return passedNanos.size();
    }

    void passed(long nowNanos, int orders) {
        for (int i = 0; i < orders; i++) {
            passedNanos.addLast(nowNanos);
        }
    }

    boolean isDuplicate(Likeness order, long nowNanos, long withinNanos) {
        Long last = recent.get(order);
        return last != null && nowNanos - last < withinNanos;
    }

    void seen(Likeness order, long nowNanos, long withinNanos) {
        recent.remove(order);
        recent.put(order, nowNanos);
        Iterator<Long> oldest = recent.values().iterator();
        while (oldest.hasNext()) {
            boolean isOver = nowNanos - oldest.next() >= withinNanos;
            if (!isOver && recent.size() <= REMEMBERED_MAX) {
                return;
            }
            oldest.remove();
        }
    }

    void forget(Likeness order, long seenNanos) {
        recent.remove(order, seenNanos);
    }
}
