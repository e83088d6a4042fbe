package dev.portcullis.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.AccessDeniedException;
import java.nio.file.Files;
import java.nio.file.NoSuchFileException;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyFactory;
import java.security.PrivateKey;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.PKCS8EncodedKeySpec;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** Reads PEM files (RFC 7468). Each failure says in one sentence what is wrong with the file and what to do. */
public final class Pem {
    private static final long FILE_BYTES_MAX = 4L << 20;
    private static final Pattern BLOCK =
            Pattern.compile("-----BEGIN ([A-Z0-9 ]+)-----([A-Za-z0-9+/=\\s]*)-----END \\1-----");
    private static final String CERTIFICATE = "CERTIFICATE";
    private static final String REVOCATION_LIST = "X509 CRL";
    private static final String PRIVATE_KEY = "PRIVATE KEY";

    private Pem() {}

    /** A file that cannot be used; the message says why and what to do, without the file's name. */
    public static final class Unusable extends Exception {
        private static final long serialVersionUID = 1L;

        Unusable(String why) {
            super(why, null, false, false);
        }

        /** Why, and what to do. */
        public String why() {
            return String.valueOf(getMessage());
        }
    }

    private record Block(String label, String base64) {
        byte[] der() throws Unusable {
            try {
                return Base64.getMimeDecoder().decode(base64);
            } catch (IllegalArgumentException notBase64) {
                throw new Unusable("holds a block that is not base64; copy it whole");
            }
        }

        /** Its kind is public, what it holds may be a key. */
        @Override
        public String toString() {
            return label;
        }
    }

    /** All certificates of a file, in their order; at least one. */
    public static List<X509Certificate> certificates(Path file) throws Unusable {
        return certificatesOf(text(file));
    }

    /** All certificates of a PEM text, in their order; at least one. */
    public static List<X509Certificate> certificatesOf(String text) throws Unusable {
        List<X509Certificate> certificates = new ArrayList<>();
        for (Block block : blocks(text)) {
            if (block.label().equals(CERTIFICATE)) {
                certificates.add(certificate(block.der()));
            }
        }
        if (certificates.isEmpty()) {
            throw new Unusable("holds no certificate; expected PEM with -----BEGIN CERTIFICATE-----");
        }
        return certificates;
    }

    private static X509Certificate certificate(byte[] der) throws Unusable {
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException broken) {
            throw new Unusable("holds a broken certificate (" + broken.getMessage() + "); copy it whole");
        }
    }

    /** All revocation lists of a file; at least one. */
    public static List<X509CRL> revocationLists(Path file) throws Unusable {
        List<X509CRL> lists = new ArrayList<>();
        for (Block block : blocks(text(file))) {
            if (block.label().equals(REVOCATION_LIST)) {
                lists.add(revocationList(block.der()));
            }
        }
        if (lists.isEmpty()) {
            throw new Unusable("holds no revocation list; expected PEM with -----BEGIN X509 CRL-----");
        }
        return lists;
    }

    private static X509CRL revocationList(byte[] der) throws Unusable {
        try {
            return (X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(der));
        } catch (GeneralSecurityException broken) {
            throw new Unusable("holds a broken revocation list (" + broken.getMessage() + "); copy it whole");
        }
    }

    /**
     * The private key of a file.
     *
     * @param algorithm of the public key that it belongs to: RSA, EC or EdDSA
     */
    public static PrivateKey privateKey(Path file, String algorithm) throws Unusable {
        List<Block> blocks = blocks(text(file));
        Block found = blocks.stream()
                .filter(block -> block.label().equals(PRIVATE_KEY))
                .findFirst()
                .orElseThrow(() -> noKey(blocks));
        byte[] key = found.der();
        try {
            return KeyFactory.getInstance(algorithm).generatePrivate(new PKCS8EncodedKeySpec(key));
        } catch (GeneralSecurityException other) {
            throw new Unusable("is no " + algorithm + " key, as the certificate's is; name the key that was made for"
                    + " this certificate");
        } finally {
            Arrays.fill(key, (byte) 0);
        }
    }

    private static Unusable noKey(List<Block> blocks) {
        boolean isOtherForm = blocks.stream().anyMatch(block -> block.label().endsWith(PRIVATE_KEY));
        return new Unusable(
                isOtherForm
                        ? "holds a key in another form than PKCS#8 without a password; convert it: openssl pkcs8 -topk8"
                                + " -nocrypt -in OLD -out NEW"
                        : "holds no private key; expected PEM with -----BEGIN PRIVATE KEY-----");
    }

    private static List<Block> blocks(String text) {
        Matcher matcher = BLOCK.matcher(text);
        List<Block> blocks = new ArrayList<>();
        while (matcher.find()) {
            blocks.add(new Block(matcher.group(1), matcher.group(2)));
        }
        return blocks;
    }

    private static String text(Path file) throws Unusable {
        try {
            if (Files.size(file) > FILE_BYTES_MAX) {
                throw new Unusable("is longer than 4 MiB; this cannot be a file of certificates");
            }
            return Files.readString(file, StandardCharsets.ISO_8859_1);
        } catch (NoSuchFileException missing) {
            throw new Unusable("there is no such file; name one that exists, its whole path or relative to "
                    + Path.of("").toAbsolutePath());
        } catch (AccessDeniedException denied) {
            throw new Unusable("may not be read by the gate's user " + System.getProperty("user.name")
                    + "; change its owner or mode");
        } catch (IOException broken) {
            throw new Unusable("cannot be read: " + broken.getMessage());
        }
    }
}
