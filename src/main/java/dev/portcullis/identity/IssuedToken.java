package dev.portcullis.identity;

import dev.portcullis.model.TokenId;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token right after it was made: the only moment at which its text exists in the gate. */
public final class IssuedToken {
    private final TokenId id;
    private final String text;
    private final @Nullable Instant expiresAt;

    IssuedToken(TokenId id, String text, @Nullable Instant expiresAt) {
        this.id = id;
        this.text = text;
        this.expiresAt = expiresAt;
    }

    /** The public id; safe to log. */
    public TokenId id() {
        return id;
    }

    /** The text to hand to its owner, once; never to be logged or kept. */
    public String reveal() {
        return text;
    }

    /** When it ends; null for never. */
    public @Nullable Instant expiresAt() {
        return expiresAt;
    }

    @Override
    public String toString() {
        return "IssuedToken[" + id + ", redacted]";
    }
}
