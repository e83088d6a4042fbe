package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.ledger.LedgerVerifier;
import dev.portcullis.ledger.Verdict;
import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger tells of every order, in the order in which it happened, and can be believed. */
final class LedgerOfTheGateTest {
    @TempDir
    Path folder;

    @Test
    void theIntentIsOnDiskBeforeBybitHasTheOrder() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            // The answer hangs: whatever the ledger holds now was written before the exchange answered.
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order("/v5/order/create", "hanging"),
                            new Fault.DelayAnswer(java.time.Duration.ofSeconds(1)),
                            Dose.once());
            CompletableFuture<Bot.Reply> create = bot.createLater("hanging");
            Awaitility.await()
                    .pollInterval(java.time.Duration.ofMillis(1))
                    .until(() -> house.sandbox().journal().tally("hanging").received() == 1);

            List<String> events = events(house, "hanging");

            assertThat(events).startsWith("intent").doesNotContain("outcome");
            assertThat(create.get(10, TimeUnit.SECONDS).retCode()).isZero();
        }
    }

    @Test
    void everyWayToEndIsTold() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            bot.create("placed");
            bot.post("/v5/order/create", Bot.order("rejected", "20000").replace("0.001", "0.0001"));
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order("/v5/order/create", "lost"),
                            new Fault.Reset(SideEffect.EXECUTED),
                            Dose.once());
            bot.create("lost");
            house.admin("POST", "/admin/halt", new JsonObject());
            bot.create("halted");

            assertThat(outcomes(house, "placed")).containsExactly("acked");
            assertThat(outcomes(house, "rejected")).containsExactly("rejected");
            Awaitility.await()
                    .untilAsserted(() -> assertThat(outcomes(house, "lost")).containsExactly("unknown", "adopted"));
            assertThat(events(house, "placed")).containsExactly("intent", "signed", "outcome");
            assertThat(events(house, "halted")).containsExactly("refused");
        }
    }

    @Test
    void itIsWholeAfterAllThisAlsoOverRestarts() throws Exception {
        Path data;
        try (RunningGate house = RunningGate.unlimited(folder)) {
            data = house.data();
            for (int run = 0; run < 3; run++) {
                Bot bot = house.bot("bot" + run, "read", "trade");
                int number = run;
                List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 50)
                        .mapToObj(i -> bot.createLater("whole-" + number + "-" + i))
                        .toList();
                for (CompletableFuture<Bot.Reply> reply : all) {
                    assertThat(reply.get(10, TimeUnit.SECONDS).retCode()).isZero();
                }
                house.restart();
            }
            assertThat(LedgerVerifier.verify(data.resolve("ledger"), Optional.empty()))
                    .as("beside the running gate")
                    .isInstanceOf(Verdict.Whole.class);
        }
        Verdict verdict = LedgerVerifier.verify(data.resolve("ledger"), Optional.empty());
        assertThat(verdict).as(verdict.words()).isInstanceOf(Verdict.Whole.class);
    }

    private static List<String> events(RunningGate house, String orderLinkId) throws Exception {
        return fields(house, orderLinkId, "ev");
    }

    private static List<String> outcomes(RunningGate house, String orderLinkId) throws Exception {
        return fields(house, orderLinkId, "outcome");
    }

    private static List<String> fields(RunningGate house, String orderLinkId, String field) throws Exception {
        return house.admin("GET", "/admin/audit/trace/" + orderLinkId, null).body().getJsonArray("records").stream()
                .map(record -> ((JsonObject) record).getString(field))
                .filter(java.util.Objects::nonNull)
                .toList();
    }
}
