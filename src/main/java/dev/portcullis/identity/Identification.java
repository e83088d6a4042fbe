package dev.portcullis.identity;

import dev.portcullis.model.Rejection;
import dev.portcullis.model.TokenId;

/** Who a caller turned out to be. */
public sealed interface Identification {
    /** A client that has proven itself. */
    record Known(Client client, TokenId token) implements Identification {}

    /** Nobody that the gate knows, or nobody that it lets in any more. */
    record Refusal(Rejection rejection) implements Identification {}

    /** Who an operator turned out to be, at the admin door. */
    sealed interface OfOperator {
        /** An operator who has proven themselves. */
        record Known(Operator operator, TokenId token) implements OfOperator {}

        /** No operator that the gate knows. */
        record Refusal(Rejection rejection) implements OfOperator {}
    }
}
