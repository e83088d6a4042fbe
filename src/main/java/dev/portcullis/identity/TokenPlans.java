package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.model.TokenId;
import dev.portcullis.store.Sql;
import java.time.Duration;
import java.time.Instant;
import java.util.Comparator;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Decides changes to the tokens of a desk. */
final class TokenPlans {
    /** One in use and the one that takes over from it. */
    private static final int LIVE_MAX = 2;

    private static final Duration TTL_MAX = Duration.ofDays(3650);

    private final Desk desk;
    private final Instant now;
    private final TokenMint mint;

    TokenPlans(Desk desk, Instant now, TokenMint mint) {
        this.desk = desk;
        this.now = now;
        this.mint = mint;
    }

    /**
     * A new token.
     *
     * @param ttl how long it holds; null for ever
     * @param createdBy the operator who asked for it; null for the first operator's
     * @param boundTo the key of the client certificate that must come with it; null for none
     */
    record Order(
            @Nullable Duration ttl,
            @Nullable String createdBy,
            @Nullable PublicKeyHash boundTo) {
        /** A token that works without a certificate. */
        Order(@Nullable Duration ttl, @Nullable String createdBy) {
            this(ttl, createdBy, null);
        }
    }

    Plan<IssuedToken> issueTo(ClientId id, Order order) {
        if (!desk.clients().containsKey(id)) {
            return new ClientPlans(desk, now).unknown(id);
        }
        PublicKeyHash boundTo = order.boundTo();
        ClientCertificate known = boundTo == null ? null : desk.certificates().get(boundTo);
        if (known != null && !known.client().equals(id)) {
            return Plan.refuse(
                    Reason.CONFLICT,
                    "this certificate is client " + known.client() + "'s; bind the token to one of " + id + "'s own");
        }
        return issue(new Token.Holder(TokenKind.CLIENT, id.text()), order);
    }

    Plan<IssuedToken> issueTo(OperatorName name, Order order) {
        if (!desk.operators().containsKey(name)) {
            return new OperatorPlans(desk, now).unknown(name);
        }
        return issue(new Token.Holder(TokenKind.OPERATOR, name.text()), order);
    }

    private Plan<IssuedToken> issue(Token.Holder holder, Order order) {
        Duration ttl = order.ttl();
        if (ttl != null && (ttl.isZero() || ttl.isNegative() || ttl.compareTo(TTL_MAX) > 0)) {
            return Plan.refuse(
                    Reason.INVALID, "a token lives for more than nothing and at most 3650 days, such as 90d");
        }
        List<Token> live = liveTokensOf(holder);
        if (live.size() >= LIVE_MAX) {
            return Plan.refuse(Reason.CONFLICT, tooMany(holder, live));
        }
        return mint(holder, order);
    }

    /** A token for a holder that is known to be able to have one more. */
    Plan<IssuedToken> mint(Token.Holder holder, Order order) {
        TokenMint.Minted minted = mint.mint(holder.kind(), desk.tokens()::containsKey);
        Instant expiresAt = order.ttl() == null ? null : now.plus(order.ttl());
        return Plan.write(
                new IssuedToken(minted.id(), minted.text(), expiresAt),
                Sql.of(
                        "INSERT INTO tokens (id, owner_kind, owner, secret_sha256, created_at, created_by, expires_at,"
                                + " bound_to) VALUES (?, ?, ?, ?, ?, ?, ?, ?)",
                        minted.id().text(),
                        holder.kind().owner(),
                        holder.name(),
                        minted.hash().toStore(),
                        now.toEpochMilli(),
                        order.createdBy(),
                        expiresAt == null ? null : expiresAt.toEpochMilli(),
                        order.boundTo() == null ? null : order.boundTo().text()));
    }

    private List<Token> liveTokensOf(Token.Holder holder) {
        return desk.tokens().values().stream()
                .filter(token -> token.holder().equals(holder))
                .filter(token -> token.ended(now).isEmpty())
                .sorted(Comparator.comparing(TokenPlans::lastSeen)
                        .thenComparing(token -> token.life().createdAt()))
                .toList();
    }

    private static Instant lastSeen(Token token) {
        return token.lastUsedAt() == null ? Instant.EPOCH : token.lastUsedAt();
    }

    private static String tooMany(Token.Holder holder, List<Token> live) {
        Token longestUnused = live.get(0);
        String use = longestUnused.lastUsedAt() == null ? "never used" : "last used " + longestUnused.lastUsedAt();
        return holder.kind().owner() + " " + holder.name() + " has " + live.size() + " live tokens, "
                + String.join(
                        " and ", live.stream().map(token -> token.id().text()).toList())
                + "; revoke one first, such as the one longest unused (" + use + "): token revoke "
                + longestUnused.id();
    }

    Plan<Token> revoke(TokenId id) {
        Token token = desk.tokens().get(id);
        if (token == null) {
            return Plan.refuse(Reason.NOT_FOUND, "there is no token " + id + "; see token list");
        }
        Token.Life life = token.life();
        if (life.revokedAt() != null) {
            return new Plan<>(
                    List.of(),
                    new DeskResult.Done<>(
                            token, List.of("token " + id + " was revoked already, at " + life.revokedAt())));
        }
        Token revoked = new Token(
                id,
                token.holder(),
                new Token.Life(life.createdAt(), life.createdBy(), life.expiresAt(), now),
                token.lastUsedAt(),
                token.hash(),
                token.boundTo());
        return Plan.write(
                revoked, Sql.of("UPDATE tokens SET revoked_at = ? WHERE id = ?", now.toEpochMilli(), id.text()));
    }
}
