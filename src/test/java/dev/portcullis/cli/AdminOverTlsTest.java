package dev.portcullis.cli;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.gate.Gate;
import dev.portcullis.gate.GatePlace;
import dev.portcullis.gate.Initialisation;
import dev.portcullis.tls.TestPki;
import io.vertx.core.Vertx;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The commands reach an admin listener that speaks TLS, when they are told whom to believe. */
@Timeout(60)
class AdminOverTlsTest {
    private final TestPki pki = new TestPki("Desk CA");
    private final ByteArrayOutputStream out = new ByteArrayOutputStream();
    private final ByteArrayOutputStream err = new ByteArrayOutputStream();
    private final PrintStream usualOut = System.out;
    private final PrintStream usualErr = System.err;

    @TempDir
    Path folder;

    private Gate gate;
    private Path data;
    private Path authority;
    private String[] gateOptions;

    @BeforeEach
    void startGate() throws Exception {
        data = folder.resolve("data");
        authority = pki.writeCertificate(folder.resolve("ca.crt"));
        TestPki.Leaf own = pki.leaf("127.0.0.1", TestPki.Life.NOW);
        Path config = Files.writeString(folder.resolve("gate.yaml"), """
                listen: { port: 0 }
                admin:
                  port: 0
                  tls: { certificate: %s, key: %s, client-ca: %s, client-certificates: required }
                """.formatted(
                own.writeCertificate(folder.resolve("gate.crt")), own.writeKey(folder.resolve("gate.key")), authority));
        TestPki.Leaf operator = pki.leaf("ann", TestPki.Life.NOW);
        gateOptions = new String[] {
            "--data", data.toString(),
            "--ca", authority.toString(),
            "--client-cert",
                    operator.writeCertificate(folder.resolve("ann.crt")).toString(),
            "--client-key", operator.writeKey(folder.resolve("ann.key")).toString()
        };
        Vertx vertx = Vertx.vertx();
        Waiting.forResult(new Initialisation(vertx, new SecureRandom()).of(data, null), 30, "init");
        Waiting.forResult(vertx.close(), 30, "close");
        gate = Waiting.forResult(Gate.start(new GatePlace(data, config, code -> {})), 30, "start");
        System.setOut(new PrintStream(out, true, StandardCharsets.UTF_8));
        System.setErr(new PrintStream(err, true, StandardCharsets.UTF_8));
    }

    @AfterEach
    void stopGate() {
        System.setOut(usualOut);
        System.setErr(usualErr);
        Waiting.forResult(gate.stop(), 30, "stop");
    }

    private int run(String... words) {
        out.reset();
        err.reset();
        return Portcullis.run(words);
    }

    private String said() {
        return out.toString(StandardCharsets.UTF_8) + err.toString(StandardCharsets.UTF_8);
    }

    @Test
    void withTheAuthorityTheyWorkAndWithoutItTheySayHow() throws Exception {
        assertThat(Files.readString(data.resolve("gate.json"))).contains("\"admin\" : \"https://127.0.0.1:");

        assertThat(run(with("status", "--ready"))).as(said()).isZero();
        assertThat(run("status", "--ready", "--data", data.toString())).isEqualTo(1);
        assertThat(said()).contains("TLS failed", "certification path", "--ca FILE or in PORTCULLIS_CA");
        assertThat(run("status", "--ready", "--data", data.toString(), "--ca", authority.toString()))
                .isEqualTo(1);
        assertThat(said()).contains("--client-cert and --client-key");
        assertThat(run("status", "--data", data.toString(), "--ca", folder + "/none.crt"))
                .isEqualTo(1);
        assertThat(said()).contains("--ca = \"" + folder + "/none.crt\": there is no such file");
    }

    @Test
    void certificatesOfClientsAreAddedListedBoundAndRemoved() throws Exception {
        Path file = pki.leaf("bot1", TestPki.Life.NOW).writeCertificate(folder.resolve("bot1.crt"));
        run(with("client", "add", "bot1"));

        assertThat(run(with("client", "cert", "add", "bot1", "--file", file.toString())))
                .as(said())
                .isZero();
        String id = said().replaceAll("(?s).*(cert[0-9a-f]{12}).*", "$1");
        assertThat(said()).contains("bot1 is known by " + id + " (CN=bot1)");
        run(with("client", "cert", "list"));
        assertThat(said()).contains(id, "CN=bot1");
        assertThat(run(with("token", "issue", "bot1", "--bind-cert", file.toString())))
                .isZero();
        run(with("token", "list"));
        assertThat(said()).contains("boundTo", id);
        assertThat(run(with("client", "cert", "remove", "bot1", id))).isZero();
        run(with("client", "cert", "list"));
        assertThat(said()).contains("no certificates yet");
        assertThat(run(with("client", "cert", "add", "bot1", "--file", folder + "/none")))
                .isEqualTo(1);
        assertThat(said()).contains("cannot read the certificate");
    }

    private String[] with(String... words) {
        String[] all = java.util.Arrays.copyOf(words, words.length + gateOptions.length);
        System.arraycopy(gateOptions, 0, all, words.length, gateOptions.length);
        return all;
    }
}
