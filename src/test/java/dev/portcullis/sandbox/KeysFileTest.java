package dev.portcullis.sandbox;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.KeysFile;
import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.access.PositionMode;
import java.io.IOException;
import java.math.BigDecimal;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class KeysFileTest {
    @TempDir
    Path folder;

    @Test
    void yamlNamesAccountsAndKeys() throws IOException {
        List<AccountKeys> all = read("""
                accounts:
                  - uid: 1001
                    name: alpha
                    vipLevel: VIP-2
                    positionMode: hedge
                    balances: { USDT: "250.5" }
                    keys:
                      - apiKey: K1
                        secret: s1
                        readOnly: true
                        permissions: { Spot: [SpotTrade] }
                        ips: ["203.0.113.7"]
                        expiresAt: 2030-01-01T00:00:00Z
                  - uid: 1002
                    name: beta
                    parentUid: 1001
                """);

        assertThat(all).hasSize(2);
        assertThat(all.get(0).account().vipLevel()).isEqualTo("VIP-2");
        assertThat(all.get(0).account().positionMode()).isEqualTo(PositionMode.HEDGE);
        assertThat(all.get(0).account().openingBalances()).containsOnlyKeys("USDT");
        assertThat(all.get(0).account().openingBalances().get("USDT")).isEqualTo(new BigDecimal("250.5"));
        ApiKey key = all.get(0).keys().get(0);
        assertThat(key.rights().mayWrite()).isFalse();
        assertThat(key.rights().permissions()).containsExactly(Permission.SPOT_TRADE);
        assertThat(key.addresses()).containsExactly("203.0.113.7");
        assertThat(key.expiresAt()).isEqualTo(Instant.parse("2030-01-01T00:00:00Z"));
        assertThat(key.toString()).doesNotContain("s1");
        assertThat(all.get(1).account().parentUid()).isEqualTo(1001);
        assertThat(all.get(1).keys()).isEmpty();
    }

    @Test
    void jsonIsReadToo() throws IOException {
        List<AccountKeys> all =
                read("{\"accounts\":[{\"uid\":5,\"name\":\"j\",\"keys\":[{\"apiKey\":\"K\",\"secret\":\"s\"}]}]}");

        assertThat(all.get(0).keys().get(0).rights().permissions()).isEqualTo(Permission.TRADING);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "nothing: here | accounts",
                "accounts: [{uid: 1}] | name",
                "accounts: [{uid: 0, name: a}] | uid",
                "accounts: [{uid: 1, name: a, keys: [{secret: s}]}] | apiKey",
                "accounts: [{uid: 1, name: a, keys: [{apiKey: k}]}] | secret",
                "accounts: [{uid: 1, name: a, keys: [{apiKey: k, rsaPublicKey: nonsense}]}] | rsaPublicKey",
                "accounts: [{uid: 1, name: a, positionMode: both}] | positionMode",
                "accounts: [{uid: 1, name: a, keys: [{apiKey: k, secret: s, permissions: {Spot: [All]}}]}] | Spot:All",
                "accounts: [{uid: 1, name: a, keys: [{apiKey: k, secret: s, expiresAt: soon}]}] | expiresAt",
                "accounts: [{uid: 1, name: a, balances: [1]}] | balances"
            })
    void aMistakeIsNamed(String yaml, String named) {
        assertThatThrownBy(() -> read(yaml))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining(named);
    }

    private List<AccountKeys> read(String yaml) throws IOException {
        return KeysFile.read(Files.writeString(folder.resolve("keys.yaml"), yaml));
    }
}
