package dev.portcullis.sandbox.access;

import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.MessageDigest;
import java.util.HexFormat;
import javax.crypto.Mac;
import javax.crypto.spec.SecretKeySpec;

/** HMAC-SHA256 in lower-case hex, for system-generated keys. */
public final class HmacCheck implements SignatureCheck {
    private static final String ALGORITHM = "HmacSHA256";

    private final Mac mac;

    /** A check with the secret that the account's owner was shown once. */
    public HmacCheck(String secret) {
        try {
            mac = Mac.getInstance(ALGORITHM);
            mac.init(new SecretKeySpec(secret.getBytes(StandardCharsets.UTF_8), ALGORITHM));
        } catch (GeneralSecurityException unavailable) {
            throw new IllegalStateException("this JDK lacks " + ALGORITHM, unavailable);
        }
    }

    @Override
    public synchronized boolean verifies(byte[] signed, String signature) {
        String expected = HexFormat.of().formatHex(mac.doFinal(signed));
        return MessageDigest.isEqual(
                expected.getBytes(StandardCharsets.UTF_8), signature.getBytes(StandardCharsets.UTF_8));
    }

    @Override
    public String publicKeyText() {
        return "";
    }

    @Override
    public String toString() {
        return "HmacCheck[secret hidden]";
    }
}
