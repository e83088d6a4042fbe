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

/** An order that never passed the gate is found among many, and what cannot be read is neither ours nor foreign. */
@Tag("once")
final class ForeignOrdersTest {
    private static final int LISTS = 5;

    @TempDir
    Path folder;

    private RunningGate house;
    private Thief thief;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.configured(folder, "alerts: { foreign-orders-every: 1s }");
        thief = new Thief(house.sandbox().restUrl(), RunningGate.API_KEY, RunningGate.API_SECRET);
    }

    @AfterEach
    void close() {
        house.close();
    }

    private static ConditionFactory soon() {
        return Awaitility.await().atMost(Duration.ofSeconds(40));
    }

    private List<JsonObject> alerts() throws Exception {
        return house.admin("GET", "/admin/alerts", null).body().getJsonArray("alerts").stream()
                .map(JsonObject.class::cast)
                .toList();
    }

    @Test
    void itIsFoundBehindTheFirstPageOfOurOwn() throws Exception {
        Bot bot = house.bot("bot1", "trade");
        thief.create("the-oldest");
        for (int i = 0; i < 60; i++) {
            assertThat(bot.create("ours-" + i).outcome()).isEqualTo("acked");
        }

        soon().until(() -> !alerts().isEmpty());
        assertThat(alerts())
                .singleElement()
                .satisfies(alert -> assertThat(alert.getString("text")).contains("the-oldest"));
    }

    @Test
    void aListThatCannotBeReadIsSaidOnceAndFoundOutWhenItCan() throws Exception {
        ListAppender<ILoggingEvent> log = new ListAppender<>();
        log.start();
        Logger ours = (Logger) LoggerFactory.getLogger("dev.portcullis.gate.ForeignOrders");
        ours.addAppender(log);
        int before = house.sandbox().journal().count("/v5/order/realtime");
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.path("/v5/order/realtime"),
                        new Fault.RetCodeInstead(SideEffect.NONE, 10016, "Server error."),
                        Dose.times(3 * LISTS));
        thief.create("hidden-for-a-while");

        soon().until(() -> house.sandbox().journal().count("/v5/order/realtime") >= before + 3 * LISTS);
        assertThat(alerts()).isEmpty();
        soon().until(() -> !alerts().isEmpty());
        ours.detachAppender(log);
        assertThat(List.copyOf(log.list).stream().map(ILoggingEvent::getFormattedMessage))
                .filteredOn(line -> line.contains("could not be read"))
                .hasSize(LISTS);
    }
}
