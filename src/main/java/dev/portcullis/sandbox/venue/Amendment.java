package dev.portcullis.sandbox.venue;

import dev.portcullis.sandbox.wire.Params;
import java.math.BigDecimal;
import java.util.Optional;

/**
 * What an amend changes; absent fields stay (docs:v5/order/amend-order).
 *
 * @param qty the new total quantity, fills included
 * @param price the new price
 * @param triggerPrice the new trigger price
 */
public record Amendment(Optional<BigDecimal> qty, Optional<BigDecimal> price, Optional<BigDecimal> triggerPrice) {
    /**
     * Reads it from an amend.
     *
     * @throws dev.portcullis.sandbox.wire.Refusal 10001 naming a malformed field
     */
    public static Amendment of(Params params) {
        return new Amendment(positive(params, "qty"), positive(params, "price"), positive(params, "triggerPrice"));
    }

    private static Optional<BigDecimal> positive(Params params, String name) {
        Optional<BigDecimal> figure = params.decimal(name);
        if (figure.isPresent() && figure.get().signum() <= 0) {
            throw Params.invalid(name, "must be above 0");
        }
        return figure;
    }
}
