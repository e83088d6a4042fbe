package dev.portcullis.model;

import java.util.List;

/**
 * The gate's own no, before anything of the call reached the exchange. Only doors turn it into a status or a retCode.
 */
public sealed interface Rejection {
    /** One sentence for the person who reads it at night: what is wrong and what to do. */
    String detail();

    /** One field that is wrong: a JSON pointer such as {@code /qty}, and what was expected. */
    record FieldError(String pointer, String detail) {}

    /** The request cannot be understood; each wrong field is named. */
    record Malformed(String detail, List<FieldError> errors) implements Rejection {
        /** A request with one wrong field. */
        public static Malformed at(String pointer, String detail) {
            return new Malformed(pointer + ": " + detail, List.of(new FieldError(pointer, detail)));
        }
    }

    /** Nobody that the gate knows: no token, an unknown, expired or revoked one, or a bad signature. */
    record Unauthenticated(String detail) implements Rejection {}

    /** The signature of a signed client is wrong, or was shown before. */
    record BadSignature(String detail) implements Rejection {}

    /** The timestamp of a signed client's request lies outside its window. */
    record OutsideWindow(String detail) implements Rejection {}

    /** Known, but not allowed: no grant, or not this scope, or a disabled account. */
    record NotGranted(String detail) implements Rejection {}

    /** The endpoint is not in the gate's table. */
    record EndpointDenied(String detail) implements Rejection {}

    /** The caller's address is not on the client's or the account's list. */
    record AddressNotAllowed(String detail) implements Rejection {}

    /** The call names no account and its client has several or none. */
    record AccountUnclear(String detail, List<AccountId> choices) implements Rejection {}

    /** The orderLinkId belongs to another client's create. */
    record OrderLinkIdOfAnother(OrderLinkId orderLinkId) implements Rejection {
        @Override
        public String detail() {
            return "orderLinkId " + orderLinkId + " belongs to another client's order; choose a new one";
        }
    }

    /** The orderLinkId was used with another body. */
    record OrderLinkIdUnderAnotherBody(OrderLinkId orderLinkId) implements Rejection {
        @Override
        public String detail() {
            return "orderLinkId " + orderLinkId + " was used for an order with other fields; choose a new one";
        }
    }

    /** The first call under this orderLinkId has no outcome yet, and this caller's deadline has passed. */
    record StillInFlight(OrderLinkId orderLinkId) implements Rejection {
        @Override
        public String detail() {
            return "the first request under orderLinkId " + orderLinkId + " has no outcome yet; ask again with the same"
                    + " id, do not resend under another";
        }
    }

    /** Some orders of the batch are known and some are not, so nothing was sent. */
    record MixedBatch(List<OrderLinkId> known) implements Rejection {
        @Override
        public String detail() {
            return "the batch mixes known orders " + known
                    + " with new ones; nothing was sent; send the new ones alone";
        }
    }

    /**
     * The call's turn did not come before its deadline, or can never come.
     *
     * @param bound which budget bound it
     * @param retryAfterMillis when that budget next has room, at least 50
     */
    record OutOfBudget(String detail, BudgetBound bound, long retryAfterMillis) implements Rejection {}

    /** A pre-trade rule of the desk, or a filter of the instrument, says no. */
    record RiskLimit(Rule rule, String detail, List<FieldError> errors) implements Rejection {
        /**
         * The rule that says no.
         *
         * @param limit what it allows, in words
         * @param asked what was asked for, in words
         */
        public record Rule(TradingRuleName name, String limit, String asked) {}
    }

    /** The desk has halted orders like this one. */
    record Halted(String detail) implements Rejection {}

    /** The gate could not send it; nothing reached the exchange; the same request may be tried again. */
    record NotSent(String detail) implements Rejection {}

    /** The order under this orderLinkId is proven absent; a new order needs a new id. */
    record AlreadyNotPlaced(OrderLinkId orderLinkId) implements Rejection {
        @Override
        public String detail() {
            return "the order under orderLinkId " + orderLinkId + " is proven not placed; use a new orderLinkId";
        }
    }

    /** This refusal as the failure of a future. */
    default RejectedException asException() {
        return new RejectedException(this);
    }
}
