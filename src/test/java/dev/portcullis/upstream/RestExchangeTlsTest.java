package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static dev.portcullis.upstream.RestExchangeTest.notWritten;
import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.net.PfxOptions;
import java.net.URI;
import java.nio.file.Path;
import javax.net.ServerSocketFactory;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A host that cannot prove who it is gets no byte of HTTP. */
@Timeout(120)
final class RestExchangeTlsTest {
    private static final String ORDER = "{\"category\":\"linear\",\"orderLinkId\":\"gw-0001\"}";

    @TempDir
    static Path folder;

    private static TestAuthority authority;
    private static PfxOptions trust;

    @BeforeAll
    static void makeAuthority() throws Exception {
        authority = new TestAuthority(folder);
        trust = authority.trust();
    }

    @Test
    void aHostThatProvesItsNameIsServed() throws Exception {
        try (FakeExchange fake = tls(authority.sockets("localhost", "-1d", 30));
                Bench bench = trusting(fake)) {
            answered(bench.create(ORDER).go());

            assertThat(fake.received().get(0).header("host")).isEqualTo("localhost:" + fake.port());
        }
    }

    @Test
    void aCertificateForAnotherNameIsRefused() throws Exception {
        try (FakeExchange fake = tls(authority.sockets("api.example.test", "-1d", 30));
                Bench bench = trusting(fake)) {
            assertRefused(fake, bench, "localhost");
        }
    }

    @Test
    void anExpiredCertificateIsRefused() throws Exception {
        try (FakeExchange fake = tls(authority.sockets("localhost", "-30d", 10));
                Bench bench = trusting(fake)) {
            assertRefused(fake, bench, "NotAfter");
        }
    }

    @Test
    void aCertificateThatNobodyVouchesForIsRefused() throws Exception {
        try (FakeExchange fake = tls(authority.selfSigned("localhost"));
                Bench bench = trusting(fake)) {
            assertRefused(fake, bench, "certification path");
        }
    }

    @Test
    void aHostThatSpeaksNoTlsIsRefused() throws Exception {
        try (FakeExchange fake = FakeExchange.answering(FakeExchange.OK_BODY);
                Bench bench = trusting(fake)) {
            notWritten(bench.create(ORDER).go());
            assertThat(fake.received()).isEmpty();
        }
    }

    private static void assertRefused(FakeExchange fake, Bench bench, String words) throws Exception {
        FakePass pass = FakePass.open();

        assertThat(notWritten(bench.create(ORDER).with(pass).go()))
                .startsWith("no connection to localhost: TLS failed")
                .contains(words);
        assertThat(pass.departs).hasValue(0);
        assertThat(bench.signer.signed).isEmpty();
        assertThat(fake.received()).isEmpty();
    }

    private static FakeExchange tls(ServerSocketFactory sockets) throws Exception {
        return new FakeExchange((line, request) -> line.answer(FakeExchange.OK_BODY), sockets);
    }

    private static Bench trusting(FakeExchange fake) {
        URI host = URI.create("https://localhost:" + fake.port());
        return Bench.at(host, new FakeSigner(), RestExchangeTlsTest::withTrust).knowingTheTime();
    }

    private static TransportSettings withTrust(TransportSettings usual) {
        return new TransportSettings(
                usual.eventLoops(),
                usual.connectionsMax(),
                usual.waits(),
                usual.answerBytesMax(),
                usual.wholeBytesMax(),
                trust);
    }
}
