package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderSnapshot;

/** How it is certain that an order that was to be cancelled does not live. */
sealed interface Ending {
    /** It was cancelled, or never came to life. */
    record NotAlive() implements Ending {}

    /**
     * Bybit knows no living order of that id, and no cancel of the gate's had reached it: it had ended by itself.
     *
     * @param bybits what Bybit says of it
     */
    record TooLate(Answer.Settled bybits) implements Ending {}

    /** It was filled before a cancel came; there is a position. */
    record Filled(OrderId orderId) implements Ending {}

    /** The ending of an order that a read shows ended. */
    static Ending of(OrderSnapshot ended) {
        return ended.orderStatus().equals("Filled") ? new Filled(ended.orderId()) : new NotAlive();
    }
}
