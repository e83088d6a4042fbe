package dev.portcullis.risk;

import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.TradingRules;
import dev.portcullis.risk.AccountBook.Claim;
import java.math.BigDecimal;
import java.util.HashSet;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** How much the rules of one scope leave above what its tally holds already; guarded by the {@link AccountBook}. */
record Room(RuleScope scope, Tally tally) {
    private TradingRules rules() {
        return scope.rules();
    }

    /** Why the claim's creates do not fit in together; empty when they do. */
    Optional<Breach> refuses(Claim claim) {
        return tooManyOpen(claim)
                .or(() -> unmeasured(claim))
                .or(() -> tooMuchOpen(counted(claim)))
                .or(() -> tooMuchInADay(counted(claim), claim.epochDay()))
                .or(() -> tooQuick(claim))
                .or(() -> duplicate(claim));
    }

    /** Why the claim's amends, which make their orders worth so much more, do not fit in. */
    Optional<Breach> refusesAmend(Claim claim, BigDecimal more) {
        if (more.signum() == 0) {
            return tooQuick(claim);
        }
        return tooMuchOpen(more).or(() -> tooMuchInADay(more, claim.epochDay())).or(() -> tooQuick(claim));
    }

    /** Counts the orders for the rules of pace. */
    void takes(Claim claim) {
        takesAmend(claim);
        Integer within = rules().pace().duplicateMillis();
        if (within != null) {
            claim.orders()
                    .forEach(order -> tally.seen(
                            Tally.Likeness.of(order.facts()), claim.nowNanos(), TimeUnit.MILLISECONDS.toNanos(within)));
        }
    }

    /** The same for amends, of which none is a duplicate. */
    void takesAmend(Claim claim) {
        if (rules().pace().ordersPerSecondMax() != null) {
            tally.passed(claim.nowNanos(), claim.orders().size());
        }
    }

    private static BigDecimal counted(Claim claim) {
        BigDecimal sum = BigDecimal.ZERO;
        for (int i = 0; i < claim.orders().size(); i++) {
            sum = claim.orders().get(i).onlyReduces() ? sum : sum.add(claim.worth(i));
        }
        return sum;
    }

    private Optional<Breach> tooManyOpen(Claim claim) {
        Integer most = rules().exposure().openOrdersMax();
        long more =
                claim.orders().stream().filter(order -> !order.onlyReduces()).count();
        if (most == null || more == 0 || tally.openOrders() + more <= most) {
            return Optional.empty();
        }
        return Optional.of(scope.breach(
                TradingRuleName.OPEN_ORDERS_MAX,
                "",
                String.valueOf(more),
                tally.openOrders() + " orders are open or may be, and " + more + " more exceed " + most,
                "cancel some or wait until they end"));
    }

    private Optional<Breach> unmeasured(Claim claim) {
        if (!rules().exposure().isOfNotional()) {
            return Optional.empty();
        }
        TradingRuleName rule = rules().exposure().openNotionalMax() == null
                ? TradingRuleName.DAILY_NOTIONAL_MAX
                : TradingRuleName.OPEN_NOTIONAL_MAX;
        for (int i = 0; i < claim.orders().size(); i++) {
            CheckedOrder order = claim.orders().get(i);
            if (claim.worths().get(i) == null && !order.onlyReduces()) {
                return Optional.of(OrderRuleCheck.unmeasured(scope, rule, order));
            }
        }
        return Optional.empty();
    }

    private Optional<Breach> tooMuchOpen(BigDecimal more) {
        return exceeds(
                TradingRuleName.OPEN_NOTIONAL_MAX,
                rules().exposure().openNotionalMax(),
                tally.openNotional(),
                more,
                " is open or may be, and ",
                "cancel some or wait until they end");
    }

    private Optional<Breach> tooMuchInADay(BigDecimal more, long epochDay) {
        return exceeds(
                TradingRuleName.DAILY_NOTIONAL_MAX,
                rules().exposure().dailyNotionalMax(),
                tally.dayNotional(epochDay),
                more,
                " was ordered today (UTC), and ",
                "wait until midnight UTC");
    }

    private Optional<Breach> exceeds(
            TradingRuleName rule,
            @Nullable BigDecimal most,
            BigDecimal held,
            BigDecimal more,
            String words,
            String remedy) {
        if (most == null || more.signum() <= 0 || held.add(more).compareTo(most) <= 0) {
            return Optional.empty();
        }
        return Optional.of(scope.breach(
                rule,
                "",
                more.toPlainString(),
                held.toPlainString() + words + more.toPlainString() + " more exceed " + most.toPlainString(),
                remedy));
    }

    private Optional<Breach> tooQuick(Claim claim) {
        Integer most = rules().pace().ordersPerSecondMax();
        if (most == null) {
            return Optional.empty();
        }
        int before = tally.passedWithinSecond(claim.nowNanos());
        int more = claim.orders().size();
        return before + more <= most
                ? Optional.empty()
                : Optional.of(scope.breach(
                        TradingRuleName.ORDERS_PER_SECOND_MAX,
                        "",
                        String.valueOf(before + more),
                        before + " orders passed within a second, and " + more + " more exceed " + most,
                        "send them later"));
    }

    private Optional<Breach> duplicate(Claim claim) {
        Integer within = rules().pace().duplicateMillis();
        if (within == null) {
            return Optional.empty();
        }
        Set<Tally.Likeness> inThisCall = new HashSet<>();
        for (CheckedOrder order : claim.orders()) {
            Tally.Likeness likeness = Tally.Likeness.of(order.facts());
            boolean isSecond = !inThisCall.add(likeness)
                    || tally.isDuplicate(likeness, claim.nowNanos(), TimeUnit.MILLISECONDS.toNanos(within));
            if (isSecond) {
                return Optional.of(scope.breach(
                        TradingRuleName.DUPLICATE_WITHIN,
                        order.at("orderLinkId"),
                        order.facts().symbol() + " " + order.facts().side() + " "
                                + order.facts().qty(),
                        "an order of the same symbol, side, price and qty passed within " + within + " ms",
                        "to repeat a request send it under the same orderLinkId, else wait"));
            }
        }
        return Optional.empty();
    }
}
