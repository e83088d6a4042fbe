package dev.portcullis.risk;

import dev.portcullis.bybit.Instrument;
import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.Category;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.TradingRuleName;
import java.math.BigDecimal;
import java.math.RoundingMode;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds an order against the filters of its instrument, so that what Bybit is certain to refuse costs no request. Only
 * the certain is refused: Bybit cuts orders that only reduce to the position, moves futures prices into its band, and
 * values market orders at a price of its own, so their sizes are left to it. Nothing is rounded: the caller is told the
 * nearest values and chooses.
 */
final class InstrumentCheck {
    private final Instrument instrument;
    private final CheckedOrder order;
    private final @Nullable MarketPrice market;

    /** @param market what the symbol costs now; null when that is not known */
    InstrumentCheck(Instrument instrument, CheckedOrder order, @Nullable MarketPrice market) {
        this.instrument = instrument;
        this.order = order;
        this.market = market;
    }

    /** The filters that the order breaks. */
    List<Breach> breaches() {
        List<Breach> breaches = new ArrayList<>(1);
        offTick().ifPresent(breaches::add);
        if (order.facts().qty() != null && !order.onlyReduces()) {
            Optional<Breach> size = order.isAmount() ? wrongAmount() : wrongQty();
            size.or(this::tooSmallValue).ifPresent(breaches::add);
        }
        return breaches;
    }

    /** Whether the market's price decides over this order's smallest value. */
    boolean dependsOnMarket() {
        return isMovedUp() && isBelowMinNotional(value());
    }

    private Optional<Breach> offTick() {
        BigDecimal tick = instrument.tickSize();
        Decimal price = order.facts().price();
        if (tick == null || price == null || isMultiple(price.value(), tick) || !order.isPriced()) {
            return Optional.empty();
        }
        return Optional.of(breach(
                TradingRuleName.TICK_SIZE,
                "price",
                tick,
                "price " + price + " is not a multiple of the tick " + tick.toPlainString() + " of "
                        + instrument.symbol() + ": " + nearest(price.value(), tick, tick, null)));
    }

    private Optional<Breach> wrongQty() {
        Instrument.Lot lot = instrument.lot();
        BigDecimal qty = qty();
        BigDecimal least = lot.minOrderQty();
        BigDecimal most = most(lot.maxOrderQty());
        BigDecimal step = lot.qtyStep();
        if (step != null && !isMultiple(qty, step)) {
            return Optional.of(breach(
                    TradingRuleName.QTY_STEP,
                    "qty",
                    step,
                    "qty " + order.facts().qty() + " is not a multiple of the step " + step.toPlainString() + " of "
                            + instrument.symbol() + ": " + nearest(qty, step, least == null ? step : least, most)));
        }
        if (least != null && qty.compareTo(least) < 0) {
            return Optional.of(outside(TradingRuleName.MIN_ORDER_QTY, "below the minimum ", least));
        }
        return most != null && qty.compareTo(most) > 0
                ? Optional.of(outside(TradingRuleName.MAX_ORDER_QTY, "above the maximum ", most))
                : Optional.empty();
    }

    private Breach outside(TradingRuleName rule, String how, BigDecimal bound) {
        String text = bound.toPlainString();
        return breach(
                rule,
                "qty",
                bound,
                "qty " + order.facts().qty() + " is " + how + text + " of " + instrument.symbol() + ": the nearest is "
                        + text);
    }

    /** The largest qty that may pass: what kind of order an amend changes is not known. */
    private @Nullable BigDecimal most(Instrument.MaxQty max) {
        if (order.isMarket()) {
            return max.market();
        }
        BigDecimal ofLimit = max.limit();
        if (ofLimit == null || qty().compareTo(ofLimit) <= 0) {
            return ofLimit;
        }
        if (order.isAmend()) {
            return largest(largest(ofLimit, max.postOnly()), max.market());
        }
        return order.isPostOnly() ? largest(ofLimit, max.postOnly()) : ofLimit;
    }

    private static @Nullable BigDecimal largest(@Nullable BigDecimal one, @Nullable BigDecimal other) {
        return one == null || other == null ? null : one.max(other);
    }

    private Optional<Breach> wrongAmount() {
        BigDecimal step = instrument.lot().amountStep();
        BigDecimal amount = qty();
        if (step != null && !isMultiple(amount, step)) {
            return Optional.of(breach(
                    TradingRuleName.QTY_STEP,
                    "qty",
                    step,
                    "qty " + order.facts().qty() + " is an amount of the quote coin and not a multiple of "
                            + step.toPlainString() + " of " + instrument.symbol() + ": "
                            + nearest(amount, step, step, null)));
        }
        return Optional.empty();
    }

    private Optional<Breach> tooSmallValue() {
        BigDecimal least = instrument.lot().minNotional();
        BigDecimal value = value();
        if (least == null || value == null || !isBelowMinNotional(value)) {
            return Optional.empty();
        }
        if (isMovedUp() && !isBelowMinNotional(valueAtMarket())) {
            return Optional.empty();
        }
        return Optional.of(breach(
                TradingRuleName.MIN_NOTIONAL,
                "qty",
                least,
                "qty " + order.facts().qty() + worth(value) + " and below the minimum notional " + least.toPlainString()
                        + " of " + instrument.symbol() + ": " + enough(least)));
    }

    private String worth(BigDecimal value) {
        return order.isAmount()
                ? " is an amount of the quote coin"
                : " x price " + order.facts().price() + " is " + value.toPlainString();
    }

    private String enough(BigDecimal least) {
        Decimal price = order.facts().price();
        BigDecimal step = order.isAmount()
                ? instrument.lot().amountStep()
                : instrument.lot().qtyStep();
        if (order.isAmount() || price == null || price.value().signum() == 0 || step == null) {
            return "the nearest is " + least.toPlainString();
        }
        BigDecimal steps = least.divide(price.value().multiply(step), 0, RoundingMode.UP);
        return "the nearest qty at that price is " + steps.multiply(step).toPlainString();
    }

    private boolean isBelowMinNotional(@Nullable BigDecimal value) {
        BigDecimal least = instrument.lot().minNotional();
        return least != null && value != null && value.compareTo(least) < 0;
    }

    /** What the order is worth by its own words; null when they do not say, or nothing asks. */
    private @Nullable BigDecimal value() {
        if (order.facts().qty() == null || order.category() == Category.INVERSE) {
            return null;
        }
        if (order.isAmount()) {
            return qty();
        }
        Decimal price = order.facts().price();
        return price == null || !order.isPriced() ? null : qty().multiply(price.value());
    }

    /** A futures sell far below the market is not refused: Bybit moves its price up to the edge of the band. */
    private boolean isMovedUp() {
        return order.category() == Category.LINEAR && !isBuy() && order.isPriced();
    }

    private boolean isBuy() {
        return !order.isAmend() && !order.isSell();
    }

    /** Null when the market is not known: then Bybit judges. */
    private @Nullable BigDecimal valueAtMarket() {
        BigDecimal ratio = instrument.priceLimitRatio();
        BigDecimal tick = instrument.tickSize();
        Decimal price = order.facts().price();
        if (market == null || ratio == null || tick == null || price == null) {
            return null;
        }
        BigDecimal edge = market.last().subtract(market.last().multiply(ratio));
        BigDecimal onTick = edge.divide(tick, 0, RoundingMode.UP).multiply(tick);
        return qty().multiply(price.value().max(onTick));
    }

    private BigDecimal qty() {
        Decimal qty = order.facts().qty();
        return qty == null ? BigDecimal.ZERO : qty.value();
    }

    private Breach breach(TradingRuleName rule, String field, BigDecimal limit, String detail) {
        Decimal asked =
                field.equals("price") ? order.facts().price() : order.facts().qty();
        return new Breach(rule, order.at(field), limit.toPlainString(), String.valueOf(asked), detail);
    }

    private static boolean isMultiple(BigDecimal value, BigDecimal step) {
        return value.remainder(step).signum() == 0;
    }

    private static String nearest(BigDecimal value, BigDecimal step, BigDecimal least, @Nullable BigDecimal most) {
        BigDecimal below = value.divide(step, 0, RoundingMode.DOWN).multiply(step);
        BigDecimal above = below.add(step);
        if (below.compareTo(least) < 0) {
            return "the nearest is " + least.max(above).toPlainString();
        }
        if (most != null && above.compareTo(most) > 0) {
            return "the nearest is " + below.min(most).toPlainString();
        }
        return "nearest are " + below.toPlainString() + " and " + above.toPlainString();
    }
}
