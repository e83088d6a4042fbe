package dev.portcullis.identity;

import dev.portcullis.model.Presented;
import dev.portcullis.model.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A token right after it was made: the only moment at which its text exists in the gate. */
public final class IssuedToken {
    private final TokenId id;
    private final String text;
    private final @Nullable Instant expiresAt;
    private final boolean signs;

    IssuedToken(TokenId id, String text, @Nullable Instant expiresAt) {
        this(id, text, expiresAt, false);
    }

    private IssuedToken(TokenId id, String text, @Nullable Instant expiresAt, boolean signs) {
        this.id = id;
        this.text = text;
        this.expiresAt = expiresAt;
        this.signs = signs;
    }

    /** What a signed client signs with, under the same id; it is never sent. */
    IssuedToken signingWith(String secret) {
        return new IssuedToken(id, secret, expiresAt, true);
    }

    /** What a signed client puts where an SDK has its API key; empty for a client that shows its token. */
    public Optional<String> apiKey() {
        return signs ? Optional.of(Presented.Signature.PREFIX + id.text()) : Optional.empty();
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
