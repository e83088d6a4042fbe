package dev.portcullis.credential;

import dev.portcullis.credential.CredentialException.Kind;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.interfaces.RSAPrivateKey;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.Arrays;
import java.util.Base64;

/**
 * Reads the private half of a self-generated key: PKCS#8 in PEM, as {@code openssl genpkey -algorithm RSA} writes it.
 */
final class RsaPrivateKeys {
    private static final int MODULUS_BITS_MIN = 2_048;
    private static final byte[] BEGIN = ascii("-----BEGIN PRIVATE KEY-----");
    private static final byte[] END = ascii("-----END PRIVATE KEY-----");
    private static final byte[] PKCS1 = ascii("-----BEGIN RSA PRIVATE KEY-----");
    private static final byte[] ENCRYPTED = ascii("-----BEGIN ENCRYPTED PRIVATE KEY-----");
    private static final byte[] PUBLIC = ascii("-----BEGIN PUBLIC KEY-----");

    private RsaPrivateKeys() {}

    /**
     * The key in the PEM text.
     *
     * @param pem stays the caller's to wipe
     * @throws CredentialException when it is no RSA private key of at least 2048 bits; the message says how to get one
     */
    static PrivateKey ofPem(byte[] pem) {
        byte[] der = derOf(pem);
        try {
            PrivateKey key = KeyFactory.getInstance("RSA").generatePrivate(new PKCS8EncodedKeySpec(der));
            requireStrong(key);
            return key;
        } catch (GeneralSecurityException e) {
            throw invalid("the PEM text holds no RSA private key; make one with"
                    + " `openssl genpkey -algorithm RSA -pkeyopt rsa_keygen_bits:2048 -out key.pem`");
        } finally {
            Arrays.fill(der, (byte) 0);
        }
    }

    private static byte[] derOf(byte[] pem) {
        int begin = AsciiBytes.indexOf(pem, BEGIN, 0);
        int end = begin < 0 ? -1 : AsciiBytes.indexOf(pem, END, begin);
        if (end < 0) {
            throw invalid(whyNoPkcs8(pem));
        }
        byte[] text = Arrays.copyOfRange(pem, begin + BEGIN.length, end);
        try {
            return Base64.getMimeDecoder().decode(text);
        } catch (IllegalArgumentException e) {
            throw invalid("the text between the PEM lines is no base64; copy the file again, whole");
        } finally {
            Arrays.fill(text, (byte) 0);
        }
    }

    private static String whyNoPkcs8(byte[] pem) {
        if (AsciiBytes.indexOf(pem, PKCS1, 0) >= 0) {
            return "the RSA key is in the older PKCS#1 form; convert it with"
                    + " `openssl pkcs8 -topk8 -nocrypt -in key.pem -out key.pkcs8.pem`";
        }
        if (AsciiBytes.indexOf(pem, ENCRYPTED, 0) >= 0) {
            return "the RSA key is locked by a passphrase; unlock it with"
                    + " `openssl pkcs8 -in key.pem -out key.open.pem`; the gate seals it under its own master key";
        }
        if (AsciiBytes.indexOf(pem, PUBLIC, 0) >= 0) {
            return "this is the public half, which belongs to Bybit; give the file of the private key";
        }
        return "an RSA key is a PEM text that begins with -----BEGIN PRIVATE KEY-----";
    }

    private static void requireStrong(PrivateKey key) {
        int bits = ((RSAPrivateKey) key).getModulus().bitLength();
        if (bits < MODULUS_BITS_MIN) {
            throw invalid("the RSA key has " + bits + " bits; make one with at least " + MODULUS_BITS_MIN);
        }
    }

    private static CredentialException invalid(String message) {
        return new CredentialException(Kind.INVALID, message);
    }

    private static byte[] ascii(String text) {
        return text.getBytes(StandardCharsets.US_ASCII);
    }
}
