package dev.portcullis.door;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.config.Settings.ClientCertificates;
import dev.portcullis.config.Settings.ListenerTls;
import dev.portcullis.model.Presented;
import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.tls.ListenerFiles;
import dev.portcullis.tls.TestPki;
import dev.portcullis.tls.TlsException;
import java.io.IOException;
import java.net.InetAddress;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.security.cert.X509Certificate;
import java.time.InstantSource;
import java.util.stream.Stream;
import javax.net.ssl.SSLContext;
import javax.net.ssl.SSLException;
import javax.net.ssl.SSLSocket;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Who may come in at all, before a byte of HTTP is looked at. */
@Timeout(60)
class ListenerTlsTest {
    private static final TestPki PKI = new TestPki("Desk CA");
    private static final TestPki STRANGERS = new TestPki("Strangers CA");
    private static final TestPki.Leaf GATE = PKI.leaf("localhost", TestPki.Life.NOW);
    private static final TestPki.Leaf BOT = PKI.leaf("bot1", TestPki.Life.NOW);
    private static final TestPki.Leaf REVOKED = PKI.leaf("bot2", TestPki.Life.NOW);

    @TempDir
    Path folder;

    private final FakeDoor door = new FakeDoor();
    private @Nullable RunningListener listener;

    @AfterEach
    void close() {
        if (listener != null) {
            listener.close();
        }
    }

    private ListenerFiles.Read files(TestPki.Leaf gate, ClientCertificates demand, TestPki.Leaf... revoked)
            throws IOException, TlsException {
        boolean asks = demand != ClientCertificates.NONE;
        ListenerTls files = new ListenerTls(
                gate.writeCertificate(folder.resolve("gate.crt")),
                gate.writeKey(folder.resolve("gate.key")),
                demand,
                asks ? PKI.writeCertificate(folder.resolve("ca.crt")) : null,
                asks ? PKI.writeRevocations(folder.resolve("ca.crl"), revoked) : null);
        return new ListenerFiles("listen.tls", files).read(InstantSource.system());
    }

    private void listen(ClientCertificates demand) throws Exception {
        ListenerFiles.Read read = files(GATE, demand, REVOKED);
        listener = new RunningListener(
                read.on(DataListener.options("127.0.0.1", 0, RunningListener.USUAL)), RunningListener.USUAL, door);
    }

    private SSLSocket connect(SSLContext context, String... protocols) throws IOException {
        SSLSocket socket =
                (SSLSocket) context.getSocketFactory().createSocket(InetAddress.getLoopbackAddress(), listener.port());
        socket.setSoTimeout(15_000);
        if (protocols.length > 0) {
            socket.setEnabledProtocols(protocols);
        }
        return socket;
    }

    /** Asks on that connection; the whole answer. */
    private static String ask(SSLSocket socket, String path) throws IOException {
        socket.getOutputStream().write(RawPeer.get(path).getBytes(StandardCharsets.ISO_8859_1));
        StringBuilder answer = new StringBuilder();
        int next = socket.getInputStream().read();
        while (next >= 0) {
            answer.append((char) next);
            next = answer.toString().endsWith("served " + path)
                    ? -1
                    : socket.getInputStream().read();
        }
        return answer.toString();
    }

    private static void assertServed(SSLSocket socket, String path) throws IOException {
        assertThat(ask(socket, path)).startsWith("HTTP/1.1 200 OK").endsWith("served " + path);
    }

    static Stream<TestPki.Leaf> badCertificates() {
        return Stream.of(
                PKI.leaf("bot1", TestPki.Life.PAST),
                TestPki.selfSigned("bot1"),
                STRANGERS.leaf("bot1", TestPki.Life.NOW),
                REVOKED);
    }

    private void assertNoByteComesIn(TestPki.@Nullable Leaf shown) throws Exception {
        for (String protocol : new String[] {"TLSv1.3", "TLSv1.2"}) {
            try (SSLSocket socket = connect(PKI.context(shown), protocol)) {
                assertThatThrownBy(() -> {
                            ask(socket, "/v5/a");
                            throw new AssertionError("the connection ended without an alert");
                        })
                        .isInstanceOf(IOException.class);
            }
        }
        assertThat(door.requests).isEmpty();
        assertThat(listener.connections()).isZero();
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void aBadClientCertificateIsRefusedBeforeAnyByteOfHttp(TestPki.Leaf bad) throws Exception {
        listen(ClientCertificates.REQUIRED);

        assertNoByteComesIn(bad);
    }

    @ParameterizedTest
    @MethodSource("badCertificates")
    void evenWhereCertificatesAreOptionalABadOneIsRefused(TestPki.Leaf bad) throws Exception {
        listen(ClientCertificates.OPTIONAL);

        assertNoByteComesIn(bad);
    }

    @Test
    void aMissingClientCertificateIsRefusedWhereOneIsRequired() throws Exception {
        listen(ClientCertificates.REQUIRED);

        assertNoByteComesIn(null);
    }

    @Test
    void aGoodOneIsServedAndItsKeyGoesWithEachRequest() throws Exception {
        listen(ClientCertificates.REQUIRED);

        try (SSLSocket socket = connect(PKI.context(BOT))) {
            assertServed(socket, "/v5/a");
        }

        assertThat(door.requests.get(0).origin().proof())
                .isEqualTo(new Presented.Certificate(
                        PublicKeyHash.of(BOT.certificate().getPublicKey())));
    }

    @Test
    void whereCertificatesAreOptionalOrNotAskedForACallerMayShowNone() throws Exception {
        for (ClientCertificates demand :
                new ClientCertificates[] {ClientCertificates.OPTIONAL, ClientCertificates.NONE}) {
            listen(demand);
            try (SSLSocket socket = connect(PKI.context(null))) {
                assertServed(socket, "/v5/a");
            }
            listener.close();
        }

        assertThat(door.requests)
                .hasSize(2)
                .allMatch(request -> request.origin().proof() instanceof Presented.Nothing);
    }

    @Test
    void aPeerWithoutTlsGetsNothingIn() throws Exception {
        listen(ClientCertificates.NONE);

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(15_000);
            socket.getOutputStream().write(RawPeer.get("/v5/a").getBytes(StandardCharsets.ISO_8859_1));
            assertThat(new String(socket.getInputStream().readAllBytes(), StandardCharsets.ISO_8859_1))
                    .doesNotContain("HTTP");
        }

        assertThat(door.requests).isEmpty();
    }

    @Test
    void aPeerThatDoesNotFinishItsHandshakeIsCut() throws Exception {
        listen(ClientCertificates.NONE);

        try (Socket socket = new Socket(InetAddress.getLoopbackAddress(), listener.port())) {
            socket.setSoTimeout(8_000);
            socket.getOutputStream().write(new byte[] {22, 3, 1});
            long began = System.nanoTime();
            assertThat(socket.getInputStream().readAllBytes()).isEmpty();
            assertThat(System.nanoTime() - began).isLessThan(6_000_000_000L);
        }
    }

    @Test
    void http2IsNotAgreedOnEvenWhenTheCallerOffersIt() throws Exception {
        listen(ClientCertificates.NONE);
        HttpClient offersHttp2 = HttpClient.newBuilder()
                .version(HttpClient.Version.HTTP_2)
                .sslContext(PKI.context(null))
                .build();

        HttpResponse<String> answer = offersHttp2.send(
                HttpRequest.newBuilder(URI.create("https://localhost:" + listener.port() + "/v5/a"))
                        .build(),
                BodyHandlers.ofString());

        assertThat(answer.version()).isEqualTo(HttpClient.Version.HTTP_1_1);
        assertThat(answer.body()).isEqualTo("served /v5/a");
    }

    @Test
    void changedCertificatesServeNewConnectionsAndTheOldOnesStay() throws Exception {
        listen(ClientCertificates.OPTIONAL);
        TestPki.Leaf renewed = PKI.leaf("localhost", TestPki.Life.NOW);

        try (SSLSocket old = connect(PKI.context(BOT))) {
            assertServed(old, "/v5/before");
            assertThat(shownBy(old)).isEqualTo(GATE.certificate());

            listener.secureWith(files(renewed, ClientCertificates.OPTIONAL, BOT).options());

            try (SSLSocket fresh = connect(PKI.context(null))) {
                assertServed(fresh, "/v5/fresh");
                assertThat(shownBy(fresh)).isEqualTo(renewed.certificate());
            }
            try (SSLSocket revokedMeanwhile = connect(PKI.context(BOT))) {
                assertThatThrownBy(() -> ask(revokedMeanwhile, "/v5/revoked")).isInstanceOf(SSLException.class);
            }
            assertServed(old, "/v5/still");
        }

        assertThat(door.requests.stream().map(RawRequest::path))
                .containsExactly("/v5/before", "/v5/fresh", "/v5/still");
    }

    private static X509Certificate shownBy(SSLSocket socket) throws SSLException {
        return (X509Certificate) socket.getSession().getPeerCertificates()[0];
    }
}
