package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.net.PfxOptions;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.GeneralSecurityException;
import java.security.KeyStore;
import java.util.List;
import java.util.concurrent.TimeUnit;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLSocket;
import javax.net.ssl.TrustManagerFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The same checks stand behind TLS. */
class ListenerBehindTlsTest {
    private static final String PASSWORD = "only-of-this-test";

    private final FakeDoor door = new FakeDoor();
    private SSLContext trust;
    private RunningListener listener;

    @BeforeEach
    void open(@TempDir Path folder) throws Exception {
        Path store = folder.resolve("gate.p12");
        makeKeyPair(store);
        trust = trusting(store);
        HttpServerOptions options = DataListener.options("127.0.0.1", 0, RunningListener.USUAL)
                .setSsl(true)
                .setKeyCertOptions(new PfxOptions().setPath(store.toString()).setPassword(PASSWORD));
        listener = new RunningListener(options, RunningListener.USUAL, door);
    }

    @AfterEach
    void close() {
        listener.close();
    }

    private static void makeKeyPair(Path store) throws IOException, InterruptedException {
        Process keytool = new ProcessBuilder(List.of(
                        Path.of(System.getProperty("java.home"), "bin", "keytool")
                                .toString(),
                        "-genkeypair",
                        "-alias",
                        "gate",
                        "-keyalg",
                        "EC",
                        "-dname",
                        "CN=localhost",
                        "-storetype",
                        "PKCS12",
                        "-keystore",
                        store.toString(),
                        "-storepass",
                        PASSWORD))
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.DISCARD)
                .start();
        assertThat(keytool.waitFor(60, TimeUnit.SECONDS)).isTrue();
        assertThat(keytool.exitValue()).isZero();
    }

    private static SSLContext trusting(Path store) throws IOException, GeneralSecurityException {
        KeyStore keys = KeyStore.getInstance("PKCS12");
        try (InputStream file = Files.newInputStream(store)) {
            keys.load(file, PASSWORD.toCharArray());
        }
        TrustManagerFactory trusted = TrustManagerFactory.getInstance(TrustManagerFactory.getDefaultAlgorithm());
        trusted.init(keys);
        SSLContext context = SSLContext.getInstance("TLS");
        context.init(null, trusted.getTrustManagers(), null);
        return context;
    }

    private String answersTo(String bytes) throws IOException {
        try (SSLSocket socket = (SSLSocket)
                trust.getSocketFactory().createSocket(java.net.InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(bytes.getBytes(StandardCharsets.ISO_8859_1));
            return new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1);
        }
    }

    @Test
    void aGoodRequestIsServed() throws IOException {
        String answer = answersTo(RawPeer.head("GET /v5/a HTTP/1.1", "Host: gate", "Connection: close"));

        assertThat(answer).startsWith("HTTP/1.1 200 OK").endsWith("served /v5/a");
    }

    @Test
    void aDoubtfulOneIsRefusedWithWordsAndNothingBehindItIsServed() throws IOException {
        String answer = answersTo(RawPeer.head("POST /v5/a HTTP/1.1", "Host: gate", "Transfer-Encoding: xchunked")
                + RawPeer.get("/v5/smuggled"));

        assertThat(answer).startsWith("HTTP/1.1 400 ").contains("Transfer-Encoding");
        assertThat(door.requests).isEmpty();
    }

    @Test
    void aTooLongBodyIsStillAnswered() throws IOException {
        String answer = answersTo(RawPeer.post("/v5/a", "x".repeat(1 << 20)));

        assertThat(answer).startsWith("HTTP/1.1 413 ");
        assertThat(door.requests).isEmpty();
    }
}
