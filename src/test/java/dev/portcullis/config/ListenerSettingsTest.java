package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.config.Settings.ClientCertificates;
import dev.portcullis.config.Settings.Listener;
import dev.portcullis.config.Settings.ListenerTls;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** TLS and Unix sockets in the configuration; what the named files hold is another room's matter. */
class ListenerSettingsTest {
    private final SettingsReader reader = new SettingsReader(Set.of(new EnvironmentId("mainnet")));

    private Settings read(String yaml) {
        return reader.read(ConfigurationText.ofYaml("gate.yaml", yaml)).settings();
    }

    private List<String> problemsOf(String yaml) {
        return catchThrowableOfType(SettingsException.class, () -> read(yaml)).problems();
    }

    @Test
    void aListenerWithACertificateMayBindAnyAddress() {
        Listener listen = read("""
                listen:
                  host: 0.0.0.0
                  tls:
                    certificate: gate.crt
                    key: gate.key
                    client-ca: ca.crt
                    client-certificates: required
                    crl: ca.crl
                """).doors().listen();

        assertThat(listen)
                .isEqualTo(new Listener(
                        "0.0.0.0",
                        8080,
                        false,
                        new ListenerTls(
                                Path.of("gate.crt"),
                                Path.of("gate.key"),
                                ClientCertificates.REQUIRED,
                                Path.of("ca.crt"),
                                Path.of("ca.crl"))));
    }

    @Test
    void withoutACertificateAListenerSpeaksPlainHttp() {
        assertThat(read("").doors().listen().tls()).isNull();
        assertThat(read("").doors().admin().tls()).isNull();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "certificate: a | listen.tls.key = | expected the file of the key that belongs to the certificate",
                "key: a | listen.tls.certificate = | expected the file of the certificate that the key belongs to",
                "certificate: a, key: b, client-certificates: required | listen.tls.client-ca = | expected the file of"
                        + " the authority that makes the callers' certificates",
                "certificate: a, key: b, client-ca: c | listen.tls.client-certificates = | expected optional or"
                        + " required, for a client-ca is named",
                "certificate: a, key: b, crl: c | listen.tls.crl = | expected listen.tls.client-ca too",
                "client-ca: c, client-certificates: optional | listen.tls.client-certificates = | expected"
                        + " listen.tls.certificate and .key too",
                "client-certificates: maybe | listen.tls.client-certificates = | expected one of none, optional,"
                        + " required",
                "certificate: a, key: b, http2: true | listen.tls.http2 = | HTTP/2 is not offered"
            })
    void halfAnAgreementIsRefusedWithTheKeyThatIsMissing(String tls, String key, String expected) {
        assertThat(problemsOf("listen: { tls: { " + tls + " } }"))
                .singleElement()
                .asString()
                .startsWith(key)
                .contains(expected);
    }

    @Test
    void eachClientMayHaveAUnixSocketOfItsOwn() {
        assertThat(read("unix-sockets: { bot1: /run/gate/bot1.sock, bot2: /run/gate/bot2.sock }")
                        .doors()
                        .unixSockets())
                .isEqualTo(Map.of(
                        new ClientId("bot1"), Path.of("/run/gate/bot1.sock"),
                        new ClientId("bot2"), Path.of("/run/gate/bot2.sock")));
        assertThat(read("unix-sockets:\n").doors().unixSockets()).isEmpty();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "bot1: bot1.sock | unix-sockets.bot1 = \"bot1.sock\" | expected an absolute path of at most 80 bytes",
                "bot1: '' | unix-sockets.bot1 = \"\" | expected the path of a file",
                "Bot: /run/b.sock | unix-sockets.Bot = \"/run/b.sock\" | a client name must match",
                "a: /run/b.sock, b: /run/b.sock | unix-sockets.b = \"/run/b.sock\" | expected a socket of its own"
            })
    void aSocketThatCannotBeIsNamed(String sockets, String key, String expected) {
        assertThat(problemsOf("unix-sockets: { " + sockets + " }"))
                .singleElement()
                .asString()
                .startsWith(key)
                .contains(expected);
    }

    @Test
    void anEnvironmentsRevocationsNeedItsAuthorities() {
        assertThat(problemsOf("environments: { mainnet: { tls: { crl: a.crl } } }"))
                .singleElement()
                .asString()
                .startsWith("environments.mainnet.tls.crl = \"a.crl\"")
                .contains("expected environments.mainnet.tls.trust too");
    }
}
