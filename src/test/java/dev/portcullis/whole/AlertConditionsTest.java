package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.Rights;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Each condition, when it really comes about between a bot, the gate and the exchange, raises its alert. */
@Tag("once")
final class AlertConditionsTest {
    private static final String CREATE = "/v5/order/create";
    private static final String QUICK_FENCE = "reconcile: { recvWindow: 100ms, settle: 100ms }";

    @TempDir
    Path folder;

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static Optional<JsonObject> standing(RunningGate house, String kind) throws Exception {
        JsonArray all = house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts");
        return all.stream()
                .map(JsonObject.class::cast)
                .filter(alert -> alert.getString("kind").equals(kind))
                .findFirst();
    }

    private static JsonObject awaited(RunningGate house, String kind) {
        soon().until(() -> standing(house, kind).isPresent());
        try {
            return standing(house, kind).orElseThrow();
        } catch (Exception e) {
            throw new AssertionError(e);
        }
    }

    private static JsonObject keyCheck(RunningGate house) throws Exception {
        String id = house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("id");
        return house.admin("POST", "/admin/keys/" + id + "/check", new JsonObject())
                .body();
    }

    @Test
    void aGateWithoutTroubleRaisesNothing() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { foreign-orders-every: 1s }")) {
            Bot bot = house.bot("bot1", "read", "trade");
            for (int i = 0; i < 20; i++) {
                assertThat(bot.create("fine-" + i).outcome()).isEqualTo("acked");
            }
            int reads = house.sandbox().journal().count("/v5/order/realtime");
            soon().until(() -> house.sandbox().journal().count("/v5/order/realtime") > reads + 15);

            assertThat(house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts"))
                    .isEmpty();
        }
    }

    @Test
    void aKeyThatBybitRefusesIsUnhealthyUntilItWorksAgain() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.path(CREATE),
                            new Fault.RetCodeInstead(SideEffect.NONE, 10003, "API key is invalid."),
                            Dose.times(3));
            for (int i = 0; i < 3; i++) {
                bot.create("refused-" + i);
            }

            JsonObject alert = awaited(house, "key-unhealthy");
            assertThat(alert.getString("subject")).isEqualTo("alpha/main");
            assertThat(alert.getString("text")).contains("10003");
            keyCheck(house);
            soon().until(() -> standing(house, "key-unhealthy").isEmpty());
        }
    }

    @Test
    void aKeyWithLessThanAWeekLeftIsExpiring() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.sandbox()
                    .accounts()
                    .change(
                            RunningGate.API_KEY,
                            key -> key.withExpiresAt(Instant.now().plus(Duration.ofDays(8))));
            keyCheck(house);
            house.sandbox()
                    .accounts()
                    .change(
                            RunningGate.API_KEY,
                            key -> key.withExpiresAt(Instant.now().plus(Duration.ofDays(6))));
            assertThat(standing(house, "key-expiring")).isEmpty();
            keyCheck(house);

            assertThat(awaited(house, "key-expiring").getString("text")).contains("stops working at Bybit on");
            house.sandbox().accounts().change(RunningGate.API_KEY, key -> key.withExpiresAt(null));
            keyCheck(house);
            soon().until(() -> standing(house, "key-expiring").isEmpty());
        }
    }

    @Test
    void aKeyThatMayDoMoreAtBybitThanBeforeIsWidened() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.sandbox().accounts().change(RunningGate.API_KEY, key -> key.withRights(Rights.TRADING.readOnly()));
            keyCheck(house);
            assertThat(standing(house, "key-widened")).isEmpty();
            house.sandbox().accounts().change(RunningGate.API_KEY, key -> key.withRights(Rights.TRADING));
            keyCheck(house);

            assertThat(awaited(house, "key-widened").getString("text")).contains("read-write now");
            house.sandbox().accounts().change(RunningGate.API_KEY, key -> key.withRights(Rights.TRADING.readOnly()));
            keyCheck(house);
            soon().until(() -> standing(house, "key-widened").isEmpty());
        }
    }

    @Test
    void aTokenFromAnAddressThatItNeverCameFromIsToldOf() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "trusted-proxies: [127.0.0.1/32]")) {
            Bot bot = house.bot("bot1", "read", "trade");
            assertThat(bot.create("from-here").outcome()).isEqualTo("acked");
            assertThat(bot.create("from-here-too").outcome()).isEqualTo("acked");
            assertThat(standing(house, "token-new-address")).isEmpty();

            Bot thief = bot.with("X-Forwarded-For", "203.0.113.9");
            assertThat(thief.create("stolen").retCode())
                    .as("its address is not allowed")
                    .isNotZero();

            JsonObject alert = awaited(house, "token-new-address");
            assertThat(alert.getString("text")).contains("client bot1").contains("203.0.113.9");
            Bot.Reply over = house.admin(
                    "POST",
                    "/admin/alerts/clear",
                    new JsonObject().put("kind", "token-new-address").put("subject", alert.getString("subject")));
            assertThat(over.status()).isEqualTo(200);
            assertThat(thief.create("stolen-again").retCode()).isNotZero();
            assertThat(standing(house, "token-new-address"))
                    .as("it is known now")
                    .isEmpty();
        }
    }

    @Test
    void manyRefusalsOfOneClientAreABurst() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { refusals-per-minute: 10 }")) {
            Bot reader = house.bot("reader", "read");
            for (int i = 0; i < 9; i++) {
                assertThat(reader.create("not-granted-" + i).retCode()).isNotZero();
            }
            assertThat(standing(house, "refusal-burst")).isEmpty();
            reader.create("one-more");

            assertThat(awaited(house, "refusal-burst").getString("subject")).isEqualTo("client reader");
        }
    }

    @Test
    void manyRefusalsOfStrangersAreABurstToo() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { refusals-per-minute: 8 }")) {
            Bot stranger = house.bot("pcl_abcd123456_" + "a".repeat(49));
            for (int i = 0; i < 8; i++) {
                stranger.create("guess-" + i);
            }

            assertThat(awaited(house, "refusal-burst").getString("subject")).isEqualTo("strangers from 127.0.0.0/24");
        }
    }

    @Test
    void anOrderThatNobodyCanSpeakForPastItsTimeIsOverdue() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, QUICK_FENCE)) {
            Bot bot = house.bot("bot1", "read", "trade");
            Fault broken = new Fault.AnswerInstead(SideEffect.NONE, HttpAnswer.html(502, "bad", "gateway"));
            house.sandbox().faults().script(FaultMatch.path("/v5/order/realtime"), broken, Dose.always());
            house.sandbox()
                    .faults()
                    .script(FaultMatch.order(CREATE, "lost"), new Fault.Reset(SideEffect.EXECUTED), Dose.once());
            assertThat(bot.create("lost").outcome()).isEqualTo("unknown");
            assertThat(standing(house, "unknown-overdue")).isEmpty();

            JsonObject alert = awaited(house, "unknown-overdue");
            assertThat(alert.getString("subject")).isEqualTo("alpha/lost");
            assertThat(alert.getString("text")).contains("BTCUSDT").contains("client bot1");
            house.sandbox().faults().clear();
            soon().until(() -> standing(house, "unknown-overdue").isEmpty());
        }
    }

    @Test
    void anExchangeThatAnswersLateMakesItsStageSlow() throws Exception {
        String config = "alerts: { slow-stage: { over: 50ms, calls-per-minute: 3 } }";
        try (RunningGate house = RunningGate.configured(folder, config)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(FaultMatch.path(CREATE), new Fault.DelayAnswer(Duration.ofMillis(200)), Dose.always());
            for (int i = 0; i < 6; i++) {
                bot.create("slow-" + i);
            }

            JsonObject alert = awaited(house, "slow-stage");
            assertThat(alert.getString("subject")).isIn("exchange", "answer");
            assertThat(alert.getString("text")).contains("50 ms");
        }
    }

    @Test
    void anAddressThatBybitHasClosedIsBanned() throws Exception {
        try (RunningGate house = RunningGate.limited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox().limits().address().ban("127.0.0.1");
            bot.create("into-the-ban");

            assertThat(awaited(house, "egress-banned").getString("text")).contains("opens again in");
        }
    }

    @Test
    void aClockThatNothingIsKnownOfIsUntrustedUntilTheExchangeAnswers() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.restart(() -> RunningGate.get(house.sandbox().listening().interrupt()));

            assertThat(awaited(house, "clock-untrusted").getString("subject")).isEqualTo("sandbox");
            RunningGate.get(house.sandbox().listening().resume());
            soon().until(() -> standing(house, "clock-untrusted").isEmpty());
        }
    }

    @Test
    void aDiskWithLessRoomThanWantedIsNearlyFull() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { ledger-free: 1000000GiB }")) {
            assertThat(awaited(house, "ledger-nearly-full").getString("text")).contains("MiB left");
        }
    }

    @Test
    void anOrderThatSomebodyElsePlacesWithTheKeyIsForeignUntilItIsGone() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { foreign-orders-every: 1s }")) {
            house.bot("bot1", "trade").create("ours");
            Thief thief = new Thief(house.sandbox().restUrl(), RunningGate.API_KEY, RunningGate.API_SECRET);
            assertThat(thief.create("not-ours")).contains("\"retCode\":0");

            JsonObject alert = awaited(house, "foreign-order");
            assertThat(alert.getString("subject")).startsWith("alpha/");
            assertThat(alert.getString("text")).contains("BTCUSDT Buy").contains("orderLinkId not-ours");
            assertThat(house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts"))
                    .as("our own open order is none")
                    .hasSize(1);
            thief.cancel("not-ours");
            soon().until(() -> standing(house, "foreign-order").isEmpty());
        }
    }

    @Test
    void ordersOfBeforeARestartAreStillOurs() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, "alerts: { foreign-orders-every: 1s }")) {
            house.bot("bot1", "trade").create("of-before");
            house.sandbox().accounts().put(ApiKey.hmac("AnotherKey000001", RunningGate.UID, "another-secret"));

            house.restart();
            new Thief(house.sandbox().restUrl(), "AnotherKey000001", "another-secret").create("of-a-thief");

            assertThat(awaited(house, "foreign-order").getString("text")).contains("of-a-thief");
            assertThat(house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts"))
                    .hasSize(1);
        }
    }
}
