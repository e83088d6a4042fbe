package dev.portcullis.upstream;

import dev.portcullis.bybit.KeyFacts;

/** What came of asking Bybit about a key before it is stored. */
public sealed interface KeyVerdict {
    /** The key works there. */
    record Works(KeyFacts facts) implements KeyVerdict {}

    /**
     * Bybit said no.
     *
     * @param retCode Bybit's code
     * @param cause what is wrong, in words
     * @param remedy what to do about it
     */
    record Refused(int retCode, String cause, String remedy) implements KeyVerdict {}

    /**
     * Bybit could not be asked, so nothing is known about the key.
     *
     * @param cause what went wrong, in words
     * @param remedy what to do about it
     */
    record Unanswered(String cause, String remedy) implements KeyVerdict {}
}
