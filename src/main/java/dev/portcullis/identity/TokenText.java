package dev.portcullis.identity;

import dev.portcullis.model.TokenId;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.zip.CRC32;

/**
 * A well-formed token, {@code pcl_<id>_<secret><checksum>}: an id of 8 to 12 letters and digits, a secret of 43 that
 * hold 256 random bits, and 6 of the CRC-32 of all before them, by which a typing error is told from a wrong token.
 */
final class TokenText {
    static final int SECRET_LENGTH = 43;
    private static final int CHECKSUM_LENGTH = 6;
    private static final Pattern FORM =
            Pattern.compile("(pc[lo])_([a-z0-9]{8,12})_([0-9A-Za-z]{" + SECRET_LENGTH + "})([0-9A-Za-z]{6})");

    private final TokenKind kind;
    private final TokenId id;
    private final SecretHash hash;

    private TokenText(TokenKind kind, TokenId id, SecretHash hash) {
        this.kind = kind;
        this.id = id;
        this.hash = hash;
    }

    /** What a text that claims to be a token turns out to be. */
    sealed interface Read {
        /** A token in form; nothing says yet that it is known. */
        record WellFormed(TokenText token) implements Read {}

        /** No token; why, in words that show none of it. */
        record NotAToken(String why) implements Read {}
    }

    /** Reads a token without asking any store. */
    static Read read(String text, TokenKind expected) {
        Matcher parts = FORM.matcher(text);
        if (!parts.matches()) {
            return new Read.NotAToken(notInForm(text, expected));
        }
        String body = text.substring(0, text.length() - CHECKSUM_LENGTH);
        if (!checksum(body).equals(parts.group(4))) {
            return new Read.NotAToken("the token is mistyped or cut: its checksum does not match; copy it whole");
        }
        TokenKind kind = TokenKind.ofPrefix(parts.group(1)).orElseThrow();
        return new Read.WellFormed(new TokenText(kind, new TokenId(parts.group(2)), SecretHash.of(parts.group(3))));
    }

    private static String notInForm(String text, TokenKind expected) {
        boolean isBegun = text.startsWith("pcl_") || text.startsWith("pco_");
        if (isBegun) {
            return "the token is cut or has extra characters; copy it whole, from " + expected.prefix()
                    + "_ to its end, without blanks";
        }
        Optional<String> where =
                expected == TokenKind.CLIENT ? Optional.of(", put it where the API key goes") : Optional.empty();
        return "this is not a token of the gate: a token of "
                + (expected == TokenKind.CLIENT ? "a client" : "an operator") + " begins with " + expected.prefix()
                + "_" + where.orElse("");
    }

    /** The whole text of a token from its parts. */
    static String write(TokenKind kind, TokenId id, String secret) {
        String body = kind.prefix() + "_" + id + "_" + secret;
        return body + checksum(body);
    }

    private static String checksum(String body) {
        CRC32 crc = new CRC32();
        crc.update(body.getBytes(StandardCharsets.US_ASCII));
        return Base62.of(BigInteger.valueOf(crc.getValue()), CHECKSUM_LENGTH);
    }

    TokenKind kind() {
        return kind;
    }

    TokenId id() {
        return id;
    }

    SecretHash hash() {
        return hash;
    }

    @Override
    public String toString() {
        return kind.prefix() + "_" + id + "_[redacted]";
    }
}
