package dev.portcullis.upstream;

import static dev.portcullis.upstream.RestExchangeTest.answered;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.model.Reply;
import dev.portcullis.tls.TestPki;
import dev.portcullis.tls.TrustFiles;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.dns.AddressResolverOptions;
import io.vertx.core.net.TrustOptions;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.InstantSource;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A name server that fails does not cut the gate off from a host whose address it knows. */
@Timeout(120)
final class StaleDnsTest {
    private static final String NAME = "exchange.test";

    @TempDir
    Path folder;

    @Test
    void whenTheNameCannotBeResolvedAnyMoreTheLastAddressServes() throws Exception {
        Path hosts = Files.writeString(folder.resolve("hosts"), "127.0.0.1 " + NAME + "\n");
        TestPki pki = new TestPki("Test Authority");
        Path authority = pki.writeCertificate(folder.resolve("ca.crt"));
        TrustOptions trust =
                TrustOptions.wrap(TrustFiles.ofHosts("tls", authority, null).read(InstantSource.system()));
        TransportSettings usual = TransportSettings.usual(1);
        TransportSettings trusting = new TransportSettings(
                1, usual.connectionsMax(), usual.waits(), usual.answerBytesMax(), usual.wholeBytesMax(), host -> trust);
        FakeExchange.Script closingAfterEach = (line, request) -> {
            line.answer(200, "Connection: close\r\n", FakeExchange.OK_BODY);
            line.close();
        };
        try (FakeExchange fake = new FakeExchange(
                        closingAfterEach,
                        pki.context(pki.leaf(NAME, TestPki.Life.NOW)).getServerSocketFactory());
                Bench bench = Bench.on(
                        resolvingWith(hosts),
                        URI.create("https://" + NAME + ":" + fake.port()),
                        new FakeSigner(),
                        any -> trusting)) {
            bench.knowingTheTime();
            answered(bench.create("{}").go());
            Files.writeString(hosts, "");
            await().until(() -> Bench.wait(bench.vertx
                            .createNetClient()
                            .connect(fake.port(), NAME)
                            .map("resolved")
                            .otherwise("not"))
                    .equals("not"));

            Reply reply = bench.create("{}").go();

            answered(reply);
            assertThat(fake.received().get(1).header("host")).isEqualTo(NAME + ":" + fake.port());
        }
    }

    private static Vertx resolvingWith(Path hosts) {
        return Vertx.vertx(new VertxOptions()
                .setAddressResolverOptions(new AddressResolverOptions()
                        .setHostsPath(hosts.toString())
                        .setHostsRefreshPeriod(50)
                        .setServers(List.of("127.0.0.1:1"))
                        .setSearchDomains(List.of())
                        .setQueryTimeout(200)));
    }
}
