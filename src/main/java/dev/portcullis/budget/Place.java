package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import io.vertx.core.Future;

/** A call's place in the line for its turn. */
public interface Place {
    /**
     * The turn, handed over on the passenger's home; at once when nobody has to wait. Fails with a
     * {@link dev.portcullis.model.RejectedException}: of {@link Rejection.OutOfBudget} when no turn came before the
     * deadline or none ever can, of the given reason when the place was left.
     */
    Future<Turn> turn();

    /**
     * Leaves the line, so that no turn can come any more.
     *
     * @return false when the turn was granted or refused before; then nothing changes
     */
    boolean leave(Rejection why);
}
