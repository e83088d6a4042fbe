package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.EnvironmentId;
import java.io.IOException;
import java.net.URI;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** The shipped sample cannot rot: it holds every key at its default, and its commented example works. */
class SampleConfigurationTest {
    private static final Path SAMPLE = Path.of("conf/portcullis.yaml");

    private static final Set<String> NAMED_BY_THE_DESK = Set.of("environments", "unix-sockets");

    private final SettingsReader reader = new SettingsReader(Set.of(new EnvironmentId("mainnet")));

    @Test
    void theSampleMeansTheDefaults() throws IOException {
        String yaml = Files.readString(SAMPLE);

        assertThat(reader.read(ConfigurationText.ofYaml("sample", yaml)).settings())
                .isEqualTo(reader.defaults());
    }

    @Test
    void theSampleHoldsEveryKeyThatThereIsAndNoOther() throws IOException {
        List<String> problems = new ArrayList<>();

        Map<String, Given> given = GivenYaml.read("sample", Files.readString(SAMPLE), problems);

        assertThat(problems).isEmpty();
        assertThat(given.keySet().stream().filter(key -> !NAMED_BY_THE_DESK.contains(key)))
                .containsExactlyInAnyOrderElementsOf(reader.knownKeys().keySet());
    }

    @Test
    void theCommentedEnvironmentWorksWhenItsCommentSignsAreRemoved() throws IOException {
        String yaml = Files.readString(SAMPLE)
                .lines()
                .map(line -> line.startsWith("#  ") ? line.substring(1) : line)
                .collect(Collectors.joining("\n"));

        EnvironmentSettings mock = reader.read(ConfigurationText.ofYaml("sample", yaml))
                .settings()
                .upstream()
                .environments()
                .get(new EnvironmentId("desk-mock"));

        assertThat(mock.urls().rest()).isEqualTo(URI.create("http://127.0.0.1:18080"));
        assertThat(mock.quarantine()).isEqualTo(Duration.ofMinutes(10));
        assertThat(mock.tls())
                .isEqualTo(new EnvironmentSettings.Tls(
                        Path.of("/etc/portcullis/desk-ca.pem"), Path.of("/etc/portcullis/desk-ca.crl")));
    }
}
