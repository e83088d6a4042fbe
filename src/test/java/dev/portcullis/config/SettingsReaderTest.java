package dev.portcullis.config;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.catchThrowableOfType;

import dev.portcullis.config.EnvironmentSettings.AddressLimit;
import dev.portcullis.config.EnvironmentSettings.TierSetting;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class SettingsReaderTest {
    private static final EnvironmentId MAINNET = new EnvironmentId("mainnet");
    private static final EnvironmentId DESK_MOCK = new EnvironmentId("desk-mock");

    private final SettingsReader reader = new SettingsReader(Set.of(MAINNET, new EnvironmentId("testnet")));

    private Settings read(String yaml) {
        return reader.read(ConfigurationText.ofYaml("gate.yaml", yaml)).settings();
    }

    private List<String> problemsOf(String yaml) {
        return catchThrowableOfType(SettingsException.class, () -> read(yaml)).problems();
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "\n\n", "# only a comment\n", "---\n", "listen:\nadmin:\nenvironments:\n", "{}"})
    void aFileThatSaysNothingMeansEveryDefault(String yaml) {
        assertThat(read(yaml)).isEqualTo(reader.defaults());
    }

    @Test
    void theDefaultsAreThoseOfTheDesign() {
        Settings settings = reader.defaults();

        assertThat(settings.doors().listen()).isEqualTo(new Settings.Listener("127.0.0.1", 8080, false));
        assertThat(settings.doors().admin()).isEqualTo(new Settings.Listener("127.0.0.1", 8081, false));
        assertThat(settings.doors().trustedProxies().blocks()).isEmpty();
        assertThat(settings.doors().publicReads())
                .isEqualTo(new Settings.PublicReads(AddressList.of("127.0.0.0/8", "::1/128"), null));
        assertThat(settings.orderPath().ledger().sync()).isEqualTo(Settings.LedgerSync.GROUP);
        assertThat(settings.orderPath().reconcile())
                .isEqualTo(new Settings.Reconcile(Duration.ofMillis(2500), Duration.ofSeconds(5)));
        assertThat(settings.orderPath().warmUp()).isZero();
        assertThat(settings.orderPath().budgets().client()).isEqualTo(DeskLimits.NONE);
        assertThat(settings.upstream().environments()).isEmpty();
        assertThat(settings.upstream().timeouts())
                .isEqualTo(new Settings.Timeouts(
                        Duration.ofSeconds(1),
                        Duration.ofMillis(1500),
                        Duration.ofSeconds(20),
                        new Settings.ConnectionWithin(Duration.ofMillis(50), Duration.ofMillis(500)),
                        new Settings.AnswerWithin(
                                Duration.ofMillis(1500), Duration.ofSeconds(1), Duration.ofSeconds(3))));
        assertThat(settings.keys().rotateAfter()).isEqualTo(Duration.ofDays(90));
        assertThat(settings.keys().rsa()).isEqualTo(new Settings.RsaSigning(2, 64));
    }

    @Test
    void anEnvironmentIsReadWithItsLimits() {
        Settings settings = read("""
                environments:
                  desk-mock:
                    rest: http://127.0.0.1:18080
                    private: ws://[::1]:18081/v5/private
                    trade: wss://trade.example/v5/trade
                    limits: { address: 600/5s, tier: pro6, quarantine: 10m }
                  mainnet:
                    limits: { address: none, tier: 500/s }
                """);

        EnvironmentSettings mock = settings.upstream().environments().get(DESK_MOCK);
        assertThat(mock.urls())
                .isEqualTo(new EnvironmentSettings.Urls(
                        URI.create("http://127.0.0.1:18080"),
                        URI.create("ws://[::1]:18081/v5/private"),
                        URI.create("wss://trade.example/v5/trade"),
                        null));
        assertThat(mock.address()).isEqualTo(new AddressLimit.Window(600, Duration.ofSeconds(5)));
        assertThat(mock.tier()).isEqualTo(new TierSetting.Level("pro6"));
        assertThat(mock.quarantine()).isEqualTo(Duration.ofMinutes(10));
        EnvironmentSettings mainnet = settings.upstream().environments().get(MAINNET);
        assertThat(mainnet.urls().rest()).isNull();
        assertThat(mainnet.address()).isEqualTo(new AddressLimit.Unlimited());
        assertThat(mainnet.tier()).isEqualTo(new TierSetting.PerSecond(500));
    }

    @Test
    void allProblemsAreToldAtOnceEachWithKeyValuePlaceAndWhatWasExpected() {
        List<String> problems = problemsOf("""
                listen: { host: 0.0.0.0, port: 80800 }
                ledger:
                  sync: fsync
                  deadline: 250
                inbound: { body: 64KB }
                trusted-proxies: [10.0.0.1/8, 192.168.0.0/16]
                lisen: { port: 1 }
                public: { environment: mainet }
                """);

        assertThat(problems)
                .containsExactlyInAnyOrder(
                        "listen.host = \"0.0.0.0\" (gate.yaml line 1): tokens would cross the network unencrypted;"
                                + " expected a"
                                + " loopback address such as 127.0.0.1, or listen.tls.certificate and .key, or"
                                + " listen.allow-plaintext: true where another program adds TLS in front",
                        "listen.port = \"80800\" (gate.yaml line 1): expected a whole number from 0 to 65535",
                        "ledger.sync = \"fsync\" (gate.yaml line 3): expected one of group, os",
                        "ledger.deadline = \"250\" (gate.yaml line 4): expected a time from 10ms to 10s, with its unit"
                                + " (ms, s,"
                                + " m, h or d), such as 250ms",
                        "inbound.body = \"64KB\" (gate.yaml line 5): expected a size from 1KiB to 16MiB, with its"
                                + " unit (B,"
                                + " KiB, MiB or GiB), such as 64KiB",
                        "trusted-proxies = \"10.0.0.1/8\" (gate.yaml line 6): 10.0.0.1/8 has bits set behind its"
                                + " prefix;"
                                + " write 10.0.0.0/8 for the block or 10.0.0.1/32 for the one address",
                        "unknown key lisen.port (gate.yaml line 7); did you mean listen.port?",
                        "public.environment = \"mainet\" (gate.yaml line 8): expected auto, or one of"
                                + " mainnet, testnet");
    }

    @Test
    void theMessageOfTheFailureListsEveryProblem() {
        assertThatThrownBy(() -> read("listen: { port: x }\nadmin: { port: y }"))
                .isInstanceOf(SettingsException.class)
                .hasMessageStartingWith("the configuration has 2 problems:\n  ")
                .hasMessageContaining("listen.port = \"x\"")
                .hasMessageContaining("admin.port = \"y\"");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "reconcile: { recv-window: 1s } | did you mean reconcile.recvWindow?",
                "reconcile: { recvwindow: 1s } | did you mean reconcile.recvWindow?",
                "listen: { prot: 1 } | did you mean listen.port?",
                "warmup: 1s | did you mean warm-up?",
                "environments: { mainnet: { rets: 'https://x.example' } } | did you mean environments.mainnet.rest?",
                "something-else-entirely: 1 | see conf/portcullis.yaml for all keys"
            })
    void anUnknownKeyIsRefusedWithTheNearestOne(String yaml, String hint) {
        assertThat(problemsOf(yaml))
                .singleElement()
                .asString()
                .startsWith("unknown key ")
                .endsWith(hint);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1_000", "0x1F90", "8080.0", "+8080", "8e3", "-1", "65536", "99999999999999999999", "true"})
    void aPortIsNotGuessedFromWhatYamlTakesForANumber(String port) {
        assertThat(problemsOf("listen: { port: " + port + " }"))
                .containsExactly(
                        "listen.port = \"" + port + "\" (gate.yaml line 1): expected a whole number from 0 to 65535");
    }

    @ParameterizedTest
    @ValueSource(strings = {"yes", "on", "True", "1", ""})
    void aFlagIsTrueOrFalseAndNothingElse(String flag) {
        assertThat(problemsOf("listen: { allow-plaintext: " + flag + " }"))
                .singleElement()
                .asString()
                .endsWith("expected true or false");
    }

    @ParameterizedTest
    @CsvSource({"250ms, 250", "2s, 2000", "1m, 60000", "10000ms, 10000"})
    void timesAreReadWithTheirUnit(String text, long millis) {
        assertThat(read("reconcile: { recvWindow: " + text + " }")
                        .orderPath()
                        .reconcile()
                        .recvWindow())
                .isEqualTo(Duration.ofMillis(millis));
    }

    @ParameterizedTest
    @ValueSource(strings = {"2", "2 s", "2S", "2sec", "-2s", "1.5s", "PT2S", "61s", "99ms", "999999999999999d"})
    void whatIsNoTimeOrOutOfBoundsIsRefused(String text) {
        assertThat(problemsOf("reconcile: { recvWindow: \"" + text + "\" }"))
                .singleElement()
                .asString()
                .contains("expected a time from 100ms to 60s");
    }

    @ParameterizedTest
    @CsvSource({"1024B, 1024", "64KiB, 65536", "1MiB, 1048576"})
    void sizesAreReadWithTheirUnit(String text, int bytes) {
        assertThat(read("inbound: { body: " + text + " }").doors().inbound().bodyBytesMax())
                .isEqualTo(bytes);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "rest: http://sandbox:18080 | http:// is taken for loopback hosts only; use https://",
                "rest: http://127.0.0.1.evil.example | http:// is taken for loopback hosts only",
                "rest: http://localhost.example | http:// is taken for loopback hosts only",
                "rest: https://api.bybit.com/v5 | expected a base URL without a path",
                "rest: https://user:pass@api.bybit.com | expected a URL without user, query or fragment",
                "rest: https://api.bybit.com?x=1 | expected a URL without user, query or fragment",
                "rest: wss://api.bybit.com | expected a URL such as https://host",
                "rest: api.bybit.com | expected a URL such as https://host",
                "rest: 'https://api bybit' | expected a URL that begins with https://",
                "rest: 'https://api.bybit.com:99999' | expected a URL such as https://host",
                "private: ws://stream.bybit.com/v5/private | ws:// is taken for loopback hosts only; use wss://",
                "limits: { address: 600 } | expected none, or requests per time (at most 10m), such as 600/5s",
                "limits: { address: 0/5s } | expected none, or requests per time",
                "limits: { address: 600/0s } | expected none, or requests per time",
                "limits: { tier: vip9 } | expected auto, none, default, vip1 to vip5",
                "limits: { tier: 500/5s } | expected auto, none, default",
                "limits: { quarantine: 0s } | expected a time from 1s to 24h"
            })
    void aWrongEnvironmentIsNamedKeyByKey(String line, String expected) {
        assertThat(problemsOf("environments:\n  mainnet:\n    " + line + "\n"))
                .singleElement()
                .asString()
                .startsWith("environments.mainnet."
                        + line.replace("limits: { ", "limits.").split(":", 2)[0] + " = ")
                .contains(expected);
    }

    @Test
    void anEnvironmentThatIsNotBuiltInNeedsItsRestUrl() {
        assertThat(problemsOf("environments: { desk-mock: { limits: { tier: none } } }"))
                .containsExactly("environments.desk-mock.rest = \"\" (its default): expected the base URL of REST, for"
                        + " desk-mock is not a built-in environment");
    }

    @Test
    void anEnvironmentWithAnImpossibleNameIsRefused() {
        assertThat(problemsOf("environments: { Desk: { rest: 'https://x.example' } }"))
                .singleElement()
                .asString()
                .contains("environments.Desk", "an environment name must match");
    }

    @Test
    void publicReadsMayGoToAnEnvironmentOfTheConfiguration() {
        Settings settings = read("""
                environments: { desk-mock: { rest: "http://127.0.0.1:1" } }
                public: { environment: desk-mock, cidrs: [] }
                """);

        assertThat(settings.doors().publicReads())
                .isEqualTo(new Settings.PublicReads(new AddressList(List.of()), DESK_MOCK));
    }

    @Test
    void oneOpenListenerIsAllowedOnlyForItself() {
        assertThat(read("listen: { host: 0.0.0.0, allow-plaintext: true }")
                        .doors()
                        .listen())
                .isEqualTo(new Settings.Listener("0.0.0.0", 8080, true));
        assertThat(problemsOf("listen: { allow-plaintext: true }\nadmin: { host: gate.example }"))
                .singleElement()
                .asString()
                .startsWith("admin.host = \"gate.example\"");
    }

    @ParameterizedTest
    @ValueSource(strings = {"127.0.0.1", "127.9.9.9", "\"::1\"", "localhost"})
    void loopbackNeedsNoPermission(String host) {
        assertThat(problemCount("listen: { host: " + host + " }")).isZero();
    }

    private int problemCount(String yaml) {
        try {
            read(yaml);
            return 0;
        } catch (SettingsException broken) {
            return broken.problems().size();
        }
    }

    @Test
    void bothListenersCannotHaveOnePort() {
        assertThat(problemsOf("admin: { port: 8080 }"))
                .containsExactly(
                        "admin.port = \"8080\" (gate.yaml line 1): expected another port than listen.port, or 0 for a"
                                + " free one");
        assertThat(problemCount("listen: { port: 0 }\nadmin: { port: 0 }")).isZero();
    }

    @Test
    void limitsOfTheDeskAreNumbersOrNone() {
        assertThat(read("budgets: { client: { requestsPerSecond: 20, inFlight: none } }")
                        .orderPath()
                        .budgets()
                        .client())
                .isEqualTo(new DeskLimits(20, null, null));
        assertThat(problemsOf("budgets: { client: { ordersPerSecond: 0 } }"))
                .singleElement()
                .asString()
                .endsWith("expected none, or a whole number from 1 to 1000000");
    }

    @Test
    void twoTextsThatMeanTheSameHaveOneDigestAndNoChangedKeys() {
        ReadSettings one = reader.read(ConfigurationText.ofYaml("a", "warm-up: 2s"));
        ReadSettings same = reader.read(ConfigurationText.ofYaml("b", "warm-up: 2000ms\nlisten: { port: 8080 }"));
        ReadSettings other = reader.read(ConfigurationText.ofYaml(
                "c", "warm-up: 3s\nenvironments: { mainnet: { limits:" + " { tier: vip2 } } }"));

        assertThat(same.digest()).isEqualTo(one.digest());
        assertThat(one.keysChangedBy(same)).isEmpty();
        assertThat(other.digest()).isNotEqualTo(one.digest());
        assertThat(one.keysChangedBy(other)).containsExactly("environments.mainnet.limits.tier", "warm-up");
    }
}
