package dev.portcullis.credential;

import io.vertx.core.Future;

/**
 * The master key: wraps the data keys that seal the secrets, and never leaves its keeper. What a data key was wrapped
 * for is authenticated with it: unwrapping for anything else fails.
 */
public interface Kek {
    /** Names this master key in the store; says nothing about its bytes. */
    String id();

    /**
     * Wraps a data key.
     *
     * @param dek the caller's, who wipes it
     * @param boundTo what the data key is for
     */
    Future<byte[]> wrap(byte[] dek, byte[] boundTo);

    /**
     * Unwraps a data key; the caller wipes what it gets.
     *
     * @return fails with {@link CredentialException.Kind#TAMPERED} when it was wrapped for something else, by another
     *     master key, or changed since, and with {@link CredentialException.Kind#UNAVAILABLE} when its keeper cannot be
     *     asked now
     */
    Future<byte[]> unwrap(byte[] wrapped, byte[] boundTo);

    /** Forgets what of it is in memory; later calls may fail. */
    default void letGo() {}
}
