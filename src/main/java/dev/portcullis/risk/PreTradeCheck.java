package dev.portcullis.risk;

import dev.portcullis.bybit.BodyWords;
import dev.portcullis.bybit.Instrument;
import dev.portcullis.bybit.MarketPrice;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.risk.PreTrade.Verdict.Passed;
import dev.portcullis.risk.PreTrade.Verdict.Refused;
import io.vertx.core.Future;
import java.math.BigDecimal;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Holds creates and amends against the filters of their instruments and the desk's rules, and settings against the cap
 * of leverage.
 */
public final class PreTradeCheck implements PreTrade {
    private static final List<String> LEVERAGES = List.of("buyLeverage", "sellLeverage", "leverage");

    private final DeskRules rules;
    private final Instruments instruments;
    private final MarketPrices prices;
    private final InstantSource wallClock;
    private final LongSupplier nanoTicker;
    private final Map<AccountId, AccountBook> books = new ConcurrentHashMap<>();

    /** @param rules asked at each check */
    public PreTradeCheck(
            DeskRules rules,
            Instruments instruments,
            MarketPrices prices,
            InstantSource wallClock,
            LongSupplier nanoTicker) {
        this.rules = rules;
        this.instruments = instruments;
        this.prices = prices;
        this.wallClock = wallClock;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Future<Void> prepared(Asked asked) {
        DeskRules.Applied applied = rules.of(asked.client(), asked.account());
        List<Future<Void>> asking = new ArrayList<>(0);
        for (CheckedOrder order : CheckedOrder.of(asked.kind(), asked.body())) {
            Symbol symbol = order.facts().symbol();
            if (symbol != null && needsMarket(asked, applied, order)) {
                Future<Void> made = prices.made(new MarketPrices.Wanted(asked.environment(), order.category(), symbol));
                if (!made.isComplete()) {
                    asking.add(made);
                }
            }
        }
        return asking.isEmpty() ? Future.succeededFuture() : Future.join(asking).mapEmpty();
    }

    private boolean needsMarket(Asked asked, DeskRules.Applied applied, CheckedOrder order) {
        boolean byCollar = applied.hasCollar() && order.isPriced();
        boolean byWorth = applied.isOfNotional() && !order.onlyReduces() && OrderWorth.needsMarket(order);
        return byCollar
                || byWorth
                || instrument(asked, order)
                        .filter(known -> new InstrumentCheck(known, order, null).dependsOnMarket())
                        .isPresent();
    }

    private Optional<Instrument> instrument(Asked asked, CheckedOrder order) {
        Symbol symbol = order.facts().symbol();
        return symbol == null ? Optional.empty() : instruments.find(asked.environment(), order.category(), symbol);
    }

    @Override
    public Verdict check(Asked asked) {
        DeskRules.Applied applied = rules.of(asked.client(), asked.account());
        if (asked.kind() == EndpointKind.CONFIGURE) {
            return leverage(asked, applied);
        }
        List<CheckedOrder> orders = CheckedOrder.of(asked.kind(), asked.body());
        if (orders.isEmpty()) {
            return Passed.FREELY;
        }
        List<Breach> breaches = new ArrayList<>(0);
        List<@Nullable BigDecimal> worths = new ArrayList<>(orders.size());
        for (CheckedOrder order : orders) {
            MarketPrice market = market(asked, order);
            instrument(asked, order)
                    .ifPresent(known -> breaches.addAll(new InstrumentCheck(known, order, market).breaches()));
            if (!applied.isNone()) {
                breaches.addAll(ruleBreaches(asked, applied, order, market));
                worths.add(OrderWorth.of(order, market));
            }
        }
        if (!breaches.isEmpty()) {
            return new Refused(Breach.refusal(breaches));
        }
        return applied.isNone() ? Passed.FREELY : reserve(asked, applied, orders, worths);
    }

    private @Nullable MarketPrice market(Asked asked, CheckedOrder order) {
        Symbol symbol = order.facts().symbol();
        return symbol == null
                ? null
                : prices.fresh(new MarketPrices.Wanted(asked.environment(), order.category(), symbol));
    }

    private List<Breach> ruleBreaches(
            Asked asked, DeskRules.Applied applied, CheckedOrder order, @Nullable MarketPrice market) {
        Instant now = wallClock.instant();
        List<Breach> breaches = new ArrayList<>(0);
        for (RuleScope scope : scopes(asked, applied)) {
            breaches.addAll(new OrderRuleCheck(scope, order, market).breaches(now));
        }
        return breaches;
    }

    private static List<RuleScope> scopes(Asked asked, DeskRules.Applied applied) {
        return List.of(
                RuleScope.ofGrant(asked.client(), asked.account(), applied.grant()),
                RuleScope.ofAccount(asked.account(), applied.account()));
    }

    private Verdict reserve(
            Asked asked, DeskRules.Applied applied, List<CheckedOrder> orders, List<@Nullable BigDecimal> worths) {
        long day = TimeUnit.MILLISECONDS.toDays(wallClock.millis());
        AccountBook.Claim claim =
                new AccountBook.Claim(asked.client(), applied, orders, worths, nanoTicker.getAsLong(), day);
        AccountBook book = book(asked.account());
        if (asked.kind().isAmend()) {
            AccountBook.Outcome<Resized> resized = book.resize(claim);
            return resized.breach()
                    .<Verdict>map(breach -> new Refused(Breach.refusal(List.of(breach))))
                    .orElseGet(() -> new Passed(List.of(), resized.held()));
        }
        AccountBook.Outcome<List<HeldOrder>> reserved = book.reserve(claim);
        return reserved.breach()
                .<Verdict>map(breach -> new Refused(Breach.refusal(List.of(breach))))
                .orElseGet(() -> new Passed(List.copyOf(reserved.held()), Resized.NOTHING));
    }

    private AccountBook book(AccountId account) {
        return books.computeIfAbsent(account, AccountBook::new);
    }

    @Override
    public Hold restored(Known known) {
        return book(known.account())
                .restored(known, rules.of(known.client(), known.account()).isOfOpenOrders());
    }

    private Verdict leverage(Asked asked, DeskRules.Applied applied) {
        if (applied.grant().leverageMax() == null && applied.account().leverageMax() == null) {
            return Passed.FREELY;
        }
        List<Breach> breaches = new ArrayList<>();
        BodyWords body = BodyWords.of(asked.kind(), asked.body().bytes()).get(0);
        for (RuleScope scope : scopes(asked, applied)) {
            LEVERAGES.forEach(field -> body.text(field)
                    .flatMap(text -> tooHigh(scope, field, text))
                    .ifPresent(breaches::add));
        }
        return breaches.isEmpty() ? Passed.FREELY : new Refused(Breach.refusal(breaches));
    }

    private static Optional<Breach> tooHigh(RuleScope scope, String field, String text) {
        BigDecimal most = scope.rules().leverageMax();
        if (most == null || (isFigure(text) && new BigDecimal(text).compareTo(most) <= 0)) {
            return Optional.empty();
        }
        return Optional.of(scope.breach(
                TradingRuleName.LEVERAGE_MAX,
                "/" + field,
                text,
                field + " " + text + " exceeds " + most.toPlainString(),
                "send at most " + most.toPlainString()));
    }

    private static boolean isFigure(String text) {
        return text.matches("[0-9]{1,20}(\\.[0-9]{1,18})?");
    }
}
