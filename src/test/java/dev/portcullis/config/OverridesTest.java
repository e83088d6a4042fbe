package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.config.EnvironmentSettings.TierSetting;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class OverridesTest {
    private static final EnvironmentId MAINNET = new EnvironmentId("mainnet");

    private final SettingsReader reader = new SettingsReader(Set.of(MAINNET, new EnvironmentId("testnet")));

    @Test
    void theEnvironmentOverridesTheFileAndPropertiesOverrideBoth() {
        ConfigurationText text = new ConfigurationText(
                "gate.yaml",
                "listen: { port: 1 }\nadmin: { port: 2 }\nwarm-up: 3s\n",
                Map.of("PORTCULLIS_LISTEN_PORT", "4", "PORTCULLIS_ADMIN_PORT", "5"),
                Map.of("portcullis.admin.port", "6"));

        Settings settings = reader.read(text).settings();

        assertThat(settings.doors().listen().port()).isEqualTo(4);
        assertThat(settings.doors().admin().port()).isEqualTo(6);
        assertThat(settings.orderPath().warmUp()).isEqualTo(Duration.ofSeconds(3));
    }

    @Test
    void everyKeyHasAVariableOfItsOwn() {
        Map<String, String> variables = new HashMap<>();
        reader.knownKeys().forEach((key, value) -> variables.put(variable(key), value.replaceAll("[\\[\\] ]", "")));

        ReadSettings read = reader.read(new ConfigurationText("none", null, variables, Map.of()));

        assertThat(variables).hasSameSizeAs(reader.knownKeys());
        assertThat(read.settings()).isEqualTo(reader.defaults());
        assertThat(read.warnings()).isEmpty();
    }

    /** listen.allow-plaintext is PORTCULLIS_LISTEN_ALLOW_PLAINTEXT, recvWindow RECV_WINDOW. */
    private static String variable(String key) {
        String words = key.replaceAll("([a-z])([A-Z])", "$1_$2").replaceAll("[.-]", "_");
        return "PORTCULLIS_" + words.toUpperCase(java.util.Locale.ROOT);
    }

    @ParameterizedTest
    @CsvSource({
        "PORTCULLIS_RECONCILE_RECVWINDOW, reconcile.recvWindow",
        "PORTCULLIS_RECONCILE_RECV_WINDOW, reconcile.recvWindow"
    })
    void aCapitalWithinAKeyMayStandForAnUnderscoreOrNot(String variable, String key) {
        assertThat(reader.read(new ConfigurationText("none", null, Map.of(variable, "777ms"), Map.of()))
                        .meanings())
                .containsEntry(key, "PT0.777S");
    }

    @Test
    void variablesMayDefineAndChangeEnvironments() {
        ConfigurationText text = new ConfigurationText(
                "gate.yaml",
                "environments: { desk_mock: { rest: 'http://127.0.0.1:1' } }",
                Map.of(
                        "PORTCULLIS_ENVIRONMENTS_DESK_MOCK_REST", "http://127.0.0.1:2",
                        "PORTCULLIS_ENVIRONMENTS_MAINNET_LIMITS_TIER", "vip1",
                        "PORTCULLIS_ENVIRONMENTS_NEW_ONE_REST", "https://new.example"),
                Map.of("portcullis.environments.new-one.public", "wss://new.example/public"));

        Map<EnvironmentId, EnvironmentSettings> environments =
                reader.read(text).settings().upstream().environments();

        assertThat(environments.keySet())
                .extracting(EnvironmentId::text)
                .containsExactlyInAnyOrder("desk_mock", "mainnet", "new-one");
        assertThat(environments.get(new EnvironmentId("desk_mock")).urls().rest())
                .isEqualTo(URI.create("http://127.0.0.1:2"));
        assertThat(environments.get(MAINNET).tier()).isEqualTo(new TierSetting.Level("vip1"));
        assertThat(environments.get(new EnvironmentId("new-one")).urls().publicSocket())
                .isEqualTo(URI.create("wss://new.example/public"));
    }

    @Test
    void aWrongVariableIsNamedAsSuch() {
        ConfigurationText text =
                new ConfigurationText("none", null, Map.of("PORTCULLIS_ADMIN_PORT", "tcp://10.0.0.1:8081"), Map.of());

        assertThatThrownBy(() -> reader.read(text))
                .hasMessageContaining(
                        "admin.port = \"tcp://10.0.0.1:8081\" (environment variable PORTCULLIS_ADMIN_PORT):"
                                + " expected a whole number from 0 to 65535");
    }

    @Test
    void aVariableOrPropertyThatNamesNoKeyIsAWarningThatDoesNotShowItsValue() {
        ConfigurationText text = new ConfigurationText(
                "none",
                null,
                Map.of("PORTCULLIS_SECRET", "canary-7f3", "PORTCULLIS_DATA", "/data"),
                Map.of("portcullis.jar", "canary-7f3"));

        assertThat(reader.read(text).warnings())
                .containsExactlyInAnyOrder(
                        "environment variable PORTCULLIS_SECRET names no key of the configuration and is ignored",
                        "system property portcullis.jar names no key of the configuration and is ignored");
    }

    @Test
    void aListInAVariableIsWrittenWithCommas() {
        ConfigurationText text = new ConfigurationText(
                "none", null, Map.of("PORTCULLIS_TRUSTED_PROXIES", "10.0.0.0/8, fd00::/8"), Map.of());

        assertThat(reader.read(text).settings().doors().trustedProxies())
                .isEqualTo(AddressList.of("10.0.0.0/8", "fd00::/8"));
    }
}
