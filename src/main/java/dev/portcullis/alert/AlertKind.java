package dev.portcullis.alert;

import java.util.Arrays;
import java.util.Locale;
import java.util.Optional;

/** Everything that the gate raises an alert for; there is no other. */
public enum AlertKind {
    KEY_UNHEALTHY(
            Severity.CRITICAL,
            "Bybit refuses calls that are signed with an API key.",
            "look at `portcullis key list` and do what it says of the key"),
    KEY_EXPIRING(
            Severity.WARNING,
            "An API key stops working within days.",
            "bind the key to the gate's address at Bybit or extend it there, then `portcullis key check KEY-ID`"),
    KEY_WIDENED(
            Severity.CRITICAL,
            "An API key may do more at Bybit than before, or from more places.",
            "if nobody of the desk changed it: delete the key at Bybit, then"
                    + " `portcullis key revoke KEY-ID --compromised`"),
    TOKEN_NEW_ADDRESS(
            Severity.WARNING,
            "A token came from an address that it had never come from.",
            "if no bot has moved: `portcullis token revoke TOKEN-ID` and issue a new one"),
    REFUSAL_BURST(
            Severity.WARNING,
            "The gate refuses many calls of one client, or of nobody it knows, within a minute.",
            "see why in `portcullis audit tail`; stop a wild bot with `portcullis client disable CLIENT`"),
    UNKNOWN_OVERDUE(
            Severity.CRITICAL,
            "Nobody knows what became of an order, past the time by which it should be known.",
            "look for the order at Bybit, then say what you saw there; `portcullis help order` says how"),
    SLOW_STAGE(
            Severity.WARNING,
            "One stage of the order path takes long for many calls.",
            "see which stage it is and what its runbook entry says of it"),
    EGRESS_BANNED(
            Severity.CRITICAL,
            "Bybit has closed the gate's address: nothing leaves, cancels neither.",
            "get out at Bybit's own site if you must; find who else sends from this address"),
    CLOCK_UNTRUSTED(
            Severity.CRITICAL,
            "The exchange's time is not known well enough to sign orders by it.",
            "look at `portcullis doctor`; check the network to the exchange"),
    LEDGER_NEARLY_FULL(
            Severity.CRITICAL,
            "The disk of the ledger has little room left; when it is full, no order is taken.",
            "make room on that disk, or move the data directory to a larger one"),
    FOREIGN_ORDER(
            Severity.CRITICAL,
            "An account has an open order that did not pass this gate: a leaked key, or a human.",
            "ask who placed it; if nobody did, cancel it and delete the account's keys at Bybit");

    private final Severity severity;
    private final String meaning;
    private final String remedy;
    private final String text = name().toLowerCase(Locale.ROOT).replace('_', '-');

    AlertKind(Severity severity, String meaning, String remedy) {
        this.severity = severity;
        this.meaning = meaning;
        this.remedy = remedy;
    }

    /** The word for it everywhere: {@code key-unhealthy}. */
    public String text() {
        return text;
    }

    /** How soon somebody must look. */
    public Severity severity() {
        return severity;
    }

    /** What it means, in one sentence. */
    public String meaning() {
        return meaning;
    }

    /** What to do first; the runbook says more. */
    public String remedy() {
        return remedy;
    }

    /** Where its runbook entry is, from the root of the documents. */
    public String runbook() {
        return "docs/alerts.md#" + text;
    }

    /** The kind that the word means. */
    public static Optional<AlertKind> ofText(String word) {
        return Arrays.stream(values()).filter(kind -> kind.text.equals(word)).findFirst();
    }
}
