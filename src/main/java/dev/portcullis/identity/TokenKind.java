package dev.portcullis.identity;

import java.util.Arrays;
import java.util.Optional;

/** Whose token it is; the first three letters say so, for people and for secret scanners. */
public enum TokenKind {
    CLIENT("pcl", "client"),
    OPERATOR("pco", "operator");

    private final String prefix;
    private final String owner;

    TokenKind(String prefix, String owner) {
        this.prefix = prefix;
        this.owner = owner;
    }

    /** The letters that a token of this kind begins with. */
    String prefix() {
        return prefix;
    }

    /** The word for its owner in the store and in messages. */
    public String owner() {
        return owner;
    }

    static Optional<TokenKind> ofPrefix(String prefix) {
        return Arrays.stream(values())
                .filter(kind -> kind.prefix.equals(prefix))
                .findFirst();
    }

    static TokenKind ofOwner(String word) {
        return Arrays.stream(values())
                .filter(kind -> kind.owner.equals(word))
                .findFirst()
                .orElseThrow(() -> new IllegalArgumentException("a token's owner is a client or an operator"));
    }
}
