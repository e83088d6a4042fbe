package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class GivenYamlTest {
    private final SettingsReader reader = new SettingsReader(Set.of());

    private List<String> problemsOf(String yaml) {
        ConfigurationText text = ConfigurationText.ofYaml("gate.yaml", yaml);
        return catchThrowableOfType(SettingsException.class, () -> reader.read(text))
                .problems();
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "listen: 80 | listen = \"80\" (gate.yaml line 1): expected keys below it: allow-plaintext,"
                        + " host, port, tls.certificate, tls.client-ca, tls.client-certificates, tls.crl,"
                        + " tls.http2, tls.key",
                "listen: [a] | listen = [a] (gate.yaml line 1): expected keys below it: allow-plaintext,"
                        + " host, port, tls.certificate, tls.client-ca, tls.client-certificates, tls.crl,"
                        + " tls.http2, tls.key",
                "listen: { port: [1] } | listen.port = [1] (gate.yaml line 1): expected one value, not a list",
                "[1, 2] | gate.yaml: expected keys and values such as \"listen: { port: 8080 }\"",
                "just text | gate.yaml: expected keys and values such as \"listen: { port: 8080 }\"",
                "trusted-proxies: [{a: b}] | trusted-proxies (gate.yaml line 1): a list here holds plain values only"
            })
    void aValueInTheWrongShapeIsNamed(String yaml, String problem) {
        assertThat(problemsOf(yaml)).contains(problem);
    }

    @Test
    void aKeyThatIsGivenTwiceIsRefusedWithBothPlaces() {
        assertThat(problemsOf("listen:\n  port: 1\n  port: 2\nlisten.port: 3\n"))
                .containsExactly(
                        "listen.port is given twice, at gate.yaml line 2 and at gate.yaml line 3; keep one",
                        "listen.port is given twice, at gate.yaml line 2 and at gate.yaml line 4; keep one");
    }

    @Test
    void aliasesAreRefusedWhereverTheyStand() {
        assertThat(problemsOf("""
                listen: { host: &h 127.0.0.1 }
                admin: { host: *h }
                trusted-proxies: [*h]
                pool: &p { waiting: 1 }
                timeouts: *p
                """))
                .containsExactly(
                        "admin.host (gate.yaml line 2): aliases (*) are not read; write the value out",
                        "trusted-proxies (gate.yaml line 3): aliases (*) are not read; write the value out",
                        "timeouts (gate.yaml line 5): aliases (*) are not read; write the value out");
    }

    @Test
    void brokenYamlIsNamedWithItsLine() {
        assertThat(problemsOf("listen:\n  port: 1\n host: x\n"))
                .singleElement()
                .asString()
                .startsWith("gate.yaml line 3 is not YAML: ");
    }

    @Test
    void onlyOneDocumentIsRead() {
        assertThat(problemsOf("listen: { port: 1 }\n---\nlisten: { port: 2 }\n"))
                .containsExactly("gate.yaml line 3: only one YAML document is read; remove the \"---\"");
    }

    @Test
    void deepNestingIsRefusedWithoutBeingFollowed() {
        assertThat(problemsOf("a: ".repeat(1) + "{a: ".repeat(200) + "1" + "}".repeat(200)))
                .singleElement()
                .asString()
                .contains("lies deeper than any key");
    }

    @Test
    void aLongValueIsCutInTheMessage() {
        assertThat(problemsOf("ledger: { sync: " + "x".repeat(5_000) + " }"))
                .singleElement()
                .asString()
                .hasSizeLessThan(200);
    }
}
