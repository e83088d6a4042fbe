package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.PublicKeyHash;
import dev.portcullis.tls.TestPki;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import javax.net.ssl.SSLException;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A whole gate behind TLS: certificates say who calls, alone and together with tokens. */
@Timeout(60)
final class TlsTest {
    private static final TestPki PKI = new TestPki("Desk CA");
    private static final TestPki.Leaf HELD = PKI.leaf("bot-with-certificate", TestPki.Life.NOW);
    private static final TestPki.Leaf OTHER = PKI.leaf("another bot", TestPki.Life.NOW);

    @TempDir
    static Path folder;

    private static RunningGate gate;

    @BeforeAll
    static void open() throws Exception {
        TestPki.Leaf own = PKI.leaf("127.0.0.1", TestPki.Life.NOW);
        gate = RunningGate.with(folder, """
                listen.tls:
                  certificate: %s
                  key: %s
                  client-ca: %s
                  client-certificates: optional
                """.formatted(
                        own.writeCertificate(folder.resolve("gate.crt")),
                        own.writeKey(folder.resolve("gate.key")),
                        PKI.writeCertificate(folder.resolve("ca.crt"))));
    }

    @AfterAll
    static void close() {
        gate.close();
    }

    private static Bot.Reply addCertificate(String client, TestPki.Leaf leaf) throws Exception {
        String pem = Files.readString(leaf.writeCertificate(folder.resolve("client.crt")));
        return gate.admin(
                "POST", "/admin/clients/" + client + "/certificates", new JsonObject().put("certificate", pem));
    }

    private static String idOf(TestPki.Leaf leaf) {
        return PublicKeyHash.of(leaf.certificate().getPublicKey()).publicId().text();
    }

    @Test
    void aTokenTradesOverTls() throws Exception {
        assertThat(gate.gate().dataUrl()).hasScheme("https");

        Bot bot = gate.bot("bot-with-token", "read", "trade").by(PKI.context(null));

        assertThat(bot.create("by-token").outcome()).isEqualTo("acked");
    }

    @Test
    void aCertificateAloneSaysWhoCallsUntilItIsTakenAway() throws Exception {
        gate.bot("held", "read", "trade");
        Bot bot = gate.bot("").by(PKI.context(HELD));
        assertThat(bot.create("by-nobody").retMsg())
                .contains("no client is known by this connection's certificate " + idOf(HELD), "client cert add");

        assertThat(addCertificate("held", HELD).body().getString("id")).isEqualTo(idOf(HELD));
        assertThat(bot.create("by-certificate").outcome()).isEqualTo("acked");

        gate.admin("DELETE", "/admin/clients/held/certificates/" + idOf(HELD), null);
        assertThat(bot.create("by-nobody-again").retCode()).isEqualTo(10003);
        assertThat(ledger()).contains("\"" + idOf(HELD) + "\"");
    }

    private static String ledger() throws IOException {
        StringBuilder all = new StringBuilder();
        try (var files = Files.walk(gate.data().resolve("ledger"))) {
            for (Path file : files.filter(f -> f.toString().endsWith(".log")).toList()) {
                all.append(Files.readString(file));
            }
        }
        return all.toString();
    }

    @Test
    void aBoundTokenWorksOnlyTogetherWithItsCertificate() throws Exception {
        gate.bot("bound", "read", "trade");
        String pem = Files.readString(OTHER.writeCertificate(folder.resolve("bound.crt")));
        String token = gate.admin("POST", "/admin/clients/bound/tokens", new JsonObject().put("bindCertificate", pem))
                .body()
                .getString("token");

        assertThat(gate.bot(token).by(PKI.context(OTHER)).create("bound-1").outcome())
                .isEqualTo("acked");
        Bot.Reply bare = gate.bot(token).by(PKI.context(null)).create("bound-2");
        assertThat(bare.retCode()).isEqualTo(10003);
        assertThat(bare.retMsg())
                .contains("works only together with the client certificate " + idOf(OTHER), "shows no client");
        Bot.Reply wrong = gate.bot(token).by(PKI.context(HELD)).create("bound-3");
        assertThat(wrong.retCode()).isEqualTo(10003);
        assertThat(wrong.retMsg()).contains("shows " + idOf(HELD));
        assertThat(gate.bot("").by(PKI.context(OTHER)).create("bound-4").retCode())
                .isEqualTo(10003);
    }

    @Test
    void oneCertificateIsOneClients() throws Exception {
        gate.bot("first", "read");
        gate.bot("second", "read");
        TestPki.Leaf leaf = PKI.leaf("first", TestPki.Life.NOW);
        addCertificate("first", leaf);

        Bot.Reply taken = addCertificate("second", leaf);

        assertThat(taken.status()).isEqualTo(409);
        assertThat(taken.body().getString("detail")).contains("is client first's already");
        assertThat(addCertificate("nobody", leaf).status()).isEqualTo(404);
        assertThat(gate.admin("POST", "/admin/clients/second/certificates", new JsonObject().put("certificate", "none"))
                        .text())
                .contains("/certificate", "holds no certificate");
    }

    @Test
    void aCallerWhoBelievesOtherAuthoritiesDoesNotSendItsToken() throws Exception {
        TestPki strangers = new TestPki("Strangers CA");
        Bot bot = gate.bot("careful", "read").by(strangers.context(null));

        assertThatThrownBy(() -> bot.get("/v5/account/info")).isInstanceOf(SSLException.class);
    }
}
