package dev.portcullis.risk;

import dev.portcullis.model.Symbol;
import java.util.Map;
import java.util.OptionalInt;

/**
 * What one client's orders on one account may be.
 *
 * @param otherwise the size of orders in symbols that have no size of their own
 * @param bySymbol the sizes of single symbols
 * @param unsettledMax how many of its creates may be without a certain outcome at the same time; empty: no limit
 */
public record OrderLimits(OrderSize otherwise, Map<Symbol, OrderSize> bySymbol, OptionalInt unsettledMax) {
    /** No limit. */
    public static final OrderLimits NONE = new OrderLimits(OrderSize.ANY, Map.of(), OptionalInt.empty());

    /** @throws IllegalArgumentException when {@code unsettledMax} is not positive; to stop all orders, halt */
    public OrderLimits {
        bySymbol = Map.copyOf(bySymbol);
        if (unsettledMax.isPresent() && unsettledMax.getAsInt() < 1) {
            throw new IllegalArgumentException(
                    "unsettledMax " + unsettledMax.getAsInt() + " is not at least 1; to stop all orders, halt");
        }
    }

    OrderSize of(Symbol symbol) {
        return bySymbol.getOrDefault(symbol, otherwise);
    }
}
