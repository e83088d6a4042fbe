package dev.portcullis.whole;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import ch.qos.logback.classic.Level;
import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.classic.spi.IThrowableProxy;
import ch.qos.logback.core.Appender;
import ch.qos.logback.core.AppenderBase;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Base64;
import java.util.HexFormat;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** Secrets go in and never out: planted, everything exercised, then looked for in all that the gate ever said. */
final class CanaryTest {
    @TempDir
    Path folder;

    private final Logger root = (Logger) LoggerFactory.getLogger(org.slf4j.Logger.ROOT_LOGGER_NAME);
    private final LogTape tape = new LogTape();
    private final Level before = root.getLevel();
    private final Appender<ILoggingEvent> console = root.getAppender("aside");

    /** Everything that was logged, with its exceptions. */
    private static final class LogTape extends AppenderBase<ILoggingEvent> {
        private final Queue<String> lines = new ConcurrentLinkedQueue<>();

        @Override
        protected void append(ILoggingEvent event) {
            lines.add(event.getFormattedMessage() + " " + event.getKeyValuePairs());
            for (IThrowableProxy cause = event.getThrowableProxy(); cause != null; cause = cause.getCause()) {
                lines.add(cause.getClassName() + " " + cause.getMessage());
            }
        }
    }

    @BeforeEach
    void listenToTheFinestLog() {
        tape.start();
        root.addAppender(tape);
        root.detachAppender(console);
        root.setLevel(Level.TRACE);
        ((Logger) LoggerFactory.getLogger("dev.portcullis")).setLevel(Level.TRACE);
    }

    @AfterEach
    void stopListening() {
        root.detachAppender(tape);
        root.addAppender(console);
        ((Logger) LoggerFactory.getLogger("dev.portcullis")).setLevel(null);
        root.setLevel(before);
    }

    @Test
    void noSecretIsInAnyAnswerLogMetricLedgerOrStore() throws Exception {
        Queue<String> said = new ConcurrentLinkedQueue<>();
        Map<String, byte[]> canaries = new LinkedHashMap<>();
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.admin("POST", "/admin/clients", new JsonObject().put("name", "bot1"));
            house.grant("bot1", "alpha", "read", "trade", "configure");
            String token = house.token("bot1");
            canaries.put("API secret", RunningGate.API_SECRET.getBytes(UTF_8));
            canaries.put("client token", secretOf(token));
            canaries.put("operator token", secretOf(house.operatorToken()));
            canaries.put("master key", Files.readAllBytes(house.data().resolve("master.key")));

            exerciseOldScripts(house.bot(""), token, said);
            exercise(house, house.bot(token), said);
        }

        canaries.forEach((name, canary) -> {
            assertUnseen(name, canary, "an answer", String.join("\n", said));
            assertUnseen(name, canary, "the log", String.join("\n", tape.lines));
        });
        assertNotOnDisk(canaries);
        assertThat(tape.lines).isNotEmpty();
    }

    /** Good calls, refusals, faults of the exchange, and everything that an operator can look at. */
    private static void exercise(RunningGate house, Bot bot, Queue<String> said) throws Exception {
        said.add(all(bot.create("canary-1")));
        said.add(all(bot.cancel("canary-1")));
        said.add(all(bot.get("/v5/user/query-api")));
        said.add(all(bot.post("/v5/order/create", "{")));
        said.add(all(bot.post("/v5/asset/withdraw/create", "{}")));
        said.add(all(house.bot("pcl_nobody000_wrong").create("canary-2")));
        for (int retCode : List.of(10002, 10003, 10004, 10010, 33004, 10016)) {
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.path("/v5/order/create"),
                            new Fault.RetCodeInstead(
                                    SideEffect.NONE,
                                    retCode,
                                    "error sign! origin_string[1682321990138" + RunningGate.API_KEY
                                            + "5000category=linear]"),
                            Dose.times(2));
            Bot.Reply reply = bot.create("canary-code" + retCode);
            said.add(all(reply));
            assertThat(reply.text()).doesNotContain(RunningGate.API_KEY);
        }
        house.sandbox().faults().script(FaultMatch.ANY, new Fault.Reset(SideEffect.EXECUTED), Dose.times(2));
        said.add(all(bot.create("canary-reset")));
        for (String path : List.of(
                "/admin/accounts",
                "/admin/keys",
                "/admin/clients",
                "/admin/tokens",
                "/admin/operators",
                "/admin/halts",
                "/admin/status",
                "/admin/doctor",
                "/admin/audit/tail?records=999",
                "/metrics",
                "/health/ready")) {
            said.add(house.admin("GET", path, null).text());
        }
        said.add(all(house.rotateKey("alpha", "another0000key", "wrong-secret-for-it")));
    }

    /** The old API had its key in queries and bodies; so has the v2 door the token, where nothing else may. */
    private static void exerciseOldScripts(Bot script, String token, Queue<String> said) throws Exception {
        String key = "api_key=" + token;
        String order = "&side=Buy&symbol=BTCUSD&order_type=Limit&qty=100&price=20000&order_link_id=";
        String create = "/v2/private/order/create";
        Bot form = script.with("Content-Type", "application/x-www-form-urlencoded");
        Bot.Reply placed = form.post(create, key + order + "canary-3");
        assertThat(placed.body().getInteger("ret_code")).as("the token lets in").isNotIn(null, 10001, 10003);
        said.add(all(placed));
        said.add(all(form.post(create + "?" + key + order + "canary-4", "timestamp=1")));
        said.add(all(script.post(create, "{\"api_key\":\"" + token + "\",\"qty\":{}}")));
        said.add(all(script.post(create, "{\"api_key\":\"" + token + "\"")));
        said.add(all(form.post(create, key + "&" + key)));
        said.add(all(form.post(create, key + order + token)));
        for (String path : List.of(
                "/v2/public/time?",
                "/v2/private/order/list?symbol=BTCUSD&",
                "/v2/private/order?symbol=BTCUSD&order_link_id=canary-3&",
                "/v2/private/position/list?",
                "/v2/private/wallet/balance?",
                "/private/linear/order/search?symbol=BTCUSDT&",
                "/v2/private/wallet/withdraw/list?",
                "/accounts/nobody/v2/private/order/list?symbol=BTCUSD&",
                "/v2/private/order/list?symbol=%ff&",
                "/v2//private?")) {
            said.add(all(script.get(path + key)));
        }
    }

    private static String all(Bot.Reply reply) {
        return reply.headers() + reply.text();
    }

    /** The secret half of a token, without the checksum that anybody can compute. */
    private static byte[] secretOf(String token) {
        return token.split("_", 3)[2].substring(0, 40).getBytes(UTF_8);
    }

    private void assertNotOnDisk(Map<String, byte[]> canaries) throws IOException {
        try (Stream<Path> files = Files.walk(folder)) {
            for (Path file : files.filter(Files::isRegularFile).toList()) {
                String name = file.getFileName().toString();
                String content = new String(Files.readAllBytes(file), ISO_8859_1);
                canaries.forEach((canary, bytes) -> {
                    boolean itsOwnHome = (canary.equals("master key") && name.equals("master.key"))
                            || (canary.equals("operator token") && name.equals("operator.token"));
                    if (!itsOwnHome) {
                        assertUnseen(canary, bytes, name, content);
                    }
                });
            }
        }
    }

    private static void assertUnseen(String name, byte[] canary, String where, String text) {
        String plain = new String(canary, ISO_8859_1).strip();
        String base64 = Base64.getEncoder().withoutPadding().encodeToString(canary);
        assertThat(text.contains(plain)).as("%s, plain, in %s", name, where).isFalse();
        assertThat(text.contains(HexFormat.of().formatHex(canary)))
                .as("%s, in hex, in %s", name, where)
                .isFalse();
        assertThat(text.contains(base64.substring(0, base64.length() - 2)))
                .as("%s, in base64, in %s", name, where)
                .isFalse();
    }
}
