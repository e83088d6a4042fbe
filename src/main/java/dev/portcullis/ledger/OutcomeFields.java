package dev.portcullis.ledger;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How an outcome stands in a record: {@code outcome}, {@code retCode}, {@code orderId}, {@code why}. */
final class OutcomeFields {
    private OutcomeFields() {}

    static void write(Outcome outcome, @Nullable Integer answeredRetCode, FieldSink to) {
        to.text("outcome", outcome.text());
        to.numberIfPresent("retCode", retCode(outcome, answeredRetCode));
        to.text("orderId", orderId(outcome));
        to.words("why", why(outcome));
    }

    static Outcome read(RecordFields from) {
        String word = from.text("outcome");
        return switch (word) {
            case "not_sent" -> new Outcome.NotSent(from.text("why"));
            case "rejected" -> new Outcome.Rejected(Math.toIntExact(from.number("retCode")));
            case "acked" ->
                new Outcome.Acked(
                        Optional.ofNullable(from.textOrNull("orderId")).map(OrderId::new));
            case "unknown" -> new Outcome.Unknown(from.text("why"));
            case "not_placed" -> new Outcome.NotPlaced(from.text("why"));
            case "adopted" -> new Outcome.Adopted(new OrderId(from.text("orderId")));
            default ->
                throw new IllegalArgumentException("outcome is \"" + word + "\", which this version does not know");
        };
    }

    private static @Nullable Integer retCode(Outcome outcome, @Nullable Integer answered) {
        return outcome instanceof Outcome.Rejected rejected ? Integer.valueOf(rejected.retCode()) : answered;
    }

    private static @Nullable OrderId orderId(Outcome outcome) {
        if (outcome instanceof Outcome.Acked acked) {
            return acked.orderId().orElse(null);
        }
        return outcome instanceof Outcome.Adopted adopted ? adopted.orderId() : null;
    }

    private static @Nullable String why(Outcome outcome) {
        if (outcome instanceof Outcome.NotSent notSent) {
            return notSent.why();
        }
        if (outcome instanceof Outcome.Unknown unknown) {
            return unknown.why();
        }
        return outcome instanceof Outcome.NotPlaced notPlaced ? notPlaced.proof() : null;
    }
}
