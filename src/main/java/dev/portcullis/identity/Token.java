package dev.portcullis.identity;

import dev.portcullis.model.ClientId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What the desk knows of a token; its secret part only as a hash, which never leaves.
 *
 * @param id its public id
 * @param holder who may show it
 * @param life from when to when it holds
 * @param lastUsedAt when it last let somebody in, as far as the store knows; null for never
 * @param hash what its secret part must hash to
 * @param boundTo the key of the client certificate that must come with it; null when it works without
 */
public record Token(
        TokenId id,
        Holder holder,
        Life life,
        @Nullable Instant lastUsedAt,
        SecretHash hash,
        @Nullable PublicKeyHash boundTo) {
    /** A token that works without a certificate. */
    Token(TokenId id, Holder holder, Life life, @Nullable Instant lastUsedAt, SecretHash hash) {
        this(id, holder, life, lastUsedAt, hash, null);
    }

    /** Who may show a token: the name of a client or of an operator. */
    public record Holder(TokenKind kind, String name) {
        /** @throws IllegalArgumentException when the name is none that a client or an operator can have */
        public Holder {
            Record valid = kind == TokenKind.CLIENT ? new ClientId(name) : new OperatorName(name);
            name = valid.toString();
        }
    }

    /**
     * From when to when a token holds.
     *
     * @param createdBy the operator who issued it; null for the first operator's
     * @param expiresAt null for never
     * @param revokedAt null when it is not revoked
     */
    public record Life(
            Instant createdAt,
            @Nullable String createdBy,
            @Nullable Instant expiresAt,
            @Nullable Instant revokedAt) {}

    /** Why the token lets nobody in at this time; empty when it does. */
    public Optional<String> ended(Instant now) {
        if (life.revokedAt != null) {
            return Optional.of("token " + id + " was revoked at " + life.revokedAt + "; ask for a new one");
        }
        if (life.expiresAt != null && !now.isBefore(life.expiresAt)) {
            return Optional.of("token " + id + " expired at " + life.expiresAt + "; ask for a new one");
        }
        return Optional.empty();
    }

    /**
     * Why the token lets nobody in on this connection; empty when it does.
     *
     * @param shown the key of the connection's client certificate; null when it shows none
     */
    Optional<String> misplaced(@Nullable PublicKeyHash shown) {
        if (boundTo == null || boundTo.equals(shown)) {
            return Optional.empty();
        }
        String here = shown == null ? "shows no client certificate" : "shows " + shown.publicId();
        return Optional.of("token " + id + " works only together with the client certificate " + boundTo.publicId()
                + " it is bound to, and this connection " + here + "; connect by TLS with that certificate");
    }
}
