package dev.portcullis.alert;

import io.vertx.core.json.JsonObject;
import java.time.Instant;

/**
 * An alert that has been raised and not been cleared.
 *
 * @param subject what it is about: a key, an account, a client
 * @param words what is the case, in one sentence, as it was said last
 * @param since when it was raised
 * @param toldAt when it was last told of
 */
public record StandingAlert(AlertKind kind, String subject, String words, Instant since, Instant toldAt) {
    /** What a person is shown of it, with what to do. */
    public JsonObject toJson() {
        return new JsonObject()
                .put("kind", kind.text())
                .put("severity", kind.severity().text())
                .put("subject", subject)
                .put("since", since.toString())
                .put("text", words)
                .put("remedy", kind.remedy())
                .put("runbook", kind.runbook());
    }

    StandingAlert saying(String newWords) {
        return new StandingAlert(kind, subject, newWords, since, toldAt);
    }

    StandingAlert toldAt(Instant now) {
        return new StandingAlert(kind, subject, words, since, now);
    }

    AlertNotice notice(AlertState state) {
        return new AlertNotice(kind, subject, words, since, state, false);
    }
}
