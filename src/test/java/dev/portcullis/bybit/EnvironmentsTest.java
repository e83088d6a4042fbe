package dev.portcullis.bybit;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class EnvironmentsTest {
    @ParameterizedTest
    @CsvSource({
        "mainnet,https://api.bybit.com,wss://stream.bybit.com/v5/private",
        "mainnet-backup,https://api.bytick.com,wss://stream.bytick.com/v5/private",
        "testnet,https://api-testnet.bybit.com,wss://stream-testnet.bybit.com/v5/private",
        "demo,https://api-demo.bybit.com,wss://stream-demo.bybit.com/v5/private",
        "nl,https://api.bybit.nl,wss://stream.bybit.nl/v5/private",
        "eu,https://api.bybit.eu,wss://stream.bybit.eu/v5/private",
        "tr,https://api.bybit.tr,wss://stream.bybit.tr/v5/private",
        "kz,https://api.bybit.kz,wss://stream.bybit.kz/v5/private",
        "ge,https://api.bybitgeorgia.ge,wss://stream.bybitgeorgia.ge/v5/private",
        "ae,https://api.bybit.ae,",
        "id,https://api.bybit.id,wss://stream.bybit.id/v5/private",
        "jp,https://api.manepa.jp,wss://stream.manepa.jp/v5/private",
        "jp-testnet,https://api-testnet.manepa.jp,",
        "hk,https://api.byhkbit.com,",
        "sandbox,http://127.0.0.1:18080,ws://127.0.0.1:18080/v5/private"
    })
    void everySiteIsKnownByName(String name, String rest, @Nullable String privateSocket) {
        Environment environment = Environments.builtIn().of(new EnvironmentId(name));
        assertThat(environment.rest()).hasToString(rest);
        assertThat(environment.privateSocket()).isEqualTo(privateSocket == null ? null : URI.create(privateSocket));
        assertThat(environment.limits()).isEqualTo(Limits.BYBIT);
    }

    @Test
    void thereAreNoOthers() {
        assertThat(Environments.builtIn().all()).hasSize(15);
    }

    @Test
    void demoHasNoTradeSocketAndReadsTheMarketOfMainnet() {
        Environment demo = Environments.builtIn().of(new EnvironmentId("demo"));
        assertThat(demo.tradeSocket()).isNull();
        assertThat(demo.publicSocket()).hasToString("wss://stream.bybit.com/v5/public");
    }

    @Test
    void theDesksOwnAreAddedAndTakeThePlaceOfABuiltInOne() {
        Environment mock = environment("desk-mock", "http://127.0.0.1:18080");
        Environment testnet = environment("testnet", "https://proxy.desk.example");

        Environments all = Environments.builtIn().with(List.of(mock, testnet));

        assertThat(all.of(mock.id())).isEqualTo(mock);
        assertThat(all.of(testnet.id())).isEqualTo(testnet);
        assertThat(all.all()).hasSize(16);
        assertThat(Environments.builtIn().find(mock.id())).isEmpty();
    }

    @Test
    void anUnknownNameIsRefusedNamingTheKnownOnes() {
        assertThatThrownBy(() -> Environments.builtIn().of(new EnvironmentId("mainet")))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("mainet")
                .hasMessageContaining("mainnet, mainnet-backup");
    }

    @Test
    void limitsCanBeChanged() {
        Limits none = new Limits(new AddressLimit.None(), new TierRule.None(), Duration.ZERO);
        Environment sandbox = Environments.builtIn().of(new EnvironmentId("sandbox"));
        assertThat(sandbox.with(none).limits()).isEqualTo(none);
        assertThat(sandbox.with(none).rest()).isEqualTo(sandbox.rest());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"http://127.0.0.1:1", "http://localhost:1", "http://[::1]:1", "http://127.9.9.9", "https://x.y"})
    void plainHttpIsForLoopback(String rest) {
        assertThat(environment("mine", rest).rest()).hasToString(rest);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://api.bybit.com",
                "http://10.0.0.1",
                "http://127.0.0.1.evil.example",
                "http://localhost.evil",
                "ftp://127.0.0.1",
                "https://user@host",
                "https://host?x=1",
                "https://host#x",
                "https://host/v5",
                "https://host/",
                "host:80",
                "/path",
                "https:///x"
            })
    void addressesThatCannotBeUsedAreRefusedByName(String rest) {
        assertThatThrownBy(() -> environment("mine", rest))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageStartingWith("mine: rest ");
    }

    @Test
    void plainSocketsAreForLoopbackToo() {
        assertThatThrownBy(() -> new Environment(
                        new EnvironmentId("mine"),
                        URI.create("https://x.y"),
                        null,
                        URI.create("ws://stream.bybit.com/v5/trade"),
                        null,
                        Limits.BYBIT))
                .hasMessageContaining("mine: trade may use ws only to a loopback address; use wss");
    }

    private static Environment environment(String name, String rest) {
        return new Environment(new EnvironmentId(name), URI.create(rest), null, null, null, Limits.BYBIT);
    }
}
