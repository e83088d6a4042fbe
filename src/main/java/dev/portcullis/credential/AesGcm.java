package dev.portcullis.credential;

import com.google.crypto.tink.Aead;
import com.google.crypto.tink.subtle.AesGcmJce;
import dev.portcullis.credential.CredentialException.Kind;
import java.security.GeneralSecurityException;
import java.util.Optional;

/** AES-256-GCM through Tink; there is no form without associated bytes. A sealed value is nonce, ciphertext, tag. */
final class AesGcm {
    static final int KEY_BYTES = 32;

    private AesGcm() {}

    /** Seals under a fresh random nonce of 96 bits. */
    static byte[] seal(byte[] key, byte[] plaintext, byte[] boundTo) {
        try {
            return cipher(key).encrypt(plaintext, boundTo);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available on this Java", e);
        }
    }

    /** The plaintext, or empty when key, bytes or what they are bound to differ from what was sealed. */
    static Optional<byte[]> open(byte[] key, byte[] sealed, byte[] boundTo) {
        Aead cipher = cipher(key);
        try {
            return Optional.of(cipher.decrypt(sealed, boundTo));
        } catch (GeneralSecurityException refusedByTheTag) {
            return Optional.empty();
        }
    }

    private static Aead cipher(byte[] key) {
        if (key.length != KEY_BYTES) {
            throw new CredentialException(Kind.MASTER_KEY, "a sealing key has 32 bytes, this one " + key.length);
        }
        try {
            return new AesGcmJce(key);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("AES-256-GCM is not available on this Java", e);
        }
    }
}
