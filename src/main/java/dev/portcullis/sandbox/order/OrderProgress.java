package dev.portcullis.sandbox.order;

import java.math.BigDecimal;
import java.util.Map;
import java.util.TreeMap;

/**
 * What became of an order so far.
 *
 * @param status where it stands
 * @param filled quantity filled, in the instrument's unit
 * @param value price times quantity of the fills
 * @param fees fees paid, by coin
 * @param ending why it ended
 */
public record OrderProgress(
        OrderStatus status, BigDecimal filled, BigDecimal value, Map<String, BigDecimal> fees, Ending ending) {
    /** Accepted, nothing happened yet. */
    public static OrderProgress start(OrderStatus status) {
        return new OrderProgress(status, BigDecimal.ZERO, BigDecimal.ZERO, Map.of(), Ending.NONE);
    }

    /** After one more fill. */
    OrderProgress filledBy(Fill fill, OrderStatus next) {
        Map<String, BigDecimal> sum = new TreeMap<>(fees);
        sum.merge(fill.feeCoin(), fill.fee(), BigDecimal::add);
        return new OrderProgress(next, filled.add(fill.qty()), value.add(fill.value()), Map.copyOf(sum), ending);
    }

    /** The same in another status. */
    OrderProgress in(OrderStatus next) {
        return new OrderProgress(next, filled, value, fees, ending);
    }

    /** Ended. */
    OrderProgress ended(OrderStatus last, Ending why) {
        return new OrderProgress(last, filled, value, fees, why);
    }
}
