package dev.portcullis.model;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.security.PublicKey;
import java.util.HexFormat;
import java.util.regex.Pattern;

/**
 * The SHA-256 of a public key in its X.509 form (SubjectPublicKeyInfo), 64 hex digits: it stays the same when a
 * certificate is renewed with the same key.
 */
public record PublicKeyHash(String text) {
    private static final Pattern FORM = Pattern.compile("[0-9a-f]{64}");
    private static final String ID_PREFIX = "cert";
    private static final int ID_DIGITS = 12;

    /** @throws IllegalArgumentException when the text is not 64 lower-case hex digits */
    public PublicKeyHash {
        if (!FORM.matcher(text).matches()) {
            throw new IllegalArgumentException("the hash of a public key must be 64 hex digits 0-9 and a-f");
        }
    }

    /** The hash of a key. */
    public static PublicKeyHash of(PublicKey key) {
        try {
            byte[] sum = MessageDigest.getInstance("SHA-256").digest(key.getEncoded());
            return new PublicKeyHash(HexFormat.of().formatHex(sum));
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    /** What records and commands call it: longer than the id of any token, so that none is mistaken for the other. */
    public TokenId publicId() {
        return new TokenId(ID_PREFIX + text.substring(0, ID_DIGITS));
    }

    @Override
    public String toString() {
        return text;
    }
}
