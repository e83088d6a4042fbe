package dev.portcullis.alert;

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
