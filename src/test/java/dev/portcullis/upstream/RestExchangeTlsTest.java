package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static dev.portcullis.upstream.RestExchangeTest.notWritten;
import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.tls.RefusingTrust;
import dev.portcullis.tls.TestPki;
import dev.portcullis.tls.TrustFiles;
import io.vertx.core.net.TrustOptions;
import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.concurrent.atomic.AtomicReference;
import javax.net.ServerSocketFactory;
import javax.net.ssl.SSLServerSocket;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A host that cannot prove who it is, or wants more proof than the gate has, gets no byte of HTTP. */
@Timeout(120)
final class RestExchangeTlsTest {
    private static final String ORDER = "{\"category\":\"linear\",\"orderLinkId\":\"gw-0001\"}";
    private static final TestPki PKI = new TestPki("Desk CA");
    private static final TestPki.Leaf REVOKED = PKI.leaf("localhost", TestPki.Life.NOW);

    @TempDir
    static Path folder;

    private static TrustOptions trust;

    @BeforeAll
    static void readTrust() throws Exception {
        trust = TrustOptions.wrap(TrustFiles.ofHosts(
                        "environments.desk.tls",
                        PKI.writeCertificate(folder.resolve("ca.crt")),
                        PKI.writeRevocations(folder.resolve("ca.crl"), REVOKED))
                .read(InstantSource.system()));
    }

    @Test
    void aHostThatProvesItsNameIsServedAndItsConnectionIsKept() throws Exception {
        try (FakeExchange fake = showing(PKI.leaf("localhost", TestPki.Life.NOW));
                Bench bench = trusting(fake, host -> trust)) {
            answered(bench.create(ORDER).go());
            answered(bench.create(ORDER).go());

            assertThat(fake.received().get(0).header("host")).isEqualTo("localhost:" + fake.port());
            assertThat(fake.connections()).isOne();
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        assertRefused(PKI.leaf("api.example.test", TestPki.Life.NOW), "localhost");
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        assertRefused(PKI.leaf("localhost", TestPki.Life.PAST), "NotAfter");
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        assertRefused(TestPki.selfSigned("localhost"), "certification path");
    }

    @Test
    void aCertificateOfAnotherAuthorityIsRefused() throws Exception {
        assertRefused(new TestPki("Strangers CA").leaf("localhost", TestPki.Life.NOW), "certification path");
    }

    @Test
    void aRevokedCertificateIsRefused() throws Exception {
        assertRefused(REVOKED, "revoked");
    }

    @Test
    void withoutAuthoritiesOfItsOwnAHostNeedsOneThatTheJvmBelieves() throws Exception {
        try (FakeExchange fake = showing(PKI.leaf("localhost", TestPki.Life.NOW));
                Bench bench = trusting(fake, HostTrust.OF_THE_JVM)) {
            assertNothingLeaves(fake, bench, "certification path");
        }
    }

    @Test
    void whileItsAuthoritiesCannotBeReadAHostIsNotReached() throws Exception {
        TrustOptions nobody = TrustOptions.wrap(new RefusingTrust("the file is gone; put it back"));
        try (FakeExchange fake = showing(PKI.leaf("localhost", TestPki.Life.NOW));
                Bench bench = trusting(fake, host -> nobody)) {
            assertNothingLeaves(fake, bench, "the file is gone; put it back");
        }
    }

    @Test
    void otherAuthoritiesHoldFromTheNextRequestOn() throws Exception {
        AtomicReference<TrustOptions> current = new AtomicReference<>(trust);
        try (FakeExchange fake = showing(PKI.leaf("localhost", TestPki.Life.NOW));
                Bench bench = trusting(fake, host -> current.get())) {
            answered(bench.create(ORDER).go());
            current.set(TrustOptions.wrap(new RefusingTrust("no more")));

            assertThat(notWritten(bench.create(ORDER).go())).contains("no more");
            assertThat(fake.received()).hasSize(1);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"TLSv1.3", "TLSv1.2"})
    void aHostThatWantsAClientCertificateGetsNoOrderThatItWouldThenRefuse(String protocol) throws Exception {
        ServerSocketFactory demanding = new DemandingSockets(
                PKI.context(PKI.leaf("localhost", TestPki.Life.NOW)).getServerSocketFactory(), protocol);
        try (FakeExchange fake = new FakeExchange((line, request) -> line.answer(FakeExchange.OK_BODY), demanding);
                Bench bench = trusting(fake, host -> trust)) {
            assertNothingLeaves(fake, bench, "the host asks for a client certificate");
        }
    }

    /** Server sockets that take no connection without a client certificate. */
    private static final class DemandingSockets extends ServerSocketFactory {
        private final ServerSocketFactory plain;
        private final String protocol;

        DemandingSockets(ServerSocketFactory plain, String protocol) {
            this.plain = plain;
            this.protocol = protocol;
        }

        private ServerSocket demanding(ServerSocket socket) {
            SSLServerSocket secured = (SSLServerSocket) socket;
            secured.setNeedClientAuth(true);
            secured.setEnabledProtocols(new String[] {protocol});
            return secured;
        }

        @Override
        public ServerSocket createServerSocket(int port) throws IOException {
            return demanding(plain.createServerSocket(port));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog) throws IOException {
            return demanding(plain.createServerSocket(port, backlog));
        }

        @Override
        public ServerSocket createServerSocket(int port, int backlog, InetAddress address) throws IOException {
            return demanding(plain.createServerSocket(port, backlog, address));
        }
    }

    @Test
    void aHostThatSpeaksNoTlsIsRefused() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = trusting(fake, host -> trust)) {
            notWritten(bench.create(ORDER).go());
            assertThat(fake.received()).isEmpty();
        }
    }

    private static void assertRefused(TestPki.Leaf shown, String words) throws Exception {
        try (FakeExchange fake = showing(shown);
                Bench bench = trusting(fake, host -> trust)) {
            assertNothingLeaves(fake, bench, words);
        }
    }

    private static void assertNothingLeaves(FakeExchange fake, Bench bench, String words) throws Exception {
        FakePass pass = FakePass.open();

        assertThat(notWritten(bench.create(ORDER).with(pass).go()))
                .startsWith("no connection to localhost: TLS failed")
                .contains(words);
        assertThat(pass.departs).hasValue(0);
        assertThat(bench.signer.signed).isEmpty();
        assertThat(fake.received()).isEmpty();
    }

    private static FakeExchange showing(TestPki.Leaf leaf) throws Exception {
        return new FakeExchange(
                (line, request) -> line.answer(FakeExchange.OK_BODY),
                PKI.context(leaf).getServerSocketFactory());
    }

    private static Bench trusting(FakeExchange fake, HostTrust hostTrust) {
        URI host = URI.create("https://localhost:" + fake.port());
        return Bench.at(host, new FakeSigner(), usual -> with(usual, hostTrust)).knowingTheTime();
    }

    private static TransportSettings with(TransportSettings usual, HostTrust hostTrust) {
        return new TransportSettings(
                usual.eventLoops(),
                usual.connectionsMax(),
                usual.waits(),
                usual.answerBytesMax(),
                usual.wholeBytesMax(),
                hostTrust);
    }
}
