package dev.portcullis.alert;

import java.time.Instant;

/**
 * What is told of an alert.
 *
 * @param subject what it is about: a key, an account, a client
 * @param words what is the case, in one sentence
 * @param since when it began
 * @param test whether somebody only tries the way out, and nothing is wrong
 */
public record AlertNotice(
        AlertKind kind, String subject, String words, Instant since, AlertState state, boolean test) {}
