package dev.portcullis.model;

import java.util.Arrays;
import java.util.Optional;

/** What a grant lets a client do on an account; everything else is denied. */
public enum Scope {
    READ("read"),
    TRADE("trade"),
    CANCEL("cancel"),
    CONFIGURE("configure"),
    STREAM("stream");

    private final String text;

    Scope(String text) {
        this.text = text;
    }

    /** The word in commands, configuration and errors. */
    public String text() {
        return text;
    }

    /** Whether a grant of this scope covers {@code wanted}: trade includes cancel. */
    public boolean covers(Scope wanted) {
        return this == wanted || (this == TRADE && wanted == CANCEL);
    }

    /** The scope with this word, or empty. */
    public static Optional<Scope> ofText(String word) {
        return Arrays.stream(values()).filter(s -> s.text.equals(word)).findFirst();
    }
}
