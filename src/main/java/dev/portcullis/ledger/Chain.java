package dev.portcullis.ledger;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;

/**
 * Links each record to all before it: {@code h = SHA-256("portcullis-ledger/1" || prev || length || body)}, where prev
 * is the 32 bytes of the record before (zeros for the first), length the body's as 8 bytes, big-endian.
 */
final class Chain {
    private static final byte[] DOMAIN = "portcullis-ledger/1".getBytes(StandardCharsets.US_ASCII);

    private final MessageDigest sha256;
    private final ByteBuffer length = ByteBuffer.allocate(Long.BYTES);

    Chain() {
        try {
            sha256 = MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException e) {
            throw new IllegalStateException("this Java has no SHA-256, which every Java must have", e);
        }
    }

    /** The hash of a record whose body is these bytes. */
    ChainHash link(ChainHash prev, byte[] bytes, int from, int bodyBytes) {
        sha256.update(DOMAIN);
        prev.feed(sha256);
        sha256.update(length.putLong(0, bodyBytes).array());
        sha256.update(bytes, from, bodyBytes);
        return ChainHash.of(sha256);
    }
}
