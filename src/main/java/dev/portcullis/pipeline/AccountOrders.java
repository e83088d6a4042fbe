package dev.portcullis.pipeline;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Rejection;
import java.util.ArrayDeque;
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

/**
 * The creates of one account that this gate has in memory, under one short lock: arithmetic and map steps only. Those
 * that are settled are let go of once the ledger's indexes can tell of them.
 */
final class AccountOrders {
    private static final int FORGOTTEN_AT_ONCE = 256;

    private final Map<OrderLinkId, TrackedOrder> byLink = new HashMap<>();
    /** Of orders that were given an Idempotency-Key beside their clientOrderId: both names lead to them. */
    private final Map<OrderLinkId, TrackedOrder> byAlias = new HashMap<>();

    private final Map<OrderId, TrackedOrder> byId = new HashMap<>();
    private final Set<TrackedOrder> unsettled = new LinkedHashSet<>();
    /** In the ledger's order, nearly: those that may be forgotten once the indexes know their last word. */
    private final ArrayDeque<TrackedOrder> settledAndRecorded = new ArrayDeque<>();

    private long forgettings;

    /** What a claim of one or several orderLinkIds led to. */
    sealed interface Claim {
        /** All ids were free and now belong to the caller's orders. */
        record Fresh() implements Claim {}

        /** All ids are the caller's own, for the very same orders. */
        record Known(List<TrackedOrder> orders) implements Claim {}

        /** Nothing was claimed. */
        record Refused(Rejection rejection) implements Claim {}

        /**
         * Nothing was claimed: orders were forgotten since what is on disk was asked for, so it must be asked again.
         */
        record Outdated() implements Claim {}
    }

    /**
     * The names that memory does not hold, which must be looked for on disk before they may be claimed.
     *
     * @param forgettings how often orders had been forgotten when this was asked
     */
    record Gap(List<OrderLinkId> names, long forgettings) {}

    /**
     * What the disk said of a {@link Gap}.
     *
     * @param byName the orders of long ago that hold one of the gap's names
     */
    record Recalled(Map<OrderLinkId, TrackedOrder> byName, long forgettings) {}

    /** The names of these orders that memory does not hold. */
    synchronized Gap gap(List<TrackedOrder> wanted) {
        List<OrderLinkId> names = new ArrayList<>(wanted.size());
        for (TrackedOrder order : wanted) {
            if (firstOf(order, Map.of()) == null) {
                names.add(order.key().orderLinkId());
                OrderLinkId alias = order.terms().names().alias();
                if (alias != null) {
                    names.add(alias);
                }
            }
        }
        return new Gap(names, forgettings);
    }

    /** Claims the ids of all orders at once, or none of them. */
    synchronized Claim claim(List<TrackedOrder> wanted, Recalled recalled) {
        if (recalled.forgettings() != forgettings) {
            return new Claim.Outdated();
        }
        List<TrackedOrder> known = new ArrayList<>();
        for (TrackedOrder order : wanted) {
            TrackedOrder first = firstOf(order, recalled.byName());
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
    private @Nullable TrackedOrder firstOf(TrackedOrder wanted, Map<OrderLinkId, TrackedOrder> longAgo) {
        TrackedOrder byMainName = named(wanted.key().orderLinkId(), longAgo);
        OrderLinkId alias = wanted.terms().names().alias();
        return byMainName != null || alias == null ? byMainName : named(alias, longAgo);
    }

    private @Nullable TrackedOrder named(OrderLinkId name, Map<OrderLinkId, TrackedOrder> longAgo) {
        TrackedOrder order = byLink.getOrDefault(name, byAlias.get(name));
        return order != null ? order : longAgo.get(name);
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
            whenBothAreTrue(order);
        }
        return true;
    }

    /** The record of what an order became for good stands in the ledger under that number. */
    synchronized void recorded(TrackedOrder order, long seq) {
        order.recordedAt(seq);
        whenBothAreTrue(order);
    }

    /** The record may come to the disk before the order's own call has settled it here, and after. */
    private void whenBothAreTrue(TrackedOrder order) {
        if (order.isSettledForGood() && order.recordedAt() != 0) {
            settledAndRecorded.add(order);
        }
    }

    /** Forgets a few of those that the indexes know, so that the lock stays short; whether there may be more. */
    synchronized boolean forgetSome(long indexedUpToSeq) {
        for (int i = 0; i < FORGOTTEN_AT_ONCE; i++) {
            TrackedOrder oldest = settledAndRecorded.peek();
            if (oldest == null || oldest.recordedAt() > indexedUpToSeq) {
                return false;
            }
            forget(settledAndRecorded.remove());
        }
        return true;
    }

    private void forget(TrackedOrder order) {
        removeNames(order);
        order.orderId().ifPresent(id -> byId.remove(id, order));
        forgettings++;
    }

    private void removeNames(TrackedOrder order) {
        byLink.remove(order.key().orderLinkId(), order);
        OrderLinkId alias = order.terms().names().alias();
        if (alias != null) {
            byAlias.remove(alias, order);
        }
    }

    /** Frees the orderLinkId of a create that was refused or never sent. */
    synchronized void free(TrackedOrder order) {
        removeNames(order);
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
