package dev.portcullis.identity;

import dev.portcullis.model.TokenId;
import java.math.BigInteger;
import java.security.SecureRandom;
import java.util.function.Predicate;

/** Makes tokens out of randomness. */
final class TokenMint {
    private static final String ID_LETTERS = "abcdefghijklmnopqrstuvwxyz0123456789";
    private static final int ID_LENGTH = 10;
    private static final int SECRET_BITS = 256;

    private final SecureRandom random;

    TokenMint(SecureRandom random) {
        this.random = random;
    }

    /** A new token, with what is kept of it. */
    record Minted(TokenId id, String text, SecretHash hash) {
        @Override
        public String toString() {
            return "Minted[" + id + ", redacted]";
        }
    }

    /** @param isTaken whether a token with this id exists */
    Minted mint(TokenKind kind, Predicate<TokenId> isTaken) {
        TokenId id = randomId();
        while (isTaken.test(id)) {
            id = randomId();
        }
        String secret = Base62.of(new BigInteger(SECRET_BITS, random), TokenText.SECRET_LENGTH);
        return new Minted(id, TokenText.write(kind, id, secret), SecretHash.of(secret));
    }

    /** What a signed client signs with: 256 random bits. */
    String signingSecret() {
        return Base62.of(new BigInteger(SECRET_BITS, random), TokenText.SECRET_LENGTH);
    }

    private TokenId randomId() {
        StringBuilder id = new StringBuilder(ID_LENGTH);
        random.ints(ID_LENGTH, 0, ID_LETTERS.length()).forEach(i -> id.append(ID_LETTERS.charAt(i)));
        return new TokenId(id.toString());
    }
}
