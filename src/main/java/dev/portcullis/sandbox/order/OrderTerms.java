package dev.portcullis.sandbox.order;

import com.fasterxml.jackson.databind.node.ObjectNode;
import dev.portcullis.sandbox.instrument.Instrument;
import dev.portcullis.sandbox.wire.Side;
import java.util.Optional;

/**
 * What was ordered.
 *
 * @param instrument of what
 * @param side buy or sell
 * @param pricing at what price, how long
 * @param sizing how much
 * @param closing which position, may it only shrink
 * @param trigger when it wakes up, if conditional
 * @param sent the body as sent, for fields that are echoed and never interpreted
 */
public record OrderTerms(
        Instrument instrument,
        Side side,
        Pricing pricing,
        Sizing sizing,
        Closing closing,
        Optional<Trigger> trigger,
        ObjectNode sent) {
    /** The same with another pricing. */
    public OrderTerms with(Pricing other) {
        return new OrderTerms(instrument, side, other, sizing, closing, trigger, sent);
    }

    /** The same with another size. */
    public OrderTerms with(Sizing other) {
        return new OrderTerms(instrument, side, pricing, other, closing, trigger, sent);
    }

    /** The same with another trigger. */
    public OrderTerms with(Trigger other) {
        return new OrderTerms(instrument, side, pricing, sizing, closing, Optional.of(other), sent);
    }

    /** A field of the body as sent, for echoing; empty when absent. */
    public String echoed(String name) {
        return sent.path(name).asText("");
    }
}
