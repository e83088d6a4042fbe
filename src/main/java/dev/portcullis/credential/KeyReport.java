package dev.portcullis.credential;

import dev.portcullis.bybit.KeyFacts;

/**
 * What the exchange said about a key when it was last asked; sealed together with its secret, so that nobody widens it
 * by an edit of the store.
 *
 * @param checkedAtMillis when the exchange was asked, UTC milliseconds
 */
public record KeyReport(KeyFacts key, long checkedAtMillis) {}
