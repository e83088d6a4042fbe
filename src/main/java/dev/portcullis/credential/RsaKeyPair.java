package dev.portcullis.credential;

import dev.portcullis.secret.Secret;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.SecureRandom;
import java.util.Arrays;
import java.util.Base64;

/**
 * A new pair for a self-generated key: Bybit is given the public half, the gate the private one (docs:v5/guide). Both
 * come as PEM, X.509 and PKCS#8.
 */
public final class RsaKeyPair implements AutoCloseable {
    private static final int LINE_CHARACTERS = 64;
    private static final byte[] LINE_END = {'\n'};

    private final String publicPem;
    private final Secret privatePem;

    private RsaKeyPair(String publicPem, Secret privatePem) {
        this.publicPem = publicPem;
        this.privatePem = privatePem;
    }

    /**
     * Makes a pair; takes a tenth of a second for 2048 bits and some seconds for 4096.
     *
     * @param bits the length of the modulus, 2048 or more
     */
    public static RsaKeyPair generate(int bits, SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("RSA");
            generator.initialize(bits, random);
            return of(generator.generateKeyPair());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("every JVM makes RSA keys", e);
        }
    }

    private static RsaKeyPair of(KeyPair pair) {
        byte[] publicPem = pem("PUBLIC KEY", pair.getPublic().getEncoded());
        byte[] pkcs8 = pair.getPrivate().getEncoded();
        try {
            Secret privatePem = Secret.takeOwnershipOf(pem("PRIVATE KEY", pkcs8));
            return new RsaKeyPair(new String(publicPem, StandardCharsets.US_ASCII), privatePem);
        } finally {
            Arrays.fill(pkcs8, (byte) 0);
        }
    }

    /** What is registered at Bybit. */
    public String publicPem() {
        return publicPem;
    }

    /** What {@code key put --rsa-key} takes; wiped when the pair is closed. */
    public Secret privatePem() {
        return privatePem;
    }

    @Override
    public void close() {
        privatePem.destroy();
    }

    @Override
    public String toString() {
        return "RsaKeyPair[redacted]";
    }

    private static byte[] pem(String kind, byte[] der) {
        byte[] base64 = Base64.getMimeEncoder(LINE_CHARACTERS, LINE_END).encode(der);
        byte[] begin = ("-----BEGIN " + kind + "-----\n").getBytes(StandardCharsets.US_ASCII);
        byte[] end = ("\n-----END " + kind + "-----\n").getBytes(StandardCharsets.US_ASCII);
        try {
            return ByteBuffer.allocate(begin.length + base64.length + end.length)
                    .put(begin)
                    .put(base64)
                    .put(end)
                    .array();
        } finally {
            Arrays.fill(base64, (byte) 0);
        }
    }
}
