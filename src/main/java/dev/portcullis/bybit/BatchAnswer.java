package dev.portcullis.bybit;

import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Says what a batch's answer proves about each order that was sent (docs:v5/order/batch-place). */
public final class BatchAnswer {
    private BatchAnswer() {}

    /**
     * What is certain about one order of a batch.
     *
     * @param retCode null when the answer has none for it
     * @param msg empty when there is none
     * @param orderId null when the answer names none
     */
    public record Verdict(
            Certainty certainty,
            @Nullable Integer retCode,
            String msg,
            @Nullable OrderId orderId) {}

    /**
     * One verdict for each order sent, in that order. Orders and answers are matched by their place while their ids
     * agree, else by id; whoever has no answer of its own is unknown. A batch refused as a whole refuses every order.
     *
     * @param sent what the batch asked for
     * @param envelope empty when the answer was none of Bybit's
     */
    public static List<Verdict> verdicts(
            EndpointKind kind, List<OrderFacts> sent, int httpStatus, Optional<V5Envelope> envelope) {
        Certainty whole = Certainty.of(kind, httpStatus, envelope);
        if (envelope.isEmpty() || whole != Certainty.DONE) {
            Verdict same = new Verdict(
                    whole,
                    envelope.map(V5Envelope::retCode).orElse(null),
                    envelope.map(V5Envelope::retMsg).orElse(""),
                    null);
            return sent.stream().map(order -> same).toList();
        }
        List<V5Envelope.Child> children = envelope.get().children();
        boolean inPlace = isInPlace(sent, children);
        List<Verdict> verdicts = new ArrayList<>(sent.size());
        for (int i = 0; i < sent.size(); i++) {
            V5Envelope.Child child = inPlace ? children.get(i) : onlyOneAbout(sent.get(i), children);
            verdicts.add(verdict(kind, child));
        }
        return verdicts;
    }

    private static Verdict verdict(EndpointKind kind, V5Envelope.@Nullable Child child) {
        if (child == null || child.code() == null) {
            return new Verdict(Certainty.UNKNOWN, null, "", null);
        }
        Certainty certainty = Certainty.ofCode(kind, child.code());
        boolean acceptedWithoutId = kind.isCreate() && certainty == Certainty.DONE && child.orderId() == null;
        return new Verdict(
                acceptedWithoutId ? Certainty.UNKNOWN : certainty, child.code(), child.msg(), child.orderId());
    }

    private static boolean isInPlace(List<OrderFacts> sent, List<V5Envelope.Child> children) {
        if (sent.size() != children.size()) {
            return false;
        }
        for (int i = 0; i < sent.size(); i++) {
            if (contradicts(sent.get(i), children.get(i))) {
                return false;
            }
        }
        return true;
    }

    private static boolean contradicts(OrderFacts order, V5Envelope.Child child) {
        if (order.orderId() != null) {
            return child.orderId() != null && !order.orderId().equals(child.orderId());
        }
        return child.orderLinkId() != null && !child.orderLinkId().equals(order.orderLinkId());
    }

    private static V5Envelope.@Nullable Child onlyOneAbout(OrderFacts order, List<V5Envelope.Child> children) {
        List<V5Envelope.Child> about =
                children.stream().filter(child -> names(child, order)).toList();
        return about.size() == 1 ? about.get(0) : null;
    }

    private static boolean names(V5Envelope.Child child, OrderFacts order) {
        if (order.orderId() != null) {
            return order.orderId().equals(child.orderId());
        }
        return order.orderLinkId() != null && order.orderLinkId().equals(child.orderLinkId());
    }
}
