package dev.portcullis.risk;

import dev.portcullis.model.Rejection.FieldError;
import dev.portcullis.model.Rejection.RiskLimit;
import dev.portcullis.model.TradingRuleName;
import java.util.List;

/**
 * One rule that an order breaks.
 *
 * @param pointer the field to blame, such as {@code /qty}; empty when no field is
 * @param limit what the rule allows, in words
 * @param asked what was asked for, in words
 * @param detail what is wrong and what to do, in one sentence
 */
record Breach(TradingRuleName rule, String pointer, String limit, String asked, String detail) {
    /** The refusal of a call; the first breach speaks, the others are named with their fields. */
    static RiskLimit refusal(List<Breach> breaches) {
        Breach first = breaches.get(0);
        String more = breaches.size() == 1 ? "" : "; " + (breaches.size() - 1) + " more";
        return new RiskLimit(
                new RiskLimit.Rule(first.rule, first.limit, first.asked),
                first.detail + more,
                breaches.stream()
                        .map(breach -> new FieldError(breach.pointer, breach.detail))
                        .toList());
    }
}
