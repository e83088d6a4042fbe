package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Who is told of alerts is said in the configuration, and the secret in a webhook's address is never shown. */
final class AlertSettingsTest {
    private final SettingsReader reader = new SettingsReader(Set.of());

    private ReadSettings readAll(String yaml) {
        return reader.read(ConfigurationText.ofYaml("test", yaml));
    }

    private AlertSettings read(String yaml) {
        return readAll(yaml).settings().alerts();
    }

    @Test
    void withoutAWordNobodyIsToldByWebhook() {
        assertThat(reader.defaults().alerts().webhook().url()).isEmpty();
        assertThat(reader.defaults().alerts().repeat()).isEqualTo(Duration.ofHours(1));
        assertThat(reader.defaults().alerts().resources().foreignOrdersEvery()).contains(Duration.ofMinutes(5));
    }

    @Test
    void zeroMeansNever() {
        assertThat(read("alerts: { foreign-orders-every: 0 }").resources().foreignOrdersEvery())
                .isEmpty();
    }

    @Test
    void theSecretOfAWebhookIsInNoText() {
        ReadSettings all =
                readAll("alerts: { webhook: { url: \"https://hooks.example:8443/T0/Canary?token=Canary\" } }");

        assertThat(all.settings()
                        .alerts()
                        .webhook()
                        .url()
                        .orElseThrow()
                        .reveal()
                        .getPath())
                .isEqualTo("/T0/Canary");
        assertThat(all.settings().toString())
                .contains("https://hooks.example:8443")
                .doesNotContain("Canary");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://hooks.example/Canary",
                "ftp://hooks.example/Canary",
                "https://user:Canary@hooks.example/",
                "https://hooks.example/#Canary",
                "https:///Canary",
                "Canary",
                "https://hooks.example/ Canary"
            })
    void aWrongAddressIsRefusedAndNotShown(String url) {
        assertThatThrownBy(() -> read("alerts: { webhook: { url: \"" + url + "\" } }"))
                .hasMessageContaining("alerts.webhook.url")
                .hasMessageContaining("expected")
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("Canary"));
        assertThatThrownBy(() -> reader.read(
                        new ConfigurationText("none", null, Map.of("PORTCULLIS_ALERTS_WEBHOOK_URL", url), Map.of())))
                .hasMessageContaining("environment variable PORTCULLIS_ALERTS_WEBHOOK_URL")
                .satisfies(refused -> assertThat(refused.toString()).doesNotContain("Canary"));
    }

    @Test
    void plainHttpIsTakenForThisMachine() {
        assertThat(read("alerts: { webhook: { url: \"http://127.0.0.1:9000/hook\" } }")
                        .webhook()
                        .url())
                .isPresent();
    }

    @Test
    void anotherSecretInTheSameAddressIsAChange() {
        ReadSettings before = readAll("alerts: { webhook: { url: \"https://hooks.example/one\" } }");
        ReadSettings after = readAll("alerts: { webhook: { url: \"https://hooks.example/two\" } }");

        assertThat(before.keysChangedBy(after)).containsExactly("alerts.webhook.url");
    }
}
