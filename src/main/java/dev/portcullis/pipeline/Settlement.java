package dev.portcullis.pipeline;

import dev.portcullis.model.OrderId;
import java.util.Optional;

/**
 * What is certain about a create that has an outcome. Only legal steps exist as methods: an unresolved order may be
 * found or be proven absent; a placed or absent one stays what it is.
 */
sealed interface Settlement {
    /**
     * It exists at the exchange.
     *
     * @param orderId Bybit's id, empty only when the answer did not name one
     * @param found whether it was found by a read after an unknown outcome
     */
    record Placed(Optional<OrderId> orderId, boolean found) implements Settlement {}

    /** It may exist. */
    record Unresolved(String why) implements Settlement {
        Placed found(OrderId orderId) {
            return new Placed(Optional.of(orderId), true);
        }

        /** A person has seen it at the exchange. */
        Placed declaredPlaced() {
            return new Placed(Optional.empty(), true);
        }

        Absent provenAbsent(String proof) {
            return new Absent(proof);
        }
    }

    /** Proven not placed; its orderLinkId is used up. */
    record Absent(String proof) implements Settlement {}
}
