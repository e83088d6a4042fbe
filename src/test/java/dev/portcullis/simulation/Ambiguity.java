package dev.portcullis.simulation;

import io.vertx.core.json.JsonObject;
import java.util.List;
import java.util.Optional;

/** Answers that prove nothing, as Bybit and what stands in front of it are known to give them. */
final class Ambiguity {
    /** Server timeout, restarting, backend timeout, busy, too many requests, being processed. */
    private static final List<Integer> CODES = List.of(10000, 10016, 170007, 10429, 10019, 110079, 170032);

    private Ambiguity() {}

    static Optional<WireAnswer> any(Dice dice, long timeMillis) {
        return switch (dice.between(0, 8)) {
            case 0 -> Optional.empty();
            case 1 -> Optional.of(new WireAnswer(500, ""));
            case 2 -> Optional.of(new WireAnswer(504, "<html><h1>504 Gateway Time-out</h1></html>"));
            case 3 -> Optional.of(new WireAnswer(200, "{\"retCode\":0,\"retMsg\":\"OK\",\"result\":{\"orderId\""));
            case 4 -> Optional.of(new WireAnswer(200, ""));
            case 5 ->
                Optional.of(new WireAnswer(
                        429,
                        WireAnswer.refusal(10006, "Too many visits!", timeMillis)
                                .body()));
            case 6 -> Optional.of(strange(timeMillis));
            default -> Optional.of(WireAnswer.refusal(dice.pick(CODES), "please retry", timeMillis));
        };
    }

    /** Another request's success. */
    private static WireAnswer strange(long timeMillis) {
        JsonObject others = new JsonObject().put("orderId", "somebody-elses").put("orderLinkId", "somebody-elses");
        return WireAnswer.of(0, "OK", others, new JsonObject(), timeMillis);
    }
}
