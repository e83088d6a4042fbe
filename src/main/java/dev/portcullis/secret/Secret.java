package dev.portcullis.secret;

import java.nio.ByteBuffer;
import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must never be seen: a key, a token's secret half, a password. They print as {@code [redacted]}, and
 * {@link #destroy()} overwrites them.
 *
 * <p>They lie outside the heap: an array of the heap that the collector moves leaves a copy behind that nobody can
 * overwrite. Only for the moment of a {@link #use} there is such an array.
 */
public final class Secret implements AutoCloseable {
    private final ByteBuffer offHeap;
    private boolean destroyed;

    private Secret(byte[] bytes) {
        this.offHeap = ByteBuffer.allocateDirect(bytes.length).put(0, bytes);
    }

    /** Takes the bytes and wipes the array. */
    public static Secret takeOwnershipOf(byte[] bytes) {
        Secret secret = new Secret(bytes);
        Arrays.fill(bytes, (byte) 0);
        return secret;
    }

    /** Takes a copy; the caller stays responsible for wiping its own array. */
    public static Secret takeCopyOf(byte[] bytes) {
        return new Secret(bytes);
    }

    /**
     * Lends the bytes to {@code use}, which must not keep them: they are wiped when it returns.
     *
     * @throws IllegalStateException when the secret was destroyed
     */
    public synchronized <T> T use(Function<byte[], T> use) {
        if (destroyed) {
            throw new IllegalStateException("this secret was destroyed");
        }
        byte[] lent = new byte[offHeap.capacity()];
        try {
            offHeap.get(0, lent);
            return use.apply(lent);
        } finally {
            Arrays.fill(lent, (byte) 0);
        }
    }

    /** Overwrites the bytes; every later use fails. */
    public synchronized void destroy() {
        offHeap.put(0, new byte[offHeap.capacity()]);
        destroyed = true;
    }

    @Override
    public void close() {
        destroy();
    }

    @Override
    public String toString() {
        return "[redacted]";
    }
}
