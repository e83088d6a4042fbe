package dev.portcullis.pipeline;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.Set;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** All creates of one account that this gate knows, under one short lock: arithmetic and map steps only. */
final class AccountOrders {
    private final Map<OrderLinkId, TrackedOrder> byLink = new HashMap<>();
    /** Of orders that were given an Idempotency-Key beside their clientOrderId: both names lead to them. */
    private final Map<OrderLinkId, TrackedOrder> byAlias = new HashMap<>();

    private final Map<OrderId, TrackedOrder> byId = new HashMap<>();
    private final Set<TrackedOrder> unsettled = new LinkedHashSet<>();

    /** What a claim of one or several orderLinkIds led to. */
    sealed interface Claim {
        /** All ids were free and now belong to the caller's orders. */
        record Fresh() implements Claim {}

        /** All ids are the caller's own, for the very same orders. */
        record Known(List<TrackedOrder> orders) implements Claim {}

        /** Nothing was claimed. */
        record Refused(Rejection rejection) implements Claim {}
    }

    /** Claims the ids of all orders at once, or none of them. */
    synchronized Claim claim(List<TrackedOrder> wanted) {
        List<TrackedOrder> known = new ArrayList<>();
        for (TrackedOrder order : wanted) {
            TrackedOrder first = firstOf(order);
            if (first == null) {
                continue;
            }
            Optional<Rejection> refusal = refusalFor(order, first);
            if (refusal.isPresent()) {
                return new Claim.Refused(refusal.get());
            }
            known.add(first);
        }
        if (known.isEmpty()) {
            wanted.forEach(this::remember);
            return new Claim.Fresh();
        }
        if (known.size() < wanted.size()) {
            return new Claim.Refused(new Rejection.MixedBatch(
                    known.stream().map(order -> order.key().orderLinkId()).toList()));
        }
        return new Claim.Known(List.copyOf(known));
    }

    /** The order that has any of these names already, or null. */
    private @Nullable TrackedOrder firstOf(TrackedOrder wanted) {
        TrackedOrder byMainName = named(wanted.key().orderLinkId());
        OrderLinkId alias = wanted.terms().names().alias();
        return byMainName != null || alias == null ? byMainName : named(alias);
    }

    private @Nullable TrackedOrder named(OrderLinkId name) {
        TrackedOrder order = byLink.get(name);
        return order != null ? order : byAlias.get(name);
    }

    private static Optional<Rejection> refusalFor(TrackedOrder wanted, TrackedOrder first) {
        OrderLinkId id = wanted.key().orderLinkId();
        if (!first.terms().owner().equals(wanted.terms().owner())) {
            return Optional.of(new Rejection.OrderLinkIdOfAnother(id));
        }
        boolean sameNames = first.key().equals(wanted.key())
                && Objects.equals(
                        first.terms().names().alias(), wanted.terms().names().alias());
        if (!sameNames || !first.terms().fingerprint().equals(wanted.terms().fingerprint())) {
            return Optional.of(new Rejection.OrderLinkIdUnderAnotherBody(id));
        }
        return Optional.empty();
    }

    /** Takes an order in: a new claim, or one that the ledger remembers. */
    synchronized void remember(TrackedOrder order) {
        byLink.put(order.key().orderLinkId(), order);
        OrderLinkId alias = order.terms().names().alias();
        if (alias != null) {
            byAlias.put(alias, order);
        }
        if (!order.isSettledForGood()) {
            unsettled.add(order);
        }
        order.orderId().ifPresent(id -> byId.put(id, order));
    }

    /** Writes down what is certain about an order; false when that cannot change any more. */
    synchronized boolean settle(TrackedOrder order, Settlement settlement) {
        if (!order.settle(settlement)) {
            return false;
        }
        order.orderId().ifPresent(id -> byId.put(id, order));
        if (order.isSettledForGood()) {
            unsettled.remove(order);
        }
        return true;
    }

    /** Frees the orderLinkId of a create that was refused or never sent. */
    synchronized void free(TrackedOrder order) {
        byLink.remove(order.key().orderLinkId(), order);
        OrderLinkId alias = order.terms().names().alias();
        if (alias != null) {
            byAlias.remove(alias, order);
        }
        unsettled.remove(order);
        order.freed();
    }

    synchronized Optional<TrackedOrder> find(OrderLinkId id) {
        return Optional.ofNullable(byLink.get(id));
    }

    synchronized Optional<TrackedOrder> find(OrderId id) {
        return Optional.ofNullable(byId.get(id));
    }

    /** Those whose create departed and that nobody can speak for yet. */
    synchronized List<TrackedOrder> openQuestions(Predicate<TrackedOrder> which) {
        return unsettled.stream()
                .filter(TrackedOrder::isOpenQuestion)
                .filter(which)
                .toList();
    }
}
