package dev.portcullis.pipeline;

import dev.portcullis.bybit.BatchAnswer;
import dev.portcullis.bybit.Certainty;
import dev.portcullis.bybit.V5Envelope;
import dev.portcullis.model.AnswerHead;
import dev.portcullis.model.OrderFacts;
import dev.portcullis.model.Outcome;
import dev.portcullis.model.WriteBody;
import java.util.List;
import java.util.Optional;

/**
 * Reads what a whole, positive answer says of each order of its request. An answer that names another order than the
 * one sent proves nothing about either ({@code reliability} U19, U20).
 */
final class AckReading {
    private AckReading() {}

    /** One outcome for each order of the call; a single one for calls without orders. */
    static List<Outcome> of(Recorded recorded, AnswerHead head, V5Envelope envelope) {
        WriteBody body = recorded.call().body();
        if (body == null || body.orders().isEmpty()) {
            return List.of(new Outcome.Acked(Optional.empty()));
        }
        if (recorded.call().kind().isBatch()) {
            return BatchAnswer.verdicts(recorded.call().kind(), body.orders(), head.status(), Optional.of(envelope))
                    .stream()
                    .map(AckReading::outcomeOf)
                    .toList();
        }
        return List.of(single(recorded, body.orders().get(0), envelope));
    }

    private static Outcome single(Recorded recorded, OrderFacts sent, V5Envelope envelope) {
        boolean namesOrders = !recorded.call().kind().isCancel() || envelope.orderId() != null;
        if (namesOrders && !envelope.isAbout(sent)) {
            return new Outcome.Unknown("the exchange's answer names another order than the one sent");
        }
        return new Outcome.Acked(Optional.ofNullable(envelope.orderId()));
    }

    private static Outcome outcomeOf(BatchAnswer.Verdict verdict) {
        if (verdict.certainty() == Certainty.DONE) {
            return new Outcome.Acked(Optional.ofNullable(verdict.orderId()));
        }
        if (verdict.certainty() == Certainty.REFUSED && verdict.retCode() != null) {
            return new Outcome.Rejected(verdict.retCode());
        }
        return new Outcome.Unknown(
                verdict.retCode() == null
                        ? "the exchange's batch answer says nothing of this order"
                        : "the exchange's batch answer gives code " + verdict.retCode() + ", which proves nothing");
    }
}
