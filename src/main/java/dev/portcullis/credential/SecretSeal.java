package dev.portcullis.credential;

import com.google.crypto.tink.HybridEncrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;

/**
 * Seals a secret to one running gate, so that no plain secret enters an HTTP buffer on its way from the command line.
 * Only the gate that published the key, and only until it stops, can open it ({@link SecretUnseal}).
 */
public final class SecretSeal {
    static final byte[] PURPOSE = "portcullis/secret-in-transit/1".getBytes(StandardCharsets.UTF_8);

    private final HybridEncrypt encrypt;

    private SecretSeal(HybridEncrypt encrypt) {
        this.encrypt = encrypt;
    }

    /**
     * Seals to the gate that published this key.
     *
     * @throws CredentialException when it is no such key
     */
    public static SecretSeal toGate(byte[] publicKey) {
        try {
            KeysetHandle handle = TinkProtoKeysetFormat.parseKeysetWithoutSecret(publicKey, HybridConfig2026.get());
            return new SecretSeal(handle.getPrimitive(HybridConfig2026.get(), HybridEncrypt.class));
        } catch (GeneralSecurityException e) {
            throw new CredentialException(
                    CredentialException.Kind.INVALID,
                    "the gate's sealing key cannot be read; are both of one version?");
        }
    }

    /** The sealed form of these bytes, which stay the caller's to wipe. */
    public byte[] seal(byte[] secret) {
        try {
            return encrypt.encrypt(secret, PURPOSE);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("sealing failed", e);
        }
    }
}
