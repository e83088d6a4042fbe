package dev.portcullis.pipeline;

import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.Symbol;
import java.time.Instant;
import java.util.Optional;

/**
 * An order that passed this gate.
 *
 * @param owner whose create it is
 * @param names what else its owner calls it
 * @param outcome what is certain about its create; empty while its first call is on its way
 * @param resolveBy by when an unknown outcome should be certain, in the exchange's time; empty before its intent
 */
public record KnownOrder(
        OrderLinkId orderLinkId,
        ClientId owner,
        Category category,
        Symbol symbol,
        OrderNames names,
        Optional<Outcome> outcome,
        Optional<Instant> resolveBy) {

    /** Behind the fence two reads, at least a second apart, must both show nothing. */
    private static final long PROOF_MILLIS = 5_000;

    static KnownOrder of(TrackedOrder order) {
        return new KnownOrder(
                order.key().orderLinkId(),
                order.terms().owner(),
                order.terms().category(),
                order.terms().symbol(),
                order.terms().names(),
                order.settlement().map(KnownOrder::outcomeOf),
                order.fence().map(fence -> Instant.ofEpochMilli(fence.atMillis() + PROOF_MILLIS)));
    }

    private static Outcome outcomeOf(Settlement settlement) {
        if (settlement instanceof Settlement.Placed placed) {
            return GateAnswers.outcomeOf(placed);
        }
        return settlement instanceof Settlement.Absent absent
                ? new Outcome.NotPlaced(absent.proof())
                : new Outcome.Unknown(((Settlement.Unresolved) settlement).why());
    }

    /** Bybit's id, once it is known. */
    public Optional<OrderId> orderId() {
        return outcome.flatMap(KnownOrder::orderIdOf);
    }

    private static Optional<OrderId> orderIdOf(Outcome outcome) {
        if (outcome instanceof Outcome.Acked acked) {
            return acked.orderId();
        }
        return outcome instanceof Outcome.Adopted adopted ? Optional.of(adopted.orderId()) : Optional.empty();
    }
}
