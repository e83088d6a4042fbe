package dev.portcullis.risk;

import java.time.Instant;

/**
 * One halt that stands.
 *
 * @param operator who halted
 * @param reason in the operator's words; may be empty
 */
public record Halt(HaltScope scope, HaltMode mode, String operator, String reason, Instant since) {
    /** For the caller who is stopped: who halted what and how it ends. */
    String inWords() {
        String why = reason.isEmpty() ? "" : " (" + reason + ")";
        return scope.inWords() + " is halted, " + mode.text() + ", by operator " + operator + " since " + since + why
                + "; it ends with: portcullis resume" + scope.asOptions();
    }
}
