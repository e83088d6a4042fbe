package dev.portcullis.upstream;

import io.vertx.core.buffer.Buffer;
import io.vertx.core.net.PfxOptions;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.security.cert.Certificate;
import java.security.cert.CertificateFactory;
import java.util.ArrayList;
import java.util.List;
import javax.net.ssl.KeyManagerFactory;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLServerSocketFactory;

/** A certificate authority of this test run, made with the JDK's own keytool. */
final class TestAuthority {
    private static final String PASSWORD = "changeit";

    private final Path folder;
    private final Path store;

    TestAuthority(Path folder) throws IOException {
        this.folder = folder;
        this.store = folder.resolve("keys.p12");
        keytool("-genkeypair", "-alias", "ca", "-keyalg", "EC", "-dname", "CN=Test Authority", "-ext", "bc:c");
    }

    /** Server sockets that show a certificate of this authority for that name, good for these days from then. */
    SSLServerSocketFactory sockets(String name, String startDate, int days)
            throws IOException, GeneralSecurityException {
        String alias = "leaf-" + name + startDate;
        Path request = folder.resolve(alias + ".csr");
        Path answer = folder.resolve(alias + ".crt");
        keytool("-genkeypair", "-alias", alias, "-keyalg", "EC", "-dname", "CN=" + name);
        keytool("-certreq", "-alias", alias, "-file", request.toString());
        keytool(
                "-gencert",
                "-alias",
                "ca",
                "-infile",
                request.toString(),
                "-outfile",
                answer.toString(),
                "-ext",
                "san=dns:" + name,
                "-startdate",
                startDate,
                "-validity",
                Integer.toString(days));
        try (InputStream certificate = Files.newInputStream(answer)) {
            Certificate leaf = CertificateFactory.getInstance("X.509").generateCertificate(certificate);
            return sockets(alias, leaf, load().getCertificate("ca"));
        }
    }

    /** Server sockets that show a certificate for that name which nobody vouches for. */
    SSLServerSocketFactory selfSigned(String name) throws IOException, GeneralSecurityException {
        keytool("-genkeypair", "-alias", "self", "-keyalg", "EC", "-dname", "CN=" + name, "-ext", "san=dns:" + name);
        return sockets("self", load().getCertificate("self"));
    }

    /** What a client needs to believe this authority. */
    PfxOptions trust() throws IOException, GeneralSecurityException {
        KeyStore trusted = KeyStore.getInstance("PKCS12");
        trusted.load(null, null);
        trusted.setCertificateEntry("ca", load().getCertificate("ca"));
        ByteArrayOutputStream bytes = new ByteArrayOutputStream();
        trusted.store(bytes, PASSWORD.toCharArray());
        return new PfxOptions().setValue(Buffer.buffer(bytes.toByteArray())).setPassword(PASSWORD);
    }

    private SSLServerSocketFactory sockets(String alias, Certificate... chain)
            throws IOException, GeneralSecurityException {
        KeyStore shown = KeyStore.getInstance("PKCS12");
        shown.load(null, null);
        shown.setKeyEntry("shown", load().getKey(alias, PASSWORD.toCharArray()), PASSWORD.toCharArray(), chain);
        KeyManagerFactory keys = KeyManagerFactory.getInstance(KeyManagerFactory.getDefaultAlgorithm());
        keys.init(shown, PASSWORD.toCharArray());
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(keys.getKeyManagers(), null, null);
        return context.getServerSocketFactory();
    }

    private KeyStore load() throws IOException, GeneralSecurityException {
        return KeyStore.getInstance(store.toFile(), PASSWORD.toCharArray());
    }

    private void keytool(String... arguments) throws IOException {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "keytool").toString());
        command.addAll(List.of(arguments));
        command.addAll(List.of("-keystore", store.toString(), "-storetype", "PKCS12", "-storepass", PASSWORD));
        Process process = new ProcessBuilder(command).redirectErrorStream(true).start();
        String said = new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
        try {
            if (process.waitFor() != 0) {
                throw new IOException("keytool failed: " + said);
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IOException(stopped);
        }
    }
}
