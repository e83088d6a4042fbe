package dev.portcullis.bybit;

import dev.portcullis.model.Symbol;
import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What Bybit takes as price and size of orders in one symbol (docs:v5/market/instrument); what it does not say is null.
 *
 * @param tickSize every price is a multiple of it
 * @param lot the filter of quantities
 * @param priceLimitRatio how far past the market a limit price may lie before Bybit moves it, as a fraction
 */
public record Instrument(
        Symbol symbol,
        @Nullable BigDecimal tickSize,
        Lot lot,
        @Nullable BigDecimal priceLimitRatio) {
    /**
     * The filter of quantities.
     *
     * @param qtyStep every qty is a multiple of it; of spot the basePrecision
     * @param minOrderQty the smallest qty
     * @param maxOrderQty the largest ones
     * @param minNotional the smallest qty x price, in the quote coin
     * @param amountStep of spot market orders whose qty is an amount of the quote coin: the quotePrecision
     */
    public record Lot(
            @Nullable BigDecimal qtyStep,
            @Nullable BigDecimal minOrderQty,
            MaxQty maxOrderQty,
            @Nullable BigDecimal minNotional,
            @Nullable BigDecimal amountStep) {}

    /** The largest quantities, by kind of order. */
    public record MaxQty(
            @Nullable BigDecimal limit,
            @Nullable BigDecimal postOnly,
            @Nullable BigDecimal market) {}
}
