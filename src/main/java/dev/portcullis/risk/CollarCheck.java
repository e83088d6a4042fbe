package dev.portcullis.risk;

import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.Side;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.TradingRules;
import java.math.BigDecimal;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Keeps limit prices near the market: a buy may not bid far above the last or the mark price, a sell may not ask far
 * below. An order that waits for a trigger is measured from its trigger price, for the market will be there when it
 * wakes up. An amend names no side, so it is measured both ways.
 */
final class CollarCheck {
    private static final int PERCENT_POINTS = 2;

    private final RuleScope scope;
    private final TradingRules.Collar collar;
    private final CheckedOrder order;
    private final @Nullable MarketPrice market;

    CollarCheck(RuleScope scope, CheckedOrder order, @Nullable MarketPrice market) {
        this.scope = scope;
        this.collar = scope.rules().collar();
        this.order = order;
        this.market = market;
    }

    /** What the order's price breaks; empty for market orders, which Bybit itself bounds. */
    Optional<Breach> breach() {
        Decimal price = order.facts().price();
        if (!collar.isAny() || price == null || !order.isPriced()) {
            return Optional.empty();
        }
        Optional<BigDecimal> trigger = trigger();
        if (market == null && trigger.isEmpty()) {
            return stale(price);
        }
        BigDecimal last = market == null ? null : market.last();
        BigDecimal mark = market == null ? null : market.mark();
        if (trigger.isPresent()) {
            last = trigger.get();
            mark = trigger.get();
        }
        return outside(last, mark, price);
    }

    private Optional<Breach> outside(@Nullable BigDecimal last, @Nullable BigDecimal mark, Decimal price) {
        return outside(TradingRuleName.COLLAR_LAST, collar.lastPercent(), "last", last, price)
                .or(() -> outside(TradingRuleName.COLLAR_MARK, collar.markPercent(), "mark", mark, price));
    }

    private Optional<BigDecimal> trigger() {
        return order.word("triggerPrice")
                .filter(text -> text.matches("[0-9]{1,20}(\\.[0-9]{1,18})?"))
                .map(BigDecimal::new)
                .filter(price -> price.signum() > 0);
    }

    private Optional<Breach> stale(Decimal price) {
        if (collar.passesWhenStale()) {
            return Optional.empty();
        }
        TradingRuleName rule = collar.lastPercent() == null ? TradingRuleName.COLLAR_MARK : TradingRuleName.COLLAR_LAST;
        return Optional.of(scope.breach(
                rule,
                order.at("price"),
                price.text(),
                "price " + price + " cannot be held against the market, whose price is not known freshly",
                "try again in a second"));
    }

    private Optional<Breach> outside(
            TradingRuleName rule,
            @Nullable BigDecimal percent,
            String which,
            @Nullable BigDecimal reference,
            Decimal price) {
        if (percent == null || reference == null) {
            return Optional.empty();
        }
        BigDecimal room = reference.multiply(percent).movePointLeft(PERCENT_POINTS);
        BigDecimal highest = reference.add(room);
        BigDecimal lowest = reference.subtract(room);
        Side side = order.facts().side();
        if (side != Side.SELL && price.value().compareTo(highest) > 0) {
            return Optional.of(breach(rule, price, "above", highest, which + " price " + reference.toPlainString()));
        }
        return side != Side.BUY && price.value().compareTo(lowest) < 0
                ? Optional.of(breach(rule, price, "below", lowest, which + " price " + reference.toPlainString()))
                : Optional.empty();
    }

    private Breach breach(TradingRuleName rule, Decimal price, String how, BigDecimal edge, String reference) {
        return scope.breach(
                rule,
                order.at("price"),
                price.text(),
                "price " + price + " is " + how + " " + edge.toPlainString() + ", too far from the " + reference,
                "send a price nearer to it");
    }
}
