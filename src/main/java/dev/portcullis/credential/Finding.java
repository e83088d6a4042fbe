package dev.portcullis.credential;

/**
 * One thing that is to be said about a key, in words for the person who put it in.
 *
 * @param what what is the case
 * @param remedy what to do about it
 */
public record Finding(Severity severity, String what, String remedy) {
    /** How much it matters. */
    public enum Severity {
        /** The key is not taken. */
        REFUSAL,
        /** The key is taken, but something will go wrong, or could. */
        WARNING,
        /** Good to know. */
        NOTE
    }

    /** The key is not taken, or not used. */
    public static Finding refusal(String what, String remedy) {
        return new Finding(Severity.REFUSAL, what, remedy);
    }

    /** Something will go wrong, or could. */
    public static Finding warning(String what, String remedy) {
        return new Finding(Severity.WARNING, what, remedy);
    }

    static Finding note(String what, String remedy) {
        return new Finding(Severity.NOTE, what, remedy);
    }

    /** Whether the key must not be taken. */
    public boolean refuses() {
        return severity == Severity.REFUSAL;
    }
}
