package dev.portcullis.pipeline;

import dev.portcullis.model.Call;
import dev.portcullis.model.Category;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Symbol;
import dev.portcullis.model.WriteBody;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Which orders a cancel means, as far as the gate can tell from its body: by id, or all of a category and symbol. A
 * cancel-all by coin takes every waiting create of its category out, for a create too few is worse than one too many.
 */
final class CancelTarget {
    private final EndpointKind kind;
    private final @Nullable Category category;
    private final List<OrderFacts> named;

    private CancelTarget(EndpointKind kind, @Nullable Category category, List<OrderFacts> named) {
        this.kind = kind;
        this.category = category;
        this.named = named;
    }

    static CancelTarget of(Call call) {
        WriteBody body = Objects.requireNonNull(call.body(), "a cancel has a body");
        return new CancelTarget(call.kind(), body.category(), body.orders());
    }

    /** Whether the target is one order, named by an id. */
    boolean isOne() {
        return kind == EndpointKind.CANCEL;
    }

    /** The orderLinkId of the one order, when it was named by it. */
    Optional<OrderLinkId> link() {
        return named.isEmpty()
                ? Optional.empty()
                : Optional.ofNullable(named.get(0).orderLinkId());
    }

    /** The one order as the body names it. */
    OrderFacts one() {
        return named.get(0);
    }

    /** Whether a waiting create or amend is meant. */
    boolean meansWaiting(Passage passage) {
        WriteBody body = passage.call().body();
        return body != null
                && body.category() == category
                && body.orders().stream().anyMatch(this::meansWaitingOrder);
    }

    private boolean meansWaitingOrder(OrderFacts waiting) {
        if (kind == EndpointKind.CANCEL_ALL) {
            return meansSymbol(waiting.symbol());
        }
        return named.stream().anyMatch(target -> sameId(target, waiting));
    }

    /** Bybit takes no cancel that names another symbol than its order's, so neither does such a one mean it here. */
    private static boolean sameSymbol(OrderFacts target, @Nullable Symbol symbol) {
        return target.symbol() == null || symbol == null || target.symbol().equals(symbol);
    }

    private static boolean sameId(OrderFacts target, OrderFacts waiting) {
        if (!sameSymbol(target, waiting.symbol())) {
            return false;
        }
        if (target.orderId() != null) {
            return target.orderId().equals(waiting.orderId());
        }
        return target.orderLinkId() != null && target.orderLinkId().equals(waiting.orderLinkId());
    }

    /** Whether a create that departed without an outcome is meant. */
    boolean meansDeparted(TrackedOrder order) {
        if (order.terms().category() != category) {
            return false;
        }
        if (kind == EndpointKind.CANCEL_ALL) {
            return meansSymbol(order.terms().symbol());
        }
        return named.stream()
                .filter(target -> target.orderId() == null
                        && sameSymbol(target, order.terms().symbol()))
                .anyMatch(target -> order.key().orderLinkId().equals(target.orderLinkId()));
    }

    private boolean meansSymbol(@Nullable Symbol symbol) {
        Symbol wanted = named.isEmpty() ? null : named.get(0).symbol();
        return wanted == null || wanted.equals(symbol);
    }
}
