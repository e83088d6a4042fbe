package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.awaitility.Awaitility;
import org.awaitility.core.ConditionFactory;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** An alert gets out by every way there is, says nothing that is secret, and a person can try the ways beforehand. */
@Tag("once")
final class AlertOutletsTest {
    private static final String TOKEN = "Canary_Webhook_Token_77aa";

    @TempDir
    Path folder;

    private final AlertReceiver receiver = new AlertReceiver();
    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private final Logger ours = (Logger) LoggerFactory.getLogger("dev.portcullis.alert");

    @BeforeEach
    void listen() {
        log.start();
        ours.addAppender(log);
    }

    @AfterEach
    void stop() {
        ours.detachAppender(log);
        receiver.close();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(30));
    }

    private static void makeTheKeyIll(RunningGate house, Bot bot) throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.path("/v5/order/create"),
                        new Fault.RetCodeInstead(SideEffect.NONE, 33004, "expired"),
                        Dose.times(3));
        for (int i = 0; i < 3; i++) {
            bot.create("ill-" + i);
        }
    }

    private List<String> logged() {
        return List.copyOf(log.list).stream()
                .map(event -> event.getLevel() + " " + event.getFormattedMessage() + " " + event.getKeyValuePairs())
                .toList();
    }

    private RunningGate withToken() throws Exception {
        Path file = Files.writeString(folder.resolve("webhook.token"), TOKEN + "\n");
        return RunningGate.configured(
                folder,
                "alerts: { gate-name: desk-1, webhook: { url: \"http://127.0.0.1:" + receiver.port()
                        + AlertReceiver.SECRET_PATH + "\", token-file: \"" + file + "\" } }");
    }

    @Test
    void oneConditionIsToldOnceByEveryOutletAndItsEndToo() throws Exception {
        try (RunningGate house = withToken();
                Commands commands = new Commands()) {
            Bot bot = house.bot("bot1", "trade");
            makeTheKeyIll(house, bot);
            soon().until(() -> receiver.of("key-unhealthy", "raised").count() == 1);

            JsonObject body = receiver.of("key-unhealthy", "raised").findFirst().orElseThrow();
            assertThat(body.getString("gate")).isEqualTo("desk-1");
            assertThat(body.getString("subject")).isEqualTo("alpha/main");
            assertThat(body.getString("severity")).isEqualTo("critical");
            assertThat(body.getBoolean("test")).isFalse();
            assertThat(receiver.authorizations()).containsOnly("Bearer " + TOKEN);
            assertThat(logged()).anyMatch(line -> line.startsWith("ERROR alert: key-unhealthy alpha/main"));
            String metrics = house.admin("GET", "/metrics", null).text();
            assertThat(metrics)
                    .contains("portcullis_alerts{kind=\"key-unhealthy\"} 1.0")
                    .contains("portcullis_alerts{kind=\"foreign-order\"} 0.0")
                    .contains("portcullis_alerts_raised_total{kind=\"key-unhealthy\"} 1.0");
            for (String command : List.of("status", "alert list")) {
                assertThat(commands.run((command + " --data " + house.data()).split(" ")))
                        .isZero();
                assertThat(commands.out())
                        .contains("CRITICAL key-unhealthy \"alpha/main\" since 20")
                        .contains("what to do: look at `portcullis key list`");
            }

            String id = house.admin("GET", "/admin/keys", null)
                    .body()
                    .getJsonArray("keys")
                    .getJsonObject(0)
                    .getString("id");
            house.admin("POST", "/admin/keys/" + id + "/check", new JsonObject());
            soon().until(() -> receiver.of("key-unhealthy", "cleared").count() == 1);
            assertThat(receiver.bodies()).as("each once").hasSize(2);
            assertThat(house.admin("GET", "/metrics", null).text())
                    .contains("portcullis_alerts{kind=\"key-unhealthy\"} 0.0");
            assertNothingSecret(house);
        }
    }

    private void assertNothingSecret(RunningGate house) throws Exception {
        String all = receiver.bodies()
                + String.join("\n", logged())
                + house.admin("GET", "/admin/status", null).text();
        assertThat(all).doesNotContain(RunningGate.API_SECRET, TOKEN, "CANARY", house.operatorToken(), "pcl_");
    }

    @Test
    void aTestSaysWhatEachOutletDid() throws Exception {
        try (RunningGate house = withToken();
                Commands commands = new Commands()) {
            assertThat(commands.run(
                            "alert",
                            "test",
                            "foreign-order",
                            "--data",
                            house.data().toString()))
                    .isZero();

            assertThat(commands.out().lines())
                    .anyMatch(line -> line.equals("log: one line was written at level ERROR"))
                    .anyMatch(line -> line.startsWith("metrics: portcullis_alerts_raised_total{kind=\"foreign"))
                    .anyMatch(line -> line.matches("webhook: 200 in [0-9]+ ms"));
            assertThat(receiver.bodies()).hasSize(1);
            assertThat(receiver.bodies().get(0).getBoolean("test")).isTrue();
            assertThat(receiver.bodies().get(0).getString("text")).startsWith("this is a test");
            assertThat(house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts"))
                    .isEmpty();
            soon().until(() ->
                    house.admin("GET", "/admin/audit/tail", null).text().contains("alert test"));
        }
    }

    @Test
    void aTestOfABrokenWebhookSaysWhatIsWrongAndShowsNoSecret() throws Exception {
        try (RunningGate house = RunningGate.configured(
                        folder,
                        "alerts: { webhook: { timeout: 200ms, url: \"http://127.0.0.1:" + receiver.port()
                                + AlertReceiver.SECRET_PATH + "\" } }");
                Commands commands = new Commands()) {
            String[] test = {"alert", "test", "--data", house.data().toString()};
            receiver.answerWith(404);
            assertThat(commands.run(test)).isEqualTo(1);
            assertThat(commands.out()).contains("webhook: it answered HTTP 404; check alerts.webhook.url");

            receiver.answerWith(0);
            assertThat(commands.run(test)).isEqualTo(1);
            assertThat(commands.out()).contains("did not answer within 200 ms").doesNotContain("CANARY");

            receiver.close();
            assertThat(commands.run(test)).isEqualTo(1);
            assertThat(commands.out()).contains("cannot be connected to").doesNotContain("CANARY");
            assertThat(String.join("\n", logged())).doesNotContain("CANARY");
        }
    }

    @Test
    void withoutAWebhookATestSaysHowToHaveOne() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder);
                Commands commands = new Commands()) {
            assertThat(commands.run("alert", "test", "--data", house.data().toString()))
                    .isZero();
            assertThat(commands.out()).contains("webhook: none is configured");
            assertThat(commands.run("alert", "list", "--data", house.data().toString()))
                    .isZero();
            assertThat(commands.out()).contains("no alert stands");
            assertThat(commands.run(
                            "alert", "test", "nonsense", "--data", house.data().toString()))
                    .isEqualTo(1);
            assertThat(commands.said()).contains("must be one of key-unhealthy");
            assertThat(commands.run(
                            "alert",
                            "clear",
                            "key-widened",
                            "alpha/main",
                            "--data",
                            house.data().toString()))
                    .isEqualTo(1);
            assertThat(commands.said()).contains("no alert key-widened about \"alpha/main\" stands");
        }
    }

    @Test
    void aWebhookThatFailsIsTriedAgainLoggedOnceAndCounted() throws Exception {
        receiver.answerWith(500);
        try (RunningGate house = RunningGate.configured(
                folder, receiver.asConfiguration(", ledger-free: 1000000GiB, refusals-per-minute: 1"))) {
            house.bot("reader", "read").create("refused");
            soon().until(() ->
                    house.admin("GET", "/metrics", null).text().contains("portcullis_alerts_not_delivered_total 2.0"));

            assertThat(receiver.of("ledger-nearly-full", "raised")).hasSize(3);
            assertThat(receiver.of("refusal-burst", "raised")).hasSize(3);
            assertThat(logged().stream().filter(line -> line.contains("the webhook did not get an alert")))
                    .hasSize(1)
                    .allMatch(line -> line.contains("HTTP 500") && !line.contains("CANARY"));
        }
    }
}
