package dev.portcullis.model;

import java.util.Optional;

/** The one atomic step between waiting and departed; whoever loses its race changes nothing. */
public interface DeparturePass {
    /**
     * Called once, with a connection in hand, right before the timestamp is taken. Re-checks deadline, halt, token,
     * grant, credential and lease.
     *
     * @return empty when the call has departed now; else why it was dropped, and then no byte may be written
     */
    Optional<String> depart();

    /** Asks for one more slot of the budget for a second write (a re-sign after 10002); false when there is none. */
    boolean departAgain();

    /**
     * What speaks against a write by now (deadline, halt, token, grant, credential, lease); empty when nothing does.
     * Asked right before a second write, which has waited for a connection since it was allowed.
     */
    default Optional<String> objection() {
        return Optional.empty();
    }

    /** A pass that nothing can drop, for reads that the gate makes for itself. */
    static DeparturePass always() {
        return new DeparturePass() {
            @Override
            public Optional<String> depart() {
                return Optional.empty();
            }

            @Override
            public boolean departAgain() {
                return true;
            }
        };
    }
}
