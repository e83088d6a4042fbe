package dev.portcullis.budget;

import dev.portcullis.model.Rejection;
import java.util.Optional;

/**
 * The right to write one request. It holds a slot in every window that counts the request, from the grant until its
 * answer + the window's length: whenever the request arrived at Bybit, it has left Bybit's window by then. Its holder
 * settles it by exactly one of {@link #giveBack}, {@link #answered} and {@link #unanswered}; the first of them counts.
 * A turn that nobody settles keeps its slots for good.
 */
public interface Turn {
    /** Says that the request is being written now. */
    void departed();

    /** Says that no byte of the request was or will be written: its slots are free at once. */
    void giveBack();

    /** Says that the head of Bybit's answer has come, and what it tells of the windows. */
    void answered(RateAdvice advice);

    /**
     * Says that no answer will be heard.
     *
     * @param responseDeadlineNanos until then on the monotonic ticker the request may have arrived at Bybit
     */
    void unanswered(long responseDeadlineNanos);

    /**
     * Takes slots for one more write of the same call (a re-sign after 10002, a repeated cancel), to be settled by
     * itself. It counts as the same call in flight.
     *
     * @return empty when there is no room for it now
     */
    Optional<Turn> again();

    /** Why the request must not leave after all, though its turn has come: its window was closed in the meantime. */
    Optional<Rejection> whyClosed();

    /** How long the call waited for this turn, in nanoseconds. */
    long waitedNanos();
}
