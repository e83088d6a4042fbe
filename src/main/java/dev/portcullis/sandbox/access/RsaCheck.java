package dev.portcullis.sandbox.access;

import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PublicKey;
import java.security.Signature;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;

/** RSASSA-PKCS1-v1_5 with SHA-256 in standard base64, for self-generated keys; holds the public key only. */
public final class RsaCheck implements SignatureCheck {
    private static final String ALGORITHM = "SHA256withRSA";

    private final PublicKey publicKey;

    /** A check with the public key that the owner registered. */
    public RsaCheck(PublicKey publicKey) {
        this.publicKey = publicKey;
    }

    /**
     * A check with a public key in PEM ({@code -----BEGIN PUBLIC KEY-----}).
     *
     * @throws IllegalArgumentException when the text is not such a key
     */
    public static RsaCheck ofPem(String pem) {
        String base64 = pem.replaceAll("-----[A-Z ]+-----", "").replaceAll("\\s", "");
        try {
            byte[] encoded = Base64.getDecoder().decode(base64);
            return new RsaCheck(KeyFactory.getInstance("RSA").generatePublic(new X509EncodedKeySpec(encoded)));
        } catch (IllegalArgumentException | GeneralSecurityException notAKey) {
            throw new IllegalArgumentException("rsaPublicKey: expected an X.509 RSA public key in PEM", notAKey);
        }
    }

    @Override
    public boolean verifies(byte[] signed, String signature) {
        try {
            Signature verifier = Signature.getInstance(ALGORITHM);
            verifier.initVerify(publicKey);
            verifier.update(signed);
            return verifier.verify(Base64.getDecoder().decode(signature));
        } catch (IllegalArgumentException | GeneralSecurityException notASignature) {
            return false;
        }
    }

    @Override
    public String publicKeyText() {
        String body = Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(publicKey.getEncoded());
        return "-----BEGIN PUBLIC KEY-----\n" + body + "\n-----END PUBLIC KEY-----";
    }
}
