package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.util.Set;
import org.junit.jupiter.api.Test;

/** Who keeps the master key is said by name alone: no secret has a place in the configuration. */
final class MasterKeySettingsTest {
    private final SettingsReader reader = new SettingsReader(Set.of());

    private MasterKeySettings read(String yaml) {
        return reader.read(ConfigurationText.ofYaml("test", yaml)).settings().masterKey();
    }

    @Test
    void withoutAWordItIsTheFileOfInit() {
        MasterKeySettings settings = reader.defaults().masterKey();

        assertThat(settings.provider()).isEqualTo(MasterKeySettings.Provider.FILE);
        assertThat(settings.file()).isEmpty();
    }

    @Test
    void vaultIsReachedByUrlTokenFileAndKey() {
        MasterKeySettings settings = read("""
                master-key:
                  provider: vault
                  vault:
                    { url: "https://vault.desk:8200", mount: team/transit, key: gate, token-file: /run/vault/token }
                """);

        assertThat(settings.provider()).isEqualTo(MasterKeySettings.Provider.VAULT);
        assertThat(settings.vault().url())
                .hasValueSatisfying(url -> assertThat(url).hasHost("vault.desk"));
        assertThat(settings.vault().mount()).isEqualTo("team/transit");
        assertThat(settings.vault().token().file()).contains(Path.of("/run/vault/token"));
    }

    @Test
    void vaultWithoutAnAddressIsRefused() {
        assertThatThrownBy(() -> read("master-key: { provider: vault }"))
                .hasMessageContaining("master-key.vault.url")
                .hasMessageContaining("the address of Vault");
    }

    @Test
    void plainHttpToAnotherMachineIsRefusedForTheTokenWouldCrossTheNetwork() {
        assertThatThrownBy(() -> read("master-key: { vault: { url: \"http://vault.desk:8200\" } }"))
                .hasMessageContaining("master-key.vault.url")
                .hasMessageContaining("https://");
    }

    @Test
    void whatIsNoNameOfAVariableIsRefused() {
        assertThatThrownBy(() -> read("master-key: { variable: \"3q2+7w==\" }"))
                .hasMessageContaining("master-key.variable")
                .hasMessageContaining("not its value");
    }
}
