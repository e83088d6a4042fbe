package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.HttpAnswer;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The rows of the fault matrix that concern more than one order: the host, the address, batches, what reads show. */
@Tag("once")
final class FaultMatrixOfHostsTest {
    private static final String CREATE = "/v5/order/create";
    private static final String BATCH = "/v5/order/create-batch";
    private static final String QUICK =
            "reconcile: { recvWindow: 500ms, settle: 500ms }\ntimeouts: { answer: { create: 700ms } }";

    @TempDir
    Path folder;

    /** U1, U26: nothing is sent to a host that cannot be reached, callers hear so fast, and it goes on by itself. */
    @Test
    void anOutageIsNotSentAtOnceAndEndsByItself() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, QUICK)) {
            Bot bot = house.bot("bot1", "read", "trade");
            bot.create("before");

            RunningGate.get(house.sandbox().listening().interrupt());
            // a connection that was open may take one order with it (U7); then the host is known to be gone
            Awaitility.await()
                    .until(() ->
                            bot.create("probe-" + System.nanoTime()).outcome().equals("not_sent"));
            long begunNanos = System.nanoTime();
            List<Bot.Reply> during = IntStream.range(0, 50)
                    .mapToObj(i -> bot.createLater("during-" + i))
                    .map(CompletableFuture::join)
                    .toList();
            long eachMillis = TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - begunNanos) / during.size();

            assertThat(during).allSatisfy(reply -> {
                assertThat(reply.outcome()).as(reply.text()).isEqualTo("not_sent");
                assertThat(reply.retCode()).isEqualTo(990004);
            });
            assertThat(eachMillis).as("milliseconds that each takes").isLessThan(100);

            RunningGate.get(house.sandbox().listening().resume());
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(
                            () -> assertThat(bot.create("during-0").outcome()).isEqualTo("acked"));
            IntStream.range(0, 50)
                    .forEach(i -> assertThat(house.sandbox()
                                    .journal()
                                    .tally("during-" + i)
                                    .received())
                            .isEqualTo(i == 0 ? 1 : 0));
        }
    }

    /** U11: nothing leaves the address any more; what was on its way is unknown, not refused. */
    @Test
    void anAddressThatAskedTooOftenSendsNothingMore() throws Exception {
        try (RunningGate house = RunningGate.limited(folder, QUICK)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order(CREATE, "banned"),
                            new Fault.AnswerInstead(SideEffect.EXECUTED, HttpAnswer.tooFrequent()),
                            Dose.once());

            Bot.Reply banned = bot.create("banned");
            int receivedBy = house.sandbox().journal().requests().size();
            Bot.Reply next = bot.create("next");
            Bot.Reply cancel = bot.cancel("banned");
            Bot.Reply read = bot.get("/v5/order/realtime?category=linear&symbol=BTCUSDT");

            assertThat(banned.outcome()).isEqualTo("unknown");
            assertThat(next.outcome()).as(next.text()).isEqualTo("not_sent");
            assertThat(next.retMsg()).contains("has banned this gate's address");
            assertThat(cancel.outcome()).as(cancel.text()).isNotEqualTo("acked");
            assertThat(read.retCode()).as(read.text()).isNotZero();
            assertThat(bot.create("banned").outcome()).isEqualTo("unknown");
            assertThat(house.sandbox().journal().requests()).hasSize(receivedBy);
        }
    }

    /** U20: a batch's answer is read by orderLinkId; an order that it does not name is unknown, and then found. */
    @Test
    void aBatchIsReadByItsOrderLinkIds() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, QUICK)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox().faults().script(FaultMatch.order(BATCH, "r-1"), new Fault.ReverseBatch(), Dose.once());
            house.sandbox().faults().script(FaultMatch.order(BATCH, "s-1"), new Fault.ShortenBatch(1), Dose.once());

            bot.post(BATCH, batch("r-1", "r-2"));
            bot.post(BATCH, batch("s-1", "s-2"));

            for (String link : List.of("r-1", "r-2", "s-1")) {
                assertThat(bot.create(link).outcome()).as(link).isEqualTo("acked");
            }
            Awaitility.await()
                    .atMost(Duration.ofSeconds(15))
                    .untilAsserted(() -> assertThat(bot.create("s-2").outcome()).isEqualTo("adopted"));
            List.of("r-1", "r-2", "s-1", "s-2")
                    .forEach(link -> assertThat(
                                    house.sandbox().journal().tally(link).received())
                            .as(link)
                            .isEqualTo(1));
        }
    }

    /** U21: an ack says that Bybit has taken it, not that it lives; a read shows what it has become. */
    @Test
    void anOrderThatEndsBehindItsAckIsShownSo() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, QUICK)) {
            Bot bot = house.bot("bot1", "read", "trade");
            String crossing = Bot.normalized("crossing")
                    .replace("\"price\":\"20000\"", "\"price\":\"1000000\"")
                    .replace("\"side\"", "\"timeInForce\":\"post_only\",\"side\"");

            Bot.Reply ack = bot.post("/v1/accounts/alpha/orders", crossing);

            assertThat(ack.outcome()).as(ack.text()).isEqualTo("acked");
            Bot.Reply read = bot.get("/v1/accounts/alpha/orders/client:crossing");
            assertThat(read.body().getString("status")).as(read.text()).isEqualTo("cancelled");
        }
    }

    /** U22: reads that lag behind the ack are no proof, neither before the fence nor once after a restart. */
    @Test
    void readsThatLagAreNoProof() throws Exception {
        try (RunningGate house = RunningGate.configured(folder, QUICK.replace("settle: 500ms", "settle: 3s"))) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox().venue().setReadLag(Duration.ofSeconds(2));
            for (String link : List.of("lags", "ended")) {
                house.sandbox()
                        .faults()
                        .script(FaultMatch.order(CREATE, link), new Fault.Reset(SideEffect.EXECUTED), Dose.once());
            }

            assertThat(bot.create("lags").outcome()).isEqualTo("unknown");
            assertThat(bot.post(
                                    CREATE,
                                    Bot.order("ended", "20000")
                                            .replace("\"Limit\"", "\"Limit\",\"timeInForce\":\"IOC\""))
                            .outcome())
                    .isEqualTo("unknown");
            house.sandbox().venue().forgetRecentClosed();

            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(bot.create("lags").outcome()).isEqualTo("adopted"));
            Awaitility.await()
                    .atMost(Duration.ofSeconds(20))
                    .untilAsserted(() -> assertThat(bot.get("/v1/accounts/alpha/orders/link:ended")
                                    .body()
                                    .getString("status"))
                            .isEqualTo("cancelled"));
        }
    }

    private static String batch(String... links) {
        JsonArray orders = new JsonArray();
        for (String link : links) {
            JsonObject order = new JsonObject(Bot.order(link, "20000"));
            order.remove("category");
            orders.add(order);
        }
        return new JsonObject().put("category", "linear").put("request", orders).encode();
    }
}
