package dev.portcullis.tls;

import dev.portcullis.config.Settings.ClientCertificates;
import dev.portcullis.config.Settings.ListenerTls;
import io.vertx.core.http.ClientAuth;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.JdkSSLEngineOptions;
import io.vertx.core.net.KeyCertOptions;
import io.vertx.core.net.ServerSSLOptions;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermission;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.PrivateKey;
import java.security.PublicKey;
import java.security.Signature;
import java.security.cert.CertificateParsingException;
import java.security.cert.X509Certificate;
import java.time.Duration;
import java.time.Instant;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Collection;
import java.util.EnumSet;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.TimeUnit;
import java.util.stream.Stream;
import javax.net.ssl.KeyManagerFactory;

/**
 * The files by which a listener proves itself and knows its callers.
 *
 * @param section of the configuration, for messages: {@code listen.tls}
 */
public record ListenerFiles(String section, ListenerTls files) {
    private static final Set<String> PROTOCOLS = new LinkedHashSet<>(List.of("TLSv1.3", "TLSv1.2"));
    private static final long HANDSHAKE_SECONDS = 3;
    private static final Duration SOON = Duration.ofDays(14);
    private static final Map<ClientCertificates, ClientAuth> DEMANDS = Map.of(
            ClientCertificates.NONE,
            ClientAuth.NONE,
            ClientCertificates.OPTIONAL,
            ClientAuth.REQUEST,
            ClientCertificates.REQUIRED,
            ClientAuth.REQUIRED);
    private static final Map<String, String> SIGNATURES =
            Map.of("RSA", "SHA256withRSA", "EC", "SHA256withECDSA", "EdDSA", "EdDSA");
    /** Protects the key in a store that never leaves memory; the store's form wants one. */
    private static final char[] IN_MEMORY = "in memory".toCharArray();

    /**
     * What was read.
     *
     * @param options for the listener
     * @param certificate its own
     * @param warnings one sentence for each thing that works and should not stay so
     */
    public record Read(ServerSSLOptions options, X509Certificate certificate, List<String> warnings) {
        private static final int DNS_NAME = 2;

        /** A listener's options with this TLS on them; handshakes run beside the event loop. */
        public HttpServerOptions on(HttpServerOptions plain) {
            return new HttpServerOptions(plain)
                    .setSsl(true)
                    .setSslEngineOptions(new JdkSSLEngineOptions().setUseWorkerThread(true))
                    .setKeyCertOptions(options.getKeyCertOptions())
                    .setTrustOptions(options.getTrustOptions())
                    .setClientAuth(options.getClientAuth())
                    .setSni(false)
                    .setUseAlpn(false)
                    .setSslHandshakeTimeout(options.getSslHandshakeTimeout())
                    .setSslHandshakeTimeoutUnit(options.getSslHandshakeTimeoutUnit())
                    .setEnabledSecureTransportProtocols(options.getEnabledSecureTransportProtocols());
        }

        /** The first host name that the certificate is made for, if it is made for one. */
        public Optional<String> firstName() {
            try {
                Collection<List<?>> names = certificate.getSubjectAlternativeNames();
                return names == null
                        ? Optional.empty()
                        : names.stream()
                                .filter(name -> name.get(0).equals(DNS_NAME))
                                .map(name -> String.valueOf(name.get(1)))
                                .filter(name -> !name.startsWith("*"))
                                .findFirst();
            } catch (CertificateParsingException unreadable) {
                return Optional.empty();
            }
        }
    }

    /** A certificate with those that lead to its authority, and its key. */
    private record Own(List<X509Certificate> chain, PrivateKey key) {
        KeyManagerFactory keyManagers() {
            try {
                KeyStore store = KeyStore.getInstance("PKCS12");
                store.load(null, null);
                store.setKeyEntry("listener", key, IN_MEMORY, chain.toArray(X509Certificate[]::new));
                KeyManagerFactory factory = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
                factory.init(store, IN_MEMORY);
                return factory;
            } catch (GeneralSecurityException | IOException impossible) {
                throw new IllegalStateException("every Java runtime can keep a key in memory", impossible);
            }
        }
    }

    /** The files, those that there are. */
    public List<Path> paths() {
        return Stream.of(files.certificate(), files.key(), files.clientCa(), files.crl())
                .flatMap(Stream::ofNullable)
                .toList();
    }

    /** Reads and checks all files; not to be called on an event loop. */
    public Read read(InstantSource clock) throws TlsException {
        List<String> problems = new ArrayList<>();
        List<String> warnings = new ArrayList<>();
        Optional<Own> own = readOwn(clock.instant(), problems, warnings);
        Optional<TrustFiles.Vouching> vouching = callers().map(callers -> callers.read(clock.instant(), problems));
        if (own.isEmpty() || !problems.isEmpty()) {
            throw new TlsException(problems);
        }
        ServerSSLOptions options = new ServerSSLOptions()
                .setKeyCertOptions(KeyCertOptions.wrap(own.get().keyManagers()))
                .setClientAuth(DEMANDS.getOrDefault(files.clientCertificates(), ClientAuth.REQUIRED))
                .setSni(false)
                .setUseAlpn(false)
                .setSslHandshakeTimeout(HANDSHAKE_SECONDS)
                .setSslHandshakeTimeoutUnit(TimeUnit.SECONDS)
                .setEnabledSecureTransportProtocols(PROTOCOLS);
        vouching.ifPresent(known -> options.setTrustOptions(TrustOptions.wrap(known.trust())));
        return new Read(options, own.get().chain().get(0), warnings);
    }

    private Optional<TrustFiles> callers() {
        return Optional.ofNullable(files.clientCa())
                .map(authorities -> new TrustFiles(section + ".client-ca", authorities, section + ".crl", files.crl()));
    }

    private Optional<Own> readOwn(Instant now, List<String> problems, List<String> warnings) {
        try {
            List<X509Certificate> chain = Pem.certificates(files.certificate());
            whyNot(chain, now).forEach(why -> problems.add(ofCertificate(why)));
            warnOfItsEnd(chain.get(0), now, warnings);
            return readKey(chain, problems, warnings);
        } catch (Pem.Unusable unusable) {
            problems.add(ofCertificate(unusable.why()));
            return Optional.empty();
        }
    }

    private Optional<Own> readKey(List<X509Certificate> chain, List<String> problems, List<String> warnings) {
        PublicKey publicKey = chain.get(0).getPublicKey();
        try {
            PrivateKey key = Pem.privateKey(files.key(), publicKey.getAlgorithm());
            if (!fits(key, publicKey)) {
                problems.add(ofKey("does not fit the certificate in " + section
                        + ".certificate; name the key that the certificate was made for"));
                return Optional.empty();
            }
            warnOfOtherReaders(warnings);
            return Optional.of(new Own(chain, key));
        } catch (Pem.Unusable unusable) {
            problems.add(ofKey(unusable.why()));
            return Optional.empty();
        }
    }

    private static Stream<String> whyNot(List<X509Certificate> chain, Instant now) {
        X509Certificate own = chain.get(0);
        List<String> reasons = new ArrayList<>();
        if (TrustFiles.isPast(own.getNotAfter(), now)) {
            reasons.add("it expired at " + own.getNotAfter().toInstant() + "; renew it");
        }
        if (own.getNotBefore().toInstant().isAfter(now)) {
            reasons.add(
                    "it is not valid before " + own.getNotBefore().toInstant() + "; wait, or set this machine's clock");
        }
        for (int i = 1; i < chain.size(); i++) {
            if (!chain.get(i - 1).getIssuerX500Principal().equals(chain.get(i).getSubjectX500Principal())) {
                reasons.add("its certificate number " + (i + 1) + " (" + TrustFiles.nameOf(chain.get(i))
                        + ") did not make the one before it; put the listener's own first, then each one's maker");
            }
        }
        return reasons.stream();
    }

    private void warnOfItsEnd(X509Certificate own, Instant now, List<String> warnings) {
        if (TrustFiles.isPast(own.getNotAfter(), now.plus(SOON))) {
            warnings.add(ofCertificate("it expires at " + own.getNotAfter().toInstant() + "; renew it"));
        }
    }

    private void warnOfOtherReaders(List<String> warnings) {
        Set<PosixFilePermission> others = EnumSet.of(
                PosixFilePermission.GROUP_READ, PosixFilePermission.OTHERS_READ, PosixFilePermission.OTHERS_WRITE);
        try {
            others.retainAll(Files.getPosixFilePermissions(files.key()));
            if (!others.isEmpty()) {
                warnings.add(ofKey("others than its owner may read it; chmod 0600 " + files.key()));
            }
        } catch (UnsupportedOperationException | IOException unknown) {
            warnings.add(ofKey("who may read it cannot be found out; keep it to the gate's user"));
        }
    }

    /** Whether what the key signs is what the certificate's key verifies. */
    private static boolean fits(PrivateKey key, PublicKey publicKey) {
        try {
            Signature signature = Signature.getInstance(SIGNATURES.getOrDefault(key.getAlgorithm(), "none"));
            byte[] text = new byte[] {1, 2, 3};
            signature.initSign(key);
            signature.update(text);
            byte[] signed = signature.sign();
            signature.initVerify(publicKey);
            signature.update(text);
            return signature.verify(signed);
        } catch (GeneralSecurityException other) {
            return false;
        }
    }

    private String ofCertificate(String why) {
        return TrustFiles.problem(section + ".certificate", files.certificate(), why);
    }

    private String ofKey(String why) {
        return TrustFiles.problem(section + ".key", files.key(), why);
    }
}
