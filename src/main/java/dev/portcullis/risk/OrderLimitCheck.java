package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.Decimal;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Side;
import dev.portcullis.model.WriteBody;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.jspecify.annotations.Nullable;

/**
 * Holds creates and amends against {@link OrderLimits}. What cannot be measured is refused, with the words that make
 * it measurable. Orders that only reduce a position pass whatever their size, for getting out must work; on spot,
 * where Bybit ignores the word, they do not.
 */
public final class OrderLimitCheck implements PreTrade {
    private record Grant(ClientId client, AccountId account) {}

    private final RiskRules rules;
    private final Map<Grant, Integer> unsettled = new HashMap<>();

    /** @param rules asked at each check */
    public OrderLimitCheck(RiskRules rules) {
        this.rules = rules;
    }

    @Override
    public Verdict check(ClientId client, AccountId account, EndpointKind kind, WriteBody body) {
        OrderLimits limits = rules.of(client, account);
        if (limits.equals(OrderLimits.NONE) || !(kind.isCreate() || kind.isAmend())) {
            return passed(Reservation.NOTHING);
        }
        Grant grant = new Grant(client, account);
        List<FieldError> errors = sizeErrors(limits, kind, body);
        if (!errors.isEmpty()) {
            return refused(grant, errors);
        }
        return kind.isCreate() ? reserve(grant, limits, body.orders().size()) : passed(Reservation.NOTHING);
    }

    private static List<FieldError> sizeErrors(OrderLimits limits, EndpointKind kind, WriteBody body) {
        List<FieldError> errors = new ArrayList<>();
        for (int i = 0; i < body.orders().size(); i++) {
            OrderFacts order = body.orders().get(i);
            OrderSize size = order.symbol() == null ? limits.otherwise() : limits.of(order.symbol());
            if (!size.isAny() && !onlyReduces(order, body.category())) {
                String at = kind.isBatch() ? "/request/" + i : "";
                qtyError(size, order, body.category(), at).ifPresent(errors::add);
                notionalError(size, order, body.category(), at).ifPresent(errors::add);
            }
        }
        return errors;
    }

    private static boolean onlyReduces(OrderFacts order, @Nullable Category category) {
        CreateTerms terms = order.terms();
        return terms != null && terms.reduceOnly() && category != Category.SPOT;
    }

    private static Optional<FieldError> qtyError(
            OrderSize size, OrderFacts order, @Nullable Category category, String at) {
        BigDecimal max = size.qtyMax();
        Decimal qty = order.qty();
        if (max == null || qty == null) {
            return Optional.empty();
        }
        if (isSpotMarketBuy(order, category)) {
            return error(
                    at + "/qty",
                    "of a spot market buy may be in the quote coin, so it cannot be held against the" + " maximum of "
                            + max.toPlainString() + "; send a limit order");
        }
        return qty.value().compareTo(max) > 0
                ? error(at + "/qty", qty + " exceeds " + max.toPlainString())
                : Optional.empty();
    }

    private static Optional<FieldError> notionalError(
            OrderSize size, OrderFacts order, @Nullable Category category, String at) {
        BigDecimal max = size.notionalMax();
        if (max == null || (order.qty() == null && order.price() == null)) {
            return Optional.empty();
        }
        BigDecimal notional = notional(order, category);
        if (notional == null) {
            return error(
                    at + "/price",
                    "price and qty must both be given, and a market order has no price: orders here"
                            + " may be worth at most " + max.toPlainString());
        }
        return notional.compareTo(max) > 0
                ? error(
                        at + "/qty",
                        "qty x price is " + notional.toPlainString() + " and exceeds " + max.toPlainString())
                : Optional.empty();
    }

    /** Null when the body does not tell. */
    private static @Nullable BigDecimal notional(OrderFacts order, @Nullable Category category) {
        Decimal qty = order.qty();
        if (qty != null && category == Category.INVERSE) {
            return qty.value();
        }
        Decimal price = order.price();
        return qty == null || price == null || isMarket(order)
                ? null
                : qty.value().multiply(price.value());
    }

    private static boolean isSpotMarketBuy(OrderFacts order, @Nullable Category category) {
        return category == Category.SPOT && isMarket(order) && order.side() == Side.BUY;
    }

    private static boolean isMarket(OrderFacts order) {
        CreateTerms terms = order.terms();
        return terms != null && terms.orderType().equals("Market");
    }

    private synchronized Verdict reserve(Grant grant, OrderLimits limits, int orders) {
        if (limits.unsettledMax().isEmpty()) {
            return passed(Reservation.NOTHING);
        }
        int max = limits.unsettledMax().getAsInt();
        int before = unsettled.getOrDefault(grant, 0);
        if (before + orders > max) {
            return refused(
                    grant,
                    List.of(new FieldError(
                            "",
                            before + " orders have no certain outcome yet, and " + orders + " more exceed " + max
                                    + "; wait until they are settled")));
        }
        unsettled.put(grant, before + orders);
        AtomicBoolean open = new AtomicBoolean(true);
        return passed(() -> {
            if (open.compareAndSet(true, false)) {
                release(grant, orders);
            }
        });
    }

    private synchronized void release(Grant grant, int orders) {
        unsettled.computeIfPresent(grant, (same, count) -> count == orders ? null : count - orders);
    }

    private static Verdict passed(Reservation reservation) {
        return new Verdict(Optional.empty(), reservation);
    }

    private static Verdict refused(Grant grant, List<FieldError> errors) {
        FieldError first = errors.get(0);
        String field = first.pointer().isEmpty() ? "" : first.pointer() + ": ";
        String detail = field + first.detail() + ", for " + grant.client() + " on " + grant.account()
                + (errors.size() == 1 ? "" : "; " + (errors.size() - 1) + " more");
        return new Verdict(Optional.of(new Rejection.RiskLimit(detail, errors)), Reservation.NOTHING);
    }

    private static Optional<FieldError> error(String pointer, String detail) {
        return Optional.of(new FieldError(pointer, detail));
    }
}
