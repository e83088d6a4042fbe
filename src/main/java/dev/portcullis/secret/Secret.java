package dev.portcullis.secret;

import java.util.Arrays;
import java.util.function.Function;

/**
 * Bytes that must never be seen: a key, a token's secret half, a password. They print as {@code [redacted]}, and
 * {@link #destroy()} overwrites them.
 */
public final class Secret implements AutoCloseable {
    private final byte[] bytes;
    private boolean destroyed;

    private Secret(byte[] bytes) {
        this.bytes = bytes;
    }

    /** Takes the array itself; the caller must not keep or change it. */
    public static Secret takeOwnershipOf(byte[] bytes) {
        return new Secret(bytes);
    }

    /** Takes a copy; the caller stays responsible for wiping its own array. */
    public static Secret takeCopyOf(byte[] bytes) {
        return new Secret(bytes.clone());
    }

    /**
     * Lends the bytes to {@code use}, which must not keep them.
     *
     * @throws IllegalStateException when the secret was destroyed
     */
    public synchronized <T> T use(Function<byte[], T> use) {
        if (destroyed) {
            throw new IllegalStateException("this secret was destroyed");
        }
        return use.apply(bytes);
    }

    /** Overwrites the bytes; every later use fails. */
    public synchronized void destroy() {
        Arrays.fill(bytes, (byte) 0);
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
