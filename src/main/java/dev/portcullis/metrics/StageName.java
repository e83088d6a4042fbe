package dev.portcullis.metrics;

import java.util.Locale;

/** One timed part of a call's journey; the label {@code stage} of {@code portcullis_stage_duration_seconds}. */
public enum StageName {
    IDENTIFY,
    ALLOW_LIST,
    AUTHORIZE,
    IDEMPOTENCY,
    HALT,
    RISK,
    /** Waiting for a turn in the budgets. */
    BUDGET,
    /** Waiting for the intent to be durable. */
    INTENT,
    DEPART,
    /** The whole stay below the depart step, as the order path sees it. */
    EXCHANGE,
    /** Part of {@link #EXCHANGE}: waiting for a connection, new or kept alive. */
    CONNECTION,
    /** Part of {@link #EXCHANGE}: making the signature. */
    SIGN,
    /** Part of {@link #EXCHANGE}: from the write to the end of the answer. */
    ANSWER,
    OUTCOME,
    NORMALIZE;

    private final String label = name().toLowerCase(Locale.ROOT).replace('_', '-');

    /** The word in the label: {@code allow-list}. */
    public String label() {
        return label;
    }
}
