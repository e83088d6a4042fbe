package dev.portcullis.risk;

import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.Category;
import dev.portcullis.model.Decimal;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What orders are worth in the quote coin, or, of inverse contracts, in USD. */
final class OrderWorth {
    private OrderWorth() {}

    /** Whether only the market's price tells what the order is worth. */
    static boolean needsMarket(CheckedOrder order) {
        return order.facts().qty() != null
                && order.category() != Category.INVERSE
                && !order.isAmount()
                && !order.isAmend()
                && !hasPrice(order);
    }

    private static boolean hasPrice(CheckedOrder order) {
        Decimal price = order.facts().price();
        return price != null && price.value().signum() > 0 && order.isPriced();
    }

    /** Null when neither the order nor the market tells. */
    static @Nullable BigDecimal of(CheckedOrder order, @Nullable MarketPrice market) {
        Decimal qty = order.facts().qty();
        Decimal price = order.facts().price();
        if (qty == null) {
            return null;
        }
        if (order.category() == Category.INVERSE || order.isAmount()) {
            return qty.value();
        }
        if (price != null && hasPrice(order)) {
            return qty.value().multiply(price.value());
        }
        return market == null || order.isAmend() ? null : qty.value().multiply(market.last());
    }
}
