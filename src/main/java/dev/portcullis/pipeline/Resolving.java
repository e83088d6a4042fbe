package dev.portcullis.pipeline;

import dev.portcullis.clock.ExchangeClock;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderVerdict;
import dev.portcullis.model.Outcome;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import java.util.function.Function;

/** Lets a person end what no proof can: an order whose outcome stays unknown. */
public final class Resolving {
    /** What came of it. */
    public sealed interface Ending {
        /** It is settled now. */
        record Resolved(OrderLinkId orderLinkId, AccountId account, Outcome outcome) implements Ending {}

        /** Nothing was changed. */
        record Refused(boolean isUnknownId, String why) implements Ending {}
    }

    private final OrderIndex index;
    private final Journal journal;
    private final Function<EnvironmentId, ExchangeClock> clocks;

    Resolving(OrderIndex index, Journal journal, Function<EnvironmentId, ExchangeClock> clocks) {
        this.index = index;
        this.journal = journal;
        this.clocks = clocks;
    }

    /**
     * Ends the order with that orderLinkId, of whatever account it is.
     *
     * @param account where more than one account has such an order; empty when the id says enough
     * @param words who says so, and why; kept as the evidence
     */
    public Ending resolve(OrderLinkId orderLinkId, Optional<AccountId> account, OrderVerdict verdict, String words) {
        List<TrackedOrder> found = index.everywhere(orderLinkId).stream()
                .filter(order ->
                        account.isEmpty() || account.get().equals(order.key().account()))
                .toList();
        if (found.isEmpty()) {
            return new Ending.Refused(
                    true,
                    "no order " + orderLinkId + " waits for an outcome here; audit trace " + orderLinkId
                            + " shows what became of it, if it passed this gate");
        }
        if (found.size() > 1) {
            return new Ending.Refused(
                    false, "several accounts have an order " + orderLinkId + "; say which one with --account");
        }
        return end(found.get(0), verdict, words);
    }

    private Ending end(TrackedOrder order, OrderVerdict verdict, String words) {
        Optional<Settlement.Unresolved> open = order.settlement()
                .filter(Settlement.Unresolved.class::isInstance)
                .map(Settlement.Unresolved.class::cast);
        if (open.isEmpty()) {
            return new Ending.Refused(
                    false, "order " + order.key().orderLinkId() + " is not unknown: " + standing(order));
        }
        Optional<String> tooEarly = verdict == OrderVerdict.NOT_PLACED ? whyTooEarly(order) : Optional.empty();
        if (tooEarly.isPresent()) {
            return new Ending.Refused(false, tooEarly.get());
        }
        Settlement settlement = verdict == OrderVerdict.PLACED
                ? open.get().declaredPlaced()
                : open.get().provenAbsent(words);
        Outcome outcome = settlement instanceof Settlement.Placed placed
                ? GateAnswers.outcomeOf(placed)
                : new Outcome.NotPlaced(words);
        if (!index.of(order.key()).settle(order, settlement)) {
            return new Ending.Refused(false, "it was settled just now: " + standing(order));
        }
        journal.resolved(order, outcome, words);
        return new Ending.Resolved(order.key().orderLinkId(), order.key().account(), outcome);
    }

    private static String standing(TrackedOrder order) {
        return KnownOrder.of(order).outcome().map(Outcome::text).orElse("its first request is still on its way");
    }

    /** Before its fence the exchange may still take it, whatever a person sees. */
    private Optional<String> whyTooEarly(TrackedOrder order) {
        Optional<Fence> fence = order.fence();
        Optional<Long> now = clocks.apply(order.key().environment())
                .estimate()
                .map(estimate -> estimate.millis() - estimate.uncertaintyMillis());
        boolean isPassed = fence.isPresent() && now.isPresent() && fence.get().isPassedAt(now.get());
        return isPassed
                ? Optional.empty()
                : Optional.of("the exchange may still take it until "
                        + fence.map(at -> Instant.ofEpochMilli(at.atMillis()).toString())
                                .orElse("its fence, which is not known")
                        + "; look again after that, then say not-placed");
    }
}
