package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.WriteBody;
import java.util.Optional;

/** The rules that an order must pass before it may wait for its turn. */
public interface PreTrade {
    /** Checks a write and, if it passes, reserves what it takes, in one atomic step. */
    Verdict check(ClientId client, AccountId account, EndpointKind kind, WriteBody body);

    /**
     * What the rules say.
     *
     * @param refusal why it may not pass, naming each field; empty when it may
     * @param reservation to be settled when the write has ended; holds nothing when it was refused
     */
    record Verdict(Optional<Rejection.RiskLimit> refusal, Reservation reservation) {}

    /** What a write that passed holds until it is certain what became of it. */
    @FunctionalInterface
    interface Reservation {
        /** Nothing is held. */
        Reservation NOTHING = () -> {};

        /** Lets go of it: the write was dropped, or its outcome is certain. Only the first call counts. */
        void settle();
    }
}
