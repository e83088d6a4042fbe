package dev.portcullis.risk;

import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.TradingRules;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Holds one order against the rules of one scope that need no memory of other orders. What cannot be measured is
 * refused, with the words that make it measurable. An order that only reduces a position is bound by the collar alone,
 * for getting out must work.
 */
final class OrderRuleCheck {
    private final RuleScope scope;
    private final TradingRules rules;
    private final CheckedOrder order;
    private final @Nullable MarketPrice market;

    OrderRuleCheck(RuleScope scope, CheckedOrder order, @Nullable MarketPrice market) {
        this.scope = scope;
        this.rules = scope.rules();
        this.order = order;
        this.market = market;
    }

    /** The rules that the order breaks at that moment. */
    List<Breach> breaches(Instant now) {
        List<Breach> breaches = new ArrayList<>(0);
        if (!order.onlyReduces()) {
            notAllowed().ifPresent(breaches::add);
            tooLarge().ifPresent(breaches::add);
            tooMuch().ifPresent(breaches::add);
            outOfHours(now).ifPresent(breaches::add);
        }
        new CollarCheck(scope, order, market).breach().ifPresent(breaches::add);
        return breaches;
    }

    private Optional<Breach> notAllowed() {
        TradingRules.Allowed allowed = rules.allowed();
        Symbol symbol = order.facts().symbol();
        if (!allowed.symbols().isEmpty()
                && (symbol == null || !allowed.symbols().contains(symbol))) {
            return notAmong(TradingRuleName.SYMBOLS, "symbol", String.valueOf(symbol));
        }
        Side side = order.facts().side();
        if (!allowed.sides().isEmpty() && side != null && !allowed.sides().contains(side)) {
            return notAmong(TradingRuleName.SIDES, "side", side.wire());
        }
        CreateTerms terms = order.facts().terms();
        return allowed.orderTypes().isEmpty()
                        || terms == null
                        || allowed.orderTypes().contains(terms.orderType())
                ? Optional.empty()
                : notAmong(TradingRuleName.ORDER_TYPES, "orderType", terms.orderType());
    }

    private Optional<Breach> notAmong(TradingRuleName rule, String field, String asked) {
        return Optional.of(
                scope.breach(rule, order.at(field), asked, field + " " + asked + " is not allowed", "use one that is"));
    }

    private Optional<Breach> tooLarge() {
        BigDecimal most = rules.size().qtyMax();
        Decimal qty = order.facts().qty();
        if (most == null || qty == null) {
            return Optional.empty();
        }
        if (order.isAmount()) {
            return Optional.of(scope.breach(
                    TradingRuleName.QTY_MAX,
                    order.at("qty"),
                    qty.text(),
                    "qty " + qty + " of a spot market order is in the quote coin and cannot be held against a qty",
                    "send marketUnit baseCoin or a limit order"));
        }
        return qty.value().compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(scope.breach(
                        TradingRuleName.QTY_MAX,
                        order.at("qty"),
                        qty.text(),
                        "qty " + qty + " exceeds " + most.toPlainString(),
                        "send at most " + most.toPlainString()));
    }

    private Optional<Breach> tooMuch() {
        BigDecimal most = rules.size().notionalMax();
        boolean changesWorth = order.facts().qty() != null || order.facts().price() != null;
        if (most == null || !changesWorth) {
            return Optional.empty();
        }
        BigDecimal worth = OrderWorth.of(order, market);
        if (worth == null) {
            return Optional.of(unmeasured(scope, TradingRuleName.NOTIONAL_MAX, order));
        }
        return worth.compareTo(most) <= 0
                ? Optional.empty()
                : Optional.of(scope.breach(
                        TradingRuleName.NOTIONAL_MAX,
                        order.at("qty"),
                        worth.toPlainString(),
                        "the order is worth " + worth.toPlainString() + " and exceeds " + most.toPlainString(),
                        "send a smaller qty"));
    }

    /** A breach because nobody can say what the order is worth. */
    static Breach unmeasured(RuleScope scope, TradingRuleName rule, CheckedOrder order) {
        return scope.breach(
                rule,
                order.at("price"),
                "unknown",
                order.isAmend()
                        ? "an amend must give price and qty both, or nobody can say what the order is worth"
                        : "the market's price is not known, so nobody can say what a market order is worth",
                order.isAmend() ? "give both" : "send a limit order or try again");
    }

    private Optional<Breach> outOfHours(Instant now) {
        TradingRules.Times times = rules.times();
        if (times.blackouts().stream().anyMatch(blackout -> blackout.covers(now))) {
            return Optional.of(scope.breach(
                    TradingRuleName.BLACKOUTS,
                    "",
                    now.toString(),
                    "no orders are taken at " + now,
                    "wait until it ends"));
        }
        boolean isOpen = times.hours().isEmpty() || times.hours().stream().anyMatch(hours -> hours.isOpenAt(now));
        return isOpen
                ? Optional.empty()
                : Optional.of(scope.breach(
                        TradingRuleName.HOURS,
                        "",
                        now.toString(),
                        "no orders are taken at " + now + ", outside the hours (UTC)",
                        "wait until they begin"));
    }
}
