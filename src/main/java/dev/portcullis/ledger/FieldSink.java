package dev.portcullis.ledger;

import org.jspecify.annotations.Nullable;

/** Takes the fields of one record, in their fixed order; a null leaves its field out. */
interface FieldSink {
    /** Text of a closed form (ids, words, decimals), whole. */
    void text(String name, @Nullable Object value);

    /** Words for a person, or text of foreign origin, cut at {@link #WORDS_MAX} characters. */
    void words(String name, @Nullable String value);

    void number(String name, long value);

    void numberIfPresent(String name, @Nullable Number value);

    void flag(String name, boolean value);

    /** Characters of free text that are kept. */
    int WORDS_MAX = 512;
}
