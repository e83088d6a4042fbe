package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.KeyState;
import dev.portcullis.sandbox.access.Permission;
import dev.portcullis.sandbox.access.Rights;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Set;
import java.util.function.UnaryOperator;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** A key that goes wrong at the exchange is told of in the same words wherever anybody looks, and does no harm. */
@Tag("once")
final class UnhealthyKeysTest {
    private static final String CREATE = "/v5/order/create";
    private static final String TROUBLE = "x-portcullis-key-trouble";

    @TempDir
    Path folder;

    private RunningGate house;
    private Bot bot;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        bot = house.bot("bot1", "read", "trade");
    }

    @AfterEach
    void close() {
        house.close();
    }

    /** What happens to a key at the exchange, and the words that tell of it. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
    private enum Case {
        EXPIRED(
                key -> key.withExpiresAt(Instant.now().minus(Duration.ofHours(1))),
                33004,
                "key-expired",
                "the key has expired",
                "make a new key"),
        WRONG_ENVIRONMENT(
                key -> key.withState(KeyState.DISABLED),
                10003,
                "key-unknown",
                "Bybit does not know this API key on sandbox",
                "check --env (now sandbox)"),
        WRONG_ADDRESS(
                key -> key.withAddresses(Set.of("203.0.113.7")),
                10010,
                "key-address-wrong",
                "the key is bound to other addresses than the gate's",
                "outgoing address"),
        READ_ONLY(
                key -> key.withRights(key.rights().readOnly()),
                10005,
                "key-read-only",
                "the key is read-only",
                "set it to read-write"),
        RIGHT_MISSING(
                key -> key.withRights(new Rights(Set.of(Permission.SPOT_TRADE), Rights.Scope.READ_WRITE)),
                10005,
                "key-right-missing",
                "the key lacks a right, the one for /v5/order/create",
                "give it that right");

        private final UnaryOperator<ApiKey> change;
        private final int retCode;
        private final String word;
        private final String what;
        private final String remedy;

        Case(UnaryOperator<ApiKey> change, int retCode, String word, String what, String remedy) {
            this.change = change;
            this.retCode = retCode;
            this.word = word;
            this.what = what;
            this.remedy = remedy;
        }
    }

    @ParameterizedTest
    @EnumSource(Case.class)
    void aKeyThatBybitRefusesIsToldOfInItsOwnWordsAndSuspendedUntilACheckIsGood(Case wrong) throws Exception {
        house.admin("POST", "/admin/keys/" + key().getString("id") + "/check", new JsonObject());
        change(wrong.change);
        if (wrong == Case.READ_ONLY) {
            house.admin("POST", "/admin/keys/" + key().getString("id") + "/check", new JsonObject());
        }

        Bot.Reply byV5 = bot.create("refused-1");
        Bot.Reply byV1 = bot.post("/v1/accounts/alpha/orders", Bot.normalized("refused-2"));
        bot.create("refused-3");
        int received = house.sandbox().journal().createsReceived();
        Bot.Reply suspendedByV5 = bot.create("suspended-1");
        Bot.Reply suspendedByV1 = bot.post("/v1/accounts/alpha/orders", Bot.normalized("suspended-2"));

        assertThat(byV5.retCode()).isEqualTo(wrong.retCode);
        assertThat(byV5.header(TROUBLE)).startsWith(wrong.word).contains(wrong.what, wrong.remedy);
        assertThat(byV1.body().getInteger("retCode")).isEqualTo(wrong.retCode);
        assertThat(byV1.body().getString("detail")).contains(wrong.what, wrong.remedy);
        assertThat(byV1.body().getString("keyTrouble")).startsWith(wrong.word);
        assertThat(suspendedByV5.retCode()).isEqualTo(990004);
        assertThat(suspendedByV5.retMsg()).contains("is suspended", wrong.what, wrong.remedy);
        assertThat(suspendedByV1.status()).isEqualTo(503);
        assertThat(suspendedByV1.body().getString("detail")).contains("is suspended", wrong.what, wrong.remedy);
        assertThat(house.sandbox().journal().createsReceived()).isEqualTo(received);
        assertThat(key().getString("health")).startsWith("suspended").contains(wrong.what);
        assertThat(key().getString("trouble")).isEqualTo(wrong.word);
        assertThat(key().getString("remedy")).contains(wrong.remedy);
        assertThat(doctor()).contains("suspended", wrong.what, wrong.remedy);

        change(key -> ApiKey.hmac(RunningGate.API_KEY, RunningGate.UID, RunningGate.API_SECRET));
        house.admin("POST", "/admin/keys/" + key().getString("id") + "/check", new JsonObject());
        assertThat(bot.create("suspended-1").outcome()).isEqualTo("acked");
        assertThat(bot.create("well").header(TROUBLE)).isEmpty();
    }

    /** A key that works, and what those who look after it and trade with it should know of it. */
    @SuppressWarnings("ImmutableEnumChecker") // the functions keep no state
    private enum Warning {
        WITHDRAW_RIGHT(
                key -> key.withRights(new Rights(
                        Set.of(Permission.CONTRACT_ORDER, Permission.CONTRACT_POSITION, Permission.WITHDRAW),
                        Rights.Scope.READ_WRITE)),
                "key-moves-money",
                "the key may move money and manage keys: Wallet [Withdraw]",
                "take the Wallet rights from it"),
        FIVE_DAYS_LEFT(
                key -> key.withExpiresAt(Instant.now().plus(Duration.ofDays(5)).plusSeconds(3_600)),
                "key-expires-soon",
                "the key expires in 5 days",
                "bind it to the gate's address");

        private final UnaryOperator<ApiKey> change;
        private final String word;
        private final String what;
        private final String remedy;

        Warning(UnaryOperator<ApiKey> change, String word, String what, String remedy) {
            this.change = change;
            this.word = word;
            this.what = what;
            this.remedy = remedy;
        }
    }

    @ParameterizedTest
    @EnumSource(Warning.class)
    void aKeyThatWorksButNotForLongOrTooMuchIsToldOfWhileItTrades(Warning warning) throws Exception {
        change(warning.change);
        house.admin("POST", "/admin/keys/" + key().getString("id") + "/check", new JsonObject());

        Bot.Reply byV5 = bot.create("goes-through");
        String tooLittle = new JsonObject(Bot.normalized("too-little"))
                .put("qty", "0.00001")
                .encode();
        Bot.Reply byV1 = bot.post("/v1/accounts/alpha/orders", tooLittle);

        assertThat(byV5.outcome()).isEqualTo("acked");
        assertThat(byV5.header(TROUBLE)).startsWith(warning.word).contains(warning.what, warning.remedy);
        assertThat(byV1.body().getInteger("retCode")).as(byV1.text()).isNotZero();
        assertThat(byV1.body().getString("keyTrouble")).startsWith(warning.word).contains(warning.what, warning.remedy);
        assertThat(key().getString("health")).contains(warning.what);
        assertThat(key().getString("trouble")).isEqualTo(warning.word);
        assertThat(doctor()).contains(warning.what, warning.remedy);
    }

    @Test
    void aRefusalBetweenSuccessesSuspendsNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.path(CREATE),
                            new Fault.RetCodeInstead(SideEffect.NONE, 10005, "no"),
                            Dose.times(1));
            assertThat(bot.create("refused-" + i).retCode()).isEqualTo(10005);
            assertThat(bot.create("taken-" + i).outcome()).isEqualTo("acked");
        }
    }

    @Test
    void cancelsAndReadsLeaveWithASuspendedKey() throws Exception {
        bot.create("to-be-cancelled");
        house.sandbox()
                .faults()
                .script(FaultMatch.path(CREATE), new Fault.RetCodeInstead(SideEffect.NONE, 10005, "no"), Dose.times(3));
        for (int i = 0; i < 3; i++) {
            bot.create("refused-" + i);
        }

        assertThat(bot.create("suspended").retCode()).isEqualTo(990004);
        assertThat(bot.get("/v5/order/realtime?category=linear&symbol=BTCUSDT").retCode())
                .isZero();
        assertThat(bot.cancel("to-be-cancelled").outcome()).isEqualTo("acked");
    }

    private void change(UnaryOperator<ApiKey> change) {
        house.sandbox().accounts().change(RunningGate.API_KEY, change);
    }

    private String doctor() throws Exception {
        return house.admin("GET", "/admin/doctor", null).text();
    }

    private JsonObject key() throws Exception {
        return house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0);
    }
}
