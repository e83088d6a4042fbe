package dev.portcullis.credential;

import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/** SHA-256 without a provider look-up for each use. */
final class Sha256 {
    static final int BLOCK_BYTES = 64;
    static final int HASH_BYTES = 32;

    /** Never fed: every use works on a clone. */
    private static final MessageDigest UNUSED = lookUp();

    private Sha256() {}

    /** A digest of its own for the caller. */
    static MessageDigest fresh() {
        return copyOf(UNUSED);
    }

    /** A digest that goes on from where {@code digest} stands; safe while nobody feeds {@code digest}. */
    static MessageDigest copyOf(MessageDigest digest) {
        try {
            return (MessageDigest) digest.clone();
        } catch (CloneNotSupportedException e) {
            throw new IllegalStateException("this Java's SHA-256 cannot be cloned; use a JDK with the SUN provider", e);
        }
    }

    /** The hash of the parts one after another. */
    static byte[] of(byte[]... parts) {
        MessageDigest digest = fresh();
        for (byte[] part : parts) {
            digest.update(part);
        }
        return digest.digest();
    }

    private static MessageDigest lookUp() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("every Java has SHA-256", e);
        }
    }
}
