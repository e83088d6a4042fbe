package dev.portcullis.credential;

import dev.portcullis.bybit.KeyTrouble;
import org.jspecify.annotations.Nullable;

/**
 * One thing that is to be said about a key, in words for the person who put it in.
 *
 * @param trouble what goes wrong with it; null when nothing does
 * @param what what is the case
 * @param remedy what to do about it
 */
public record Finding(Severity severity, @Nullable KeyTrouble trouble, String what, String remedy) {
    /** How much it matters. */
    public enum Severity {
        /** The key is not taken, or not used. */
        REFUSAL,
        /** The key is taken, but something will go wrong, or could. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** The key is not taken, or not used. */
    public static Finding refusal(KeyTrouble.Told told) {
        return new Finding(Severity.REFUSAL, told.trouble(), told.what(), told.remedy());
    }

    /** Something will go wrong, or could. */
    public static Finding warning(KeyTrouble.Told told) {
        return new Finding(Severity.WARNING, told.trouble(), told.what(), told.remedy());
    }

    static Finding refusal(String what, String remedy) {
        return new Finding(Severity.REFUSAL, null, what, remedy);
    }

    static Finding note(String what, String remedy) {
        return new Finding(Severity.NOTE, null, what, remedy);
    }

    /** Whether the key must not be taken. */
    public boolean refuses() {
        return severity == Severity.REFUSAL;
    }
}
