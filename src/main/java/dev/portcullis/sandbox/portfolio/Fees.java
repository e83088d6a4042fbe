package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.order.Fill.Liquidity;
import dev.portcullis.sandbox.wire.Category;
import java.math.BigDecimal;

/** The fee rates of an account without VIP level (docs:v5/account/fee-rate). */
public final class Fees {
    private Fees() {}

    /** Fee over value for a role in a trade. */
    public static BigDecimal rate(Category category, Liquidity liquidity) {
        return new BigDecimal(
                switch (category) {
                    case SPOT -> "0.001";
                    case LINEAR, INVERSE -> liquidity == Liquidity.TAKER ? "0.00055" : "0.0002";
                    case OPTION -> "0.0003";
                });
    }
}
