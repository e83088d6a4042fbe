package dev.portcullis.risk;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * How large one order may be.
 *
 * @param qtyMax in the unit of the body's qty; null: no limit
 * @param notionalMax qty x price, in the quote coin; for inverse contracts the qty itself, which is in USD; null: no
 *     limit
 */
public record OrderSize(
        @Nullable BigDecimal qtyMax, @Nullable BigDecimal notionalMax) {
    /** Any size. */
    public static final OrderSize ANY = new OrderSize(null, null);

    /** @throws IllegalArgumentException when a maximum is not positive; to stop all orders, halt */
    public OrderSize {
        requirePositive("qtyMax", qtyMax);
        requirePositive("notionalMax", notionalMax);
    }

    boolean isAny() {
        return qtyMax == null && notionalMax == null;
    }

    private static void requirePositive(String name, @Nullable BigDecimal max) {
        if (max != null && max.signum() <= 0) {
            throw new IllegalArgumentException(name + " " + max.toPlainString()
                    + " is not above 0; to stop all orders, halt the client, account or symbol");
        }
    }
}
