package dev.portcullis.credential;

import java.security.MessageDigest;
import java.util.Arrays;

/**
 * HMAC-SHA256 (RFC 2104) from two SHA-256 states instead of the key. HMAC hashes one block of key XOR ipad before the
 * message and one of key XOR opad before the inner hash; what SHA-256 keeps of such a block is 32 bytes of state, from
 * which the key cannot be computed. So the two states are taken once, and key, blocks and everything that held them are
 * overwritten. Whoever steals the states from memory can sign as long as the key lives at the exchange, but cannot
 * learn the key.
 */
final class HmacMidstates {
    private static final byte IPAD = 0x36;
    private static final byte OPAD = 0x5c;

    private final MessageDigest inner;
    private final MessageDigest outer;
    private boolean destroyed;

    private HmacMidstates(MessageDigest inner, MessageDigest outer) {
        this.inner = inner;
        this.outer = outer;
    }

    /** Takes the states of {@code key}, which stays the caller's to wipe. */
    static HmacMidstates of(byte[] key) {
        byte[] shortKey = key.length > Sha256.BLOCK_BYTES ? Sha256.of(key) : key.clone();
        byte[] block = Arrays.copyOf(shortKey, Sha256.BLOCK_BYTES);
        try {
            return new HmacMidstates(stateAfter(block, IPAD), stateAfter(block, OPAD));
        } finally {
            Arrays.fill(shortKey, (byte) 0);
            Arrays.fill(block, (byte) 0);
        }
    }

    /**
     * The HMAC of the parts one after another. Safe from any thread: the states are only cloned, under a lock that is
     * held for the two copies alone.
     *
     * @throws IllegalStateException when the states were destroyed
     */
    byte[] sign(byte[]... parts) {
        MessageDigest message;
        MessageDigest result;
        synchronized (this) {
            if (destroyed) {
                throw new IllegalStateException("this key's signing states were destroyed");
            }
            message = Sha256.copyOf(inner);
            result = Sha256.copyOf(outer);
        }
        for (byte[] part : parts) {
            message.update(part);
        }
        return result.digest(message.digest());
    }

    /** Overwrites the states; every later use fails. */
    synchronized void destroy() {
        inner.reset();
        outer.reset();
        destroyed = true;
    }

    /**
     * The JDK's SHA-256 expands a block into a schedule of words, whose first sixteen are the block itself, and a clone
     * takes the state but not the schedule. So the clone is kept, and the original hashes zeros over its schedule.
     */
    private static MessageDigest stateAfter(byte[] keyBlock, byte pad) {
        byte[] padded = keyBlock.clone();
        for (int i = 0; i < padded.length; i++) {
            padded[i] ^= pad;
        }
        MessageDigest original = Sha256.fresh();
        original.update(padded);
        final MessageDigest kept = Sha256.copyOf(original);
        Arrays.fill(padded, (byte) 0);
        original.update(padded);
        original.reset();
        return kept;
    }
}
