package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.WriteBody;
import io.vertx.core.Future;
import java.util.List;

/** The rules that an order must pass before it may wait for its turn. Cancels and reads pass whatever they say. */
public interface PreTrade {
    /** A write that wants to pass; the orders of an amend are named by their orderLinkIds where those are known. */
    record Asked(ClientId client, AccountId account, EnvironmentId environment, EndpointKind kind, WriteBody body) {}

    /**
     * Completes when what the check must know of the market is known or cannot be had; at once when it needs nothing.
     */
    Future<Void> prepared(Asked asked);

    /** Checks a write and, if it passes, reserves what it takes, in one atomic step. */
    Verdict check(Asked asked);

    /** Takes in an order of an earlier run, which the ledger knows and which may still live. */
    Hold restored(Known known);

    /**
     * An order that the ledger knows.
     *
     * @param order as its create said it
     * @param intendedMillis when it was intended, in UTC
     */
    record Known(ClientId client, AccountId account, Category category, OrderFacts order, long intendedMillis) {}

    /** What the rules say. */
    sealed interface Verdict {
        /** It may not pass. */
        record Refused(Rejection.RiskLimit why) implements Verdict {}

        /**
         * It may.
         *
         * @param holds what its creates hold, in the order of the body; empty when they hold nothing
         * @param resized what its amends hold
         */
        record Passed(List<Hold> holds, Resized resized) implements Verdict {
            /** It may, and holds nothing. */
            public static final Passed FREELY = new Passed(List.of(), Resized.NOTHING);
        }
    }

    /** What one create holds, from its check until it lives no more. Only the first of its ends counts. */
    interface Hold {
        /** It was refused, not sent, or proven not placed: all that it holds is given back. */
        void neverPlaced();

        /** It was placed and lives no more: its part of what is open is given back. */
        void ended();

        /** Whether it holds a part of what is open, so that somebody must find out when it ends. */
        boolean isOfOpenOrders();
    }

    /** What amends hold above what their creates hold. */
    interface Resized {
        /** Nothing. */
        Resized NOTHING = new Resized() {
            @Override
            public void taken() {}

            @Override
            public void undone() {}
        };

        /** They were taken: the orders have their new worth. */
        void taken();

        /** They were refused or not sent: the orders have the worth that they had. */
        void undone();
    }
}
