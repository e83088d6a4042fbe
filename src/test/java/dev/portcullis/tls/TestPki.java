package dev.portcullis.tls;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.math.BigInteger;
import java.net.InetAddress;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.GeneralSecurityException;
import java.security.KeyPair;
import java.security.KeyPairGenerator;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.Signature;
import java.security.cert.CertificateFactory;
import java.security.cert.X509CRL;
import java.security.cert.X509Certificate;
import java.security.spec.ECGenParameterSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.Base64;
import java.util.concurrent.atomic.AtomicLong;
import javax.net.ssl.KeyManager;
import javax.net.ssl.SSLContext;
import javax.net.ssl.TrustManagerFactory;
import javax.security.auth.x500.X500Principal;
import org.jspecify.annotations.Nullable;

/** A certificate authority that lives for one test; it makes good and bad certificates and revocation lists. */
public final class TestPki {
    private static final AtomicLong SERIALS = new AtomicLong(1000);
    private static final byte[] SHA256_ECDSA = Der.sequence(Der.oid("1.2.840.10045.4.3.2"));

    private final KeyPair keys = newKeys();
    private final X500Principal name;
    private final X509Certificate certificate;

    /** An authority of that name, good for a day. */
    public TestPki(String commonName) {
        this.name = new X500Principal("CN=" + commonName);
        this.certificate = issue(name, keys, name, keys.getPrivate(), Life.NOW, authority());
    }

    /** From when to when a certificate holds. */
    public record Life(Instant from, Instant to) {
        /** Since an hour ago, for a day. */
        public static final Life NOW = around(Duration.ofHours(-1), Duration.ofDays(1));

        /** It ended an hour ago. */
        public static final Life PAST = around(Duration.ofDays(-2), Duration.ofHours(-1));

        private static Life around(Duration from, Duration to) {
            Instant now = Instant.now();
            return new Life(now.plus(from), now.plus(to));
        }
    }

    /** A certificate with its key, and the files and contexts that are made of it. */
    public record Leaf(X509Certificate certificate, PrivateKey key) {
        /** Writes the certificate as PEM. */
        public Path writeCertificate(Path file) throws IOException {
            return write(file, "CERTIFICATE", encoded(certificate), "rw-r--r--");
        }

        /** Writes the key as PEM, readable by its owner alone. */
        public Path writeKey(Path file) throws IOException {
            return write(file, "PRIVATE KEY", key.getEncoded(), "rw-------");
        }

        /** What proves it to a peer. */
        KeyManager[] keyManagers() {
            return new KeyManager[] {new StubbornKeyManager(this)};
        }
    }

    /** The authority's own certificate. */
    public X509Certificate certificate() {
        return certificate;
    }

    /** Writes the authority's certificate as PEM. */
    public Path writeCertificate(Path file) throws IOException {
        return write(file, "CERTIFICATE", encoded(certificate), "rw-r--r--");
    }

    /** A certificate of this authority for a host name or an IP literal. */
    public Leaf leaf(String host, Life life) {
        KeyPair own = newKeys();
        X500Principal subject = new X500Principal("CN=" + host);
        return new Leaf(issue(name, own, subject, keys.getPrivate(), life, hostName(host)), own.getPrivate());
    }

    /** A certificate that its own key vouches for. */
    public static Leaf selfSigned(String host) {
        KeyPair own = newKeys();
        X500Principal subject = new X500Principal("CN=" + host);
        return new Leaf(issue(subject, own, subject, own.getPrivate(), Life.NOW, hostName(host)), own.getPrivate());
    }

    /** A context that believes this authority and shows that leaf, if any. */
    public SSLContext context(@Nullable Leaf shown) throws GeneralSecurityException, IOException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("authority", certificate);
        TrustManagerFactory factory = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        factory.init(trusted);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(shown == null ? null : shown.keyManagers(), factory.getTrustManagers(), null);
        return context;
    }

    /** Writes a list, valid for an hour, that revokes these. */
    public Path writeRevocations(Path file, Leaf... revoked) throws IOException {
        return writeRevocations(file, Instant.now().plus(Duration.ofHours(1)), revoked);
    }

    /** Writes a list that revokes these and is to be replaced by then. */
    public Path writeRevocations(Path file, Instant nextUpdate, Leaf... revoked) throws IOException {
        byte[][] entries = new byte[revoked.length][];
        for (int i = 0; i < revoked.length; i++) {
            BigInteger serial = revoked[i].certificate().getSerialNumber();
            entries[i] =
                    Der.sequence(Der.integer(serial), Der.time(Instant.now().minusSeconds(3_000)));
        }
        byte[] body = Der.sequence(
                Der.integer(BigInteger.ONE),
                SHA256_ECDSA,
                name.getEncoded(),
                Der.time(Instant.now().minus(Duration.ofDays(1))),
                Der.time(nextUpdate),
                revoked.length == 0 ? new byte[0] : Der.sequence(entries));
        byte[] list = Der.sequence(body, SHA256_ECDSA, Der.bits(signed(body, keys.getPrivate())));
        return write(file, "X509 CRL", readable(list), "rw-r--r--");
    }

    private static byte[] readable(byte[] list) {
        try {
            return ((X509CRL) CertificateFactory.getInstance("X.509").generateCRL(new ByteArrayInputStream(list)))
                    .getEncoded();
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static X509Certificate issue(
            X500Principal issuer, KeyPair own, X500Principal subject, PrivateKey signer, Life life, byte[] extension) {
        byte[] body = Der.sequence(
                Der.tagged(0xa0, Der.integer(BigInteger.TWO)),
                Der.integer(BigInteger.valueOf(SERIALS.incrementAndGet())),
                SHA256_ECDSA,
                issuer.getEncoded(),
                Der.sequence(Der.time(life.from()), Der.time(life.to())),
                subject.getEncoded(),
                own.getPublic().getEncoded(),
                Der.tagged(0xa3, Der.sequence(extension)));
        byte[] whole = Der.sequence(body, SHA256_ECDSA, Der.bits(signed(body, signer)));
        try {
            return (X509Certificate)
                    CertificateFactory.getInstance("X.509").generateCertificate(new ByteArrayInputStream(whole));
        } catch (GeneralSecurityException broken) {
            throw new IllegalStateException(broken);
        }
    }

    private static byte[] authority() {
        return Der.sequence(Der.oid("2.5.29.19"), Der.yes(), Der.octets(Der.sequence(Der.yes())));
    }

    private static byte[] hostName(String host) {
        boolean isAddress = host.matches("[0-9.]+|.*:.*");
        byte[] entry = isAddress
                ? Der.tagged(0x87, address(host))
                : Der.tagged(0x82, host.getBytes(StandardCharsets.US_ASCII));
        return Der.sequence(Der.oid("2.5.29.17"), Der.octets(Der.sequence(entry)));
    }

    private static byte[] address(String literal) {
        try {
            return InetAddress.getByName(literal).getAddress();
        } catch (IOException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] signed(byte[] body, PrivateKey key) {
        try {
            Signature signature = Signature.getInstance("SHA256withECDSA");
            signature.initSign(key);
            signature.update(body);
            return signature.sign();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static KeyPair newKeys() {
        try {
            KeyPairGenerator generator = KeyPairGenerator.getInstance("EC");
            generator.initialize(new ECGenParameterSpec("secp256r1"));
            return generator.generateKeyPair();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static byte[] encoded(X509Certificate certificate) {
        try {
            return certificate.getEncoded();
        } catch (GeneralSecurityException impossible) {
            throw new IllegalStateException(impossible);
        }
    }

    private static Path write(Path file, String label, byte[] der, String mode) throws IOException {
        String text = "-----BEGIN " + label + "-----\n"
                + Base64.getMimeEncoder(64, new byte[] {'\n'}).encodeToString(der) + "\n-----END " + label
                + "-----\n";
        Files.writeString(file, text);
        return Files.setPosixFilePermissions(file, PosixFilePermissions.fromString(mode));
    }
}
