package dev.portcullis.model;

import java.util.Optional;

/** What is certain about a write; never a guess. */
public sealed interface Outcome {
    /** The word in headers, metrics and the ledger. */
    String text();

    /** Proven never written to a socket; safe to try again. */
    record NotSent(String why) implements Outcome {
        @Override
        public String text() {
            return "not_sent";
        }
    }

    /** Bybit's definite no. */
    record Rejected(int retCode) implements Outcome {
        @Override
        public String text() {
            return "rejected";
        }
    }

    /**
     * Bybit's definite yes: accepted for processing, which says nothing of a fill.
     *
     * @param orderId Bybit's id; empty where the answer names none (cancel-all, configuration)
     */
    record Acked(Optional<OrderId> orderId) implements Outcome {
        @Override
        public String text() {
            return "acked";
        }
    }

    /** It may exist; never to be sent again before it is resolved. {@code why} is in words for a person. */
    record Unknown(String why) implements Outcome {
        @Override
        public String text() {
            return "unknown";
        }
    }

    /** Proven absent after its fence; a new order needs a new orderLinkId. */
    record NotPlaced(String proof) implements Outcome {
        @Override
        public String text() {
            return "not_placed";
        }
    }

    /** Found to exist after an unknown outcome. */
    record Adopted(OrderId orderId) implements Outcome {
        @Override
        public String text() {
            return "adopted";
        }
    }
}
