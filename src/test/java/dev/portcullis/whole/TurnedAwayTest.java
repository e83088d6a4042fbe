package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import ch.qos.logback.classic.Logger;
import ch.qos.logback.classic.spi.ILoggingEvent;
import ch.qos.logback.core.read.ListAppender;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.slf4j.LoggerFactory;

/** What the data doors refuse before it becomes a call is counted and recorded too, and a copied token is warned of. */
@Tag("once")
final class TurnedAwayTest {
    private static final Logger GATE_LOG = (Logger) LoggerFactory.getLogger("dev.portcullis.gate");

    @TempDir
    Path folder;

    private final ListAppender<ILoggingEvent> log = new ListAppender<>();
    private RunningGate house;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        log.start();
        GATE_LOG.addAppender(log);
    }

    @AfterEach
    void close() {
        GATE_LOG.detachAppender(log);
        house.close();
    }

    private String metrics() throws Exception {
        return house.admin("GET", "/metrics", null).text();
    }

    private List<JsonObject> accessRecords() throws Exception {
        JsonArray records =
                house.admin("GET", "/admin/audit/tail?records=200", null).body().getJsonArray("records");
        return records.stream()
                .map(JsonObject.class::cast)
                .filter(each -> "access".equals(each.getString("ev")))
                .toList();
    }

    private List<String> warnings() {
        return List.copyOf(log.list).stream()
                .map(ILoggingEvent::getFormattedMessage)
                .filter(line -> line.contains("token"))
                .toList();
    }

    @Test
    void whatCannotBecomeACallIsCountedUnderNoRouteAndRecordedInBursts() throws Exception {
        Bot bot = house.bot("bot1", "read", "trade");
        for (int i = 0; i < 3; i++) {
            assertThat(bot.post("/v5/order/create", "{\"category\":").retCode()).isEqualTo(10001);
        }
        assertThat(bot.post("/v5/asset/withdraw/create", "{}").retCode()).isEqualTo(10005);

        assertThat(metrics().lines().filter(line -> line.contains("route=\"unmatched\"")))
                .containsExactly("portcullis_calls_total{client=\"(none)\",door=\"v5\",outcome=\"refused\","
                        + "route=\"unmatched\"} 4.0");
        await().atMost(Duration.ofSeconds(10)).untilAsserted(() -> {
            assertThat(countOf("malformed")).isEqualTo(3);
            assertThat(countOf("endpoint-denied")).isEqualTo(1);
        });
    }

    private long countOf(String kind) throws Exception {
        return accessRecords().stream()
                .filter(each -> each.encode().contains("\"" + kind + "\""))
                .mapToLong(each -> each.getLong("count"))
                .sum();
    }

    @Test
    void aLiveTokenInTheQueryIsRefusedRecordedAndWarnedOfWithoutItsText() throws Exception {
        house.bot("bot1", "read");
        String token = house.token("bot1");
        String id = token.split("_", -1)[1];
        Bot good = house.bot(token);
        for (int i = 0; i < 2; i++) {
            Bot.Reply answer = good.get("/v5/order/realtime?category=linear&symbol=BTCUSDT&api_key=" + token);
            assertThat(answer.retCode()).as(answer.text()).isEqualTo(10003);
            assertThat(answer.retMsg()).contains("token revoke " + id);
        }

        assertThat(warnings())
                .isNotEmpty()
                .allSatisfy(line -> assertThat(line)
                        .contains("a live token of client bot1 came in the query", "token revoke " + id)
                        .doesNotContain(token));
        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(countOf("token-misplaced")).isEqualTo(2));
        assertThat(accessRecords()).noneMatch(each -> each.encode().contains(token));
    }

    @Test
    void aTextThatIsNobodysTokenIsCountedAndNotWarnedOf() throws Exception {
        house.bot("").get("/v5/order/realtime?x=pcl_abcd123456_" + "a".repeat(49));

        await().atMost(Duration.ofSeconds(10))
                .untilAsserted(() -> assertThat(countOf("token-misplaced")).isEqualTo(1));
        assertThat(warnings()).isEmpty();
    }
}
