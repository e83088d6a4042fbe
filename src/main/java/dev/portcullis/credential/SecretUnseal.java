package dev.portcullis.credential;

import com.google.crypto.tink.HybridDecrypt;
import com.google.crypto.tink.KeysetHandle;
import com.google.crypto.tink.TinkProtoKeysetFormat;
import com.google.crypto.tink.hybrid.HpkeParameters;
import com.google.crypto.tink.hybrid.HybridConfig2026;
import dev.portcullis.secret.Secret;
import java.security.GeneralSecurityException;

/** Opens what was sealed to this gate by {@link SecretSeal}; its private key lives in memory for one boot only. */
public final class SecretUnseal {
    private final byte[] publicKey;
    private final HybridDecrypt decrypt;

    /** Makes a new key pair: X25519, HKDF-SHA-256 and AES-256-GCM (HPKE, RFC 9180). */
    public SecretUnseal() {
        try {
            KeysetHandle own = KeysetHandle.generateNew(
                    HpkeParameters.builder()
                            .setKemId(HpkeParameters.KemId.DHKEM_X25519_HKDF_SHA256)
                            .setKdfId(HpkeParameters.KdfId.HKDF_SHA256)
                            .setAeadId(HpkeParameters.AeadId.AES_256_GCM)
                            .setVariant(HpkeParameters.Variant.TINK)
                            .build(),
                    HybridConfig2026.get());
            this.publicKey = TinkProtoKeysetFormat.serializeKeysetWithoutSecret(
                    own.getPublicKeysetHandle(), HybridConfig2026.get());
            this.decrypt = own.getPrimitive(HybridConfig2026.get(), HybridDecrypt.class);
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java cannot make a sealing key", e);
        }
    }

    /** What the command line seals to. */
    public byte[] publicKey() {
        return publicKey.clone();
    }

    /**
     * Opens a sealed secret.
     *
     * @throws CredentialException when it was not sealed to this boot of this gate
     */
    public Secret open(byte[] sealed) {
        try {
            return Secret.takeOwnershipOf(decrypt.decrypt(sealed, SecretSeal.PURPOSE));
        } catch (GeneralSecurityException e) {
            throw new CredentialException(
                    CredentialException.Kind.INVALID,
                    "the secret was not sealed to this gate as it runs now; ask for its sealing key and seal again");
        }
    }
}
