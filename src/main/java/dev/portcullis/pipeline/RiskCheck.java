package dev.portcullis.pipeline;

import dev.portcullis.metrics.Meters;
import dev.portcullis.model.Answer;
import dev.portcullis.model.CreateTerms;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Service;
import dev.portcullis.model.TradingRuleName;
import dev.portcullis.model.WriteBody;
import dev.portcullis.risk.PreTrade;
import io.vertx.core.AsyncResult;
import io.vertx.core.Future;
import java.util.List;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.function.LongSupplier;

/**
 * Holds creates, amends and settings against the desk's pre-trade rules. What a create holds is given back when it is
 * certain never to have been placed, or when it has ended; what an amend holds is decided by its answer.
 */
final class RiskCheck implements Stage<Claimed, Claimed> {
    /** How long an order waits for the market's price, which some rules need. */
    private static final long PRICE_PATIENCE_NANOS = TimeUnit.MILLISECONDS.toNanos(700);

    private static final Set<TradingRuleName> OF_OPEN_ORDERS =
            Set.of(TradingRuleName.OPEN_ORDERS_MAX, TradingRuleName.OPEN_NOTIONAL_MAX);
    private static final String MARKET = "Market";

    private final PreTrade rules;
    private final OrderIndex index;
    private final LivingOrders living;
    private final Race race;
    private final Meters meters;
    private final LongSupplier nanoTicker;

    RiskCheck(
            PreTrade rules, OrderIndex index, LivingOrders living, Race race, Meters meters, LongSupplier nanoTicker) {
        this.rules = rules;
        this.index = index;
        this.living = living;
        this.race = race;
        this.meters = meters;
        this.nanoTicker = nanoTicker;
    }

    @Override
    public Service<Claimed> before(Service<Claimed> next) {
        return claimed -> {
            WriteBody body = claimed.call().body();
            return body == null ? next.serve(claimed) : prepared(claimed, asked(claimed.admitted(), body), next);
        };
    }

    private PreTrade.Asked asked(Admitted by, WriteBody body) {
        EndpointKind kind = by.call().kind();
        WriteBody named = kind.isAmend()
                ? new WriteBody(
                        body.bytes(),
                        body.category(),
                        body.orders().stream().map(order -> named(by, order)).toList())
                : body;
        return new PreTrade.Asked(by.client(), by.account(), by.environment(), kind, named);
    }

    /** The rules know orders by their orderLinkIds. */
    private OrderFacts named(Admitted by, OrderFacts order) {
        return SettledCreateFirst.find(index.of(by.environment(), by.account()), order)
                .map(known -> order.under(known.key().orderLinkId()))
                .orElse(order);
    }

    private Future<Answer> prepared(Claimed claimed, PreTrade.Asked asked, Service<Claimed> next) {
        Future<Void> prepared = rules.prepared(asked);
        if (prepared.isComplete()) {
            return check(claimed, asked, next);
        }
        long untilDeadline = claimed.call().timing().departByNanos() - nanoTicker.getAsLong();
        return race.first(
                        prepared.map(true).otherwise(false),
                        Math.min(PRICE_PATIENCE_NANOS, untilDeadline),
                        () -> false,
                        claimed.call().origin().home())
                .compose(known -> check(claimed, asked, next));
    }

    private Future<Answer> check(Claimed claimed, PreTrade.Asked asked, Service<Claimed> next) {
        PreTrade.Verdict verdict = rules.check(asked);
        if (verdict instanceof PreTrade.Verdict.Refused refused) {
            return Future.succeededFuture(refused(claimed, refused.why()));
        }
        PreTrade.Verdict.Passed passed = (PreTrade.Verdict.Passed) verdict;
        List<PreTrade.Hold> holds = passed.holds();
        for (int i = 0; i < holds.size(); i++) {
            living.follow(
                    claimed.orders().get(i),
                    holds.get(i),
                    isMarket(asked.body().orders().get(i)));
        }
        Future<Answer> answer = next.serve(claimed);
        return passed.resized() == PreTrade.Resized.NOTHING
                ? answer
                : answer.onComplete(ended -> decide(asked.kind(), passed.resized(), ended));
    }

    private Answer refused(Claimed claimed, Rejection.RiskLimit why) {
        TradingRuleName rule = why.rule().name();
        meters.ruleRefusal(rule.text());
        if (OF_OPEN_ORDERS.contains(rule)) {
            living.crowded(claimed.admitted().environment(), claimed.admitted().account());
        }
        return new Answer.Refused(why);
    }

    private static boolean isMarket(OrderFacts order) {
        CreateTerms terms = order.terms();
        return terms != null && terms.orderType().equals(MARKET);
    }

    /** An unknown outcome, and a batch of which parts may have been refused, keep the larger worth. */
    private static void decide(EndpointKind kind, PreTrade.Resized resized, AsyncResult<Answer> ended) {
        Answer answer = ended.result();
        if (answer instanceof Answer.Refused) {
            resized.undone();
        } else if (answer instanceof Answer.Settled settled) {
            if (settled.outcome() instanceof Outcome.Rejected) {
                resized.undone();
            } else if (settled.outcome() instanceof Outcome.Acked && !kind.isBatch()) {
                resized.taken();
            }
        }
    }
}
