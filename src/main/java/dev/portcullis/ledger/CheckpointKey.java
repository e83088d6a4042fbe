package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.PrivateKey;
import java.security.SecureRandom;
import java.security.Signature;
import java.security.spec.PKCS8EncodedKeySpec;
import java.security.spec.X509EncodedKeySpec;
import java.util.Base64;
import java.util.List;

/** The Ed25519 key that signs the checkpoints of one ledger; its public half stands in the ledger's first record. */
public final class CheckpointKey {
    private static final String ALGORITHM = "Ed25519";
    private static final String CHECKPOINT = "portcullis-checkpoint/1";
    private static final String RETIREMENT = "portcullis-retirement/1";

    private final PrivateKey privateKey;
    private final String publicText;

    private CheckpointKey(PrivateKey privateKey, String publicText) {
        this.privateKey = privateKey;
        this.publicText = publicText;
    }

    /**
     * Makes a key and keeps it in a new file that only its owner may read.
     *
     * @throws IOException when the file exists already or cannot be written
     */
    public static CheckpointKey make(Path file, SecureRandom random) throws IOException {
        KeyPair pair = newPair(random);
        String publicText = Base64.getEncoder().encodeToString(pair.getPublic().getEncoded());
        Files.createFile(file, PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
        Files.write(
                file,
                List.of(Base64.getEncoder().encodeToString(pair.getPrivate().getEncoded()), publicText));
        return new CheckpointKey(pair.getPrivate(), publicText);
    }

    /**
     * The key in that file.
     *
     * @throws IOException when the file is missing or holds no such key
     */
    public static CheckpointKey read(Path file) throws IOException {
        List<String> lines = Files.readAllLines(file, StandardCharsets.US_ASCII);
        try {
            byte[] encoded = Base64.getDecoder().decode(lines.get(0));
            PrivateKey key = KeyFactory.getInstance(ALGORITHM).generatePrivate(new PKCS8EncodedKeySpec(encoded));
            return new CheckpointKey(key, lines.get(1));
        } catch (GeneralSecurityException | IllegalArgumentException | IndexOutOfBoundsException e) {
            throw new IOException(
                    file + " holds no checkpoint key (PKCS#8 and X.509 in base64, a line each);"
                            + " restore it from the backup of the data directory",
                    e);
        }
    }

    /** The public half, X.509 form in base64. */
    public String publicText() {
        return publicText;
    }

    /** Signs that the ledger of that store has this hash at this record; in base64. Takes about a millisecond. */
    String sign(String storeId, long seq, ChainHash head) {
        return sign(message(CHECKPOINT, storeId, seq, head));
    }

    /** Signs that the ledger of that store begins behind this record from now on; in base64. */
    String signRetirement(String storeId, long upTo, ChainHash head) {
        return sign(message(RETIREMENT, storeId, upTo, head));
    }

    private String sign(byte[] message) {
        try {
            Signature signature = Signature.getInstance(ALGORITHM);
            signature.initSign(privateKey);
            signature.update(message);
            return Base64.getEncoder().encodeToString(signature.sign());
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("the checkpoint key cannot sign", e);
        }
    }

    /** Whether {@code signature} is that of a checkpoint by the key with this public half. */
    static boolean isSigned(String publicText, String storeId, long seq, ChainHash head, String signature) {
        return isSigned(publicText, message(CHECKPOINT, storeId, seq, head), signature);
    }

    /** Whether {@code signature} is that of a retirement by the key with this public half. */
    static boolean isRetirementSigned(String publicText, String storeId, long upTo, ChainHash head, String signature) {
        return isSigned(publicText, message(RETIREMENT, storeId, upTo, head), signature);
    }

    private static boolean isSigned(String publicText, byte[] message, String signature) {
        try {
            Signature check = Signature.getInstance(ALGORITHM);
            byte[] encoded = Base64.getDecoder().decode(publicText);
            check.initVerify(KeyFactory.getInstance(ALGORITHM).generatePublic(new X509EncodedKeySpec(encoded)));
            check.update(message);
            return check.verify(Base64.getDecoder().decode(signature));
        } catch (GeneralSecurityException | IllegalArgumentException malformed) {
            return false; // what is no signature or no key is not signed
        }
    }

    private static byte[] message(String domain, String storeId, long seq, ChainHash head) {
        return (domain + '\n' + storeId + '\n' + seq + '\n' + head).getBytes(StandardCharsets.US_ASCII);
    }

    private static KeyPair newPair(SecureRandom random) {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance(ALGORITHM);
            generator.initialize(255, random);
            return generator.generateKeyPair();
        } catch (GeneralSecurityException e) {
            throw new IllegalStateException("this Java has no " + ALGORITHM + ", which Java 17 must have", e);
        }
    }
}
