package dev.portcullis.pipeline;

import dev.portcullis.bybit.Certainty;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Outcome;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;

/**
 * Reads what a whole, positive answer says of each order of its request. An answer that names another order than the
 * one sent proves nothing about either ({@code reliability} U19, U20).
 */
final class AckReading {
    private AckReading() {}

    /** One outcome for each order of the call; a single one for calls without orders. */
    static List<Outcome> of(Recorded recorded, V5Envelope envelope) {
        List<TrackedOrder> orders = recorded.turned().claimed().orders();
        if (orders.isEmpty()) {
            return List.of(new Outcome.Acked(Optional.ofNullable(envelope.orderId())));
        }
        if (!recorded.call().kind().isBatch()) {
            return List.of(single(orders.get(0), envelope));
        }
        return IntStream.range(0, orders.size())
                .mapToObj(i -> child(orders.get(i), i, envelope.children()))
                .toList();
    }

    private static Outcome single(TrackedOrder order, V5Envelope envelope) {
        if (!order.key().orderLinkId().equals(envelope.orderLinkId()) || envelope.orderId() == null) {
            return new Outcome.Unknown("the exchange's answer names another order than the one sent");
        }
        return new Outcome.Acked(Optional.ofNullable(envelope.orderId()));
    }

    private static Outcome child(TrackedOrder order, int index, List<V5Envelope.Child> children) {
        Optional<V5Envelope.Child> named = children.stream()
                .filter(c -> order.key().orderLinkId().equals(c.orderLinkId()))
                .findFirst();
        Optional<V5Envelope.Child> mine = named.or(() -> refusalAt(index, children));
        return mine.map(AckReading::outcomeOf)
                .orElseGet(() -> new Outcome.Unknown("the exchange's batch answer says nothing of this order"));
    }

    /** A refused child may come without its id; then its place in the list is all there is. */
    private static Optional<V5Envelope.Child> refusalAt(int index, List<V5Envelope.Child> children) {
        return Optional.of(children)
                .filter(list -> index < list.size())
                .map(list -> list.get(index))
                .filter(child -> child.orderLinkId() == null && child.code() != null && child.code() != 0);
    }

    private static Outcome outcomeOf(V5Envelope.Child child) {
        if (child.code() == null) {
            return new Outcome.Unknown("the exchange's batch answer gives this order no code");
        }
        Certainty certainty = Certainty.ofCode(EndpointKind.CREATE, child.code());
        if (certainty == Certainty.REFUSED) {
            return new Outcome.Rejected(child.code());
        }
        if (certainty == Certainty.DONE && child.orderId() != null) {
            return new Outcome.Acked(Optional.of(child.orderId()));
        }
        return new Outcome.Unknown("the exchange's batch answer gives code " + child.code() + ", which proves nothing");
    }
}
