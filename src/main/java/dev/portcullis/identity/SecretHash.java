package dev.portcullis.identity;

import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * The SHA-256 of a token's secret part, all that is kept of it. A fast hash is enough, for the secret has 256 random
 * bits.
 */
public final class SecretHash {
    private static final int LENGTH = 32;

    /** Stands in for the hash of an unknown token, so that a guess costs the same work; no secret has it. */
    static final SecretHash DUMMY = new SecretHash(new byte[LENGTH]);

    private final byte[] bytes;

    private SecretHash(byte[] bytes) {
        this.bytes = bytes;
    }

    static SecretHash of(String secret) {
        return new SecretHash(sha256().digest(secret.getBytes(StandardCharsets.US_ASCII)));
    }

    /** @throws IllegalArgumentException when the stored bytes are no SHA-256 */
    static SecretHash stored(byte[] bytes) {
        if (bytes.length != LENGTH) {
            throw new IllegalArgumentException("the stored hash of its secret has " + bytes.length + " bytes, not 32");
        }
        return new SecretHash(bytes.clone());
    }

    /** Whether both are the same, in a time that does not depend on where they differ. */
    boolean matches(SecretHash other) {
        return MessageDigest.isEqual(bytes, other.bytes);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof SecretHash hash && matches(hash);
    }

    @Override
    public int hashCode() {
        return Arrays.hashCode(bytes);
    }

    /** A copy for the store. */
    byte[] toStore() {
        return bytes.clone();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException impossible) {
            throw new IllegalStateException("every Java runtime has SHA-256", impossible);
        }
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
