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
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.Executor;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever cancels gets out, whatever became of the create (design invariant 6). */
@Tag("once")
final class GettingOutTest {
    private static final long SEED = 20_261_125;

    @TempDir
    Path folder;

    @Test
    void pairsThatQueueLeaveNothingAlive() throws Exception {
        leaveNothingAlive(queueing(120));
    }

    @Test
    void pairsThatAllDepartLeaveNothingAlive() throws Exception {
        leaveNothingAlive(departing(200));
    }

    @Test
    @Tag("long")
    void aThousandPairsThatQueueLeaveNothingAlive() throws Exception {
        leaveNothingAlive(queueing(1_000));
    }

    @Test
    @Tag("long")
    void aThousandPairsThatAllDepartLeaveNothingAlive() throws Exception {
        leaveNothingAlive(departing(1_000));
    }

    /** What a run is made of. */
    private record Run(int pairs, int perHalfSecond, boolean limited, List<String> endsExpected) {}

    /** Four times as many creates as Bybit takes, so that most wait up to their two seconds. */
    private static Run queueing(int pairs) {
        return new Run(pairs, 20, true, List.of("acked", "unknown", "not_sent"));
    }

    /** Without limits every create leaves at once, and its cancel meets it at the exchange or on its way. */
    private static Run departing(int pairs) {
        return new Run(pairs, 50, false, List.of("acked", "unknown"));
    }

    /** Some of the creates are answered two seconds late, or never, with the order placed or not. */
    private void leaveNothingAlive(Run run) throws Exception {
        int pairs = run.pairs();
        try (RunningGate house = run.limited() ? RunningGate.limited(folder) : RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            FaultMatch creates = FaultMatch.path("/v5/order/create");
            Duration late = Duration.ofSeconds(2);
            house.sandbox().faults().script(creates, new Fault.DelayAnswer(late), Dose.chance(0.4, SEED));
            house.sandbox().faults().script(creates, new Fault.Reset(SideEffect.EXECUTED), Dose.chance(0.1, SEED + 1));
            house.sandbox().faults().script(creates, new Fault.Reset(SideEffect.NONE), Dose.chance(0.1, SEED + 2));
            Random random = new Random(SEED);

            Map<String, String> said = new ConcurrentHashMap<>();
            Map<String, Integer> ends = new ConcurrentHashMap<>();
            List<CompletableFuture<Void>> all = IntStream.range(0, pairs)
                    .mapToObj(i -> pair(
                            bot, said, ends, "pair-" + i, i * 500L / run.perHalfSecond(), 100 + random.nextInt(1_700)))
                    .toList();
            for (CompletableFuture<Void> pair : all) {
                pair.get(300, TimeUnit.SECONDS);
            }

            Awaitility.await()
                    .atMost(Duration.ofSeconds(40))
                    .untilAsserted(() -> assertThat(alive(house))
                            .as("what was said of them: %s", storiesOfTheLiving(house, said))
                            .isEmpty());
            assertNoneWasSentTwice(house, pairs);
            assertThat(house.sandbox().journal().createsAccepted()).isPositive();
            assertThat(ends)
                    .as("the mix was one of all kinds")
                    .containsKeys(run.endsExpected().toArray(String[]::new));
            System.out.println(pairs + " pairs, creates ended " + ends + ", none is alive");
        }
        assertThat(LedgerVerifier.verify(folder.resolve("data/ledger"), Optional.empty()))
                .isInstanceOf(Verdict.Whole.class);
    }

    private static CompletableFuture<Void> pair(
            Bot bot,
            Map<String, String> said,
            Map<String, Integer> ends,
            String link,
            long startMillis,
            long cancelAfterMillis) {
        CompletableFuture<Bot.Reply> create =
                CompletableFuture.supplyAsync(() -> link, after(startMillis)).thenCompose(bot::createLater);
        CompletableFuture<Bot.Reply> cancel = CompletableFuture.supplyAsync(
                        () -> link, after(startMillis + cancelAfterMillis))
                .thenCompose(id -> cancelUntilTaken(bot, id));
        return create.thenCombine(cancel, (placed, gone) -> {
                    ends.merge(placed.outcome(), 1, Integer::sum);
                    said.put(link, "create " + placed.text() + " cancel " + gone.text());
                    return arrivedBefore(gone, placed);
                })
                .thenCompose(overtook -> overtook ? cancelUntilTaken(bot, link) : cancel)
                .thenAccept(done -> {});
    }

    private static List<String> storiesOfTheLiving(RunningGate house, Map<String, String> said) {
        return alive(house).stream().map(link -> link + ": " + said.get(link)).toList();
    }

    private static Executor after(long millis) {
        return CompletableFuture.delayedExecutor(millis, TimeUnit.MILLISECONDS);
    }

    /** Cancels, and again whenever the gate says that it was not sent. */
    private static CompletableFuture<Bot.Reply> cancelUntilTaken(Bot bot, String link) {
        return bot.cancelLater(link)
                .thenCompose(reply -> "not_sent".equals(reply.outcome())
                        ? CompletableFuture.supplyAsync(() -> link, after(50))
                                .thenCompose(id -> cancelUntilTaken(bot, id))
                        : CompletableFuture.completedFuture(reply));
    }

    /** A cancel that overtook its create on the way to the gate cancelled nothing; its bot cancels again. */
    private static boolean arrivedBefore(Bot.Reply one, Bot.Reply other) {
        return arrival(one) < arrival(other);
    }

    /** Request ids count up in the order of arrival. */
    private static long arrival(Bot.Reply reply) {
        String id = reply.header("x-portcullis-request-id");
        return Long.parseLong(id.substring(id.lastIndexOf('-') + 1), Character.MAX_RADIX);
    }

    private static List<String> alive(RunningGate house) {
        return house.sandbox().venue().openOrders(RunningGate.UID).stream()
                .map(order -> order.identity().orderLinkId())
                .filter(link -> link.startsWith("pair-"))
                .toList();
    }

    private static void assertNoneWasSentTwice(RunningGate house, int pairs) {
        assertThat(IntStream.range(0, pairs)
                        .map(i -> house.sandbox().journal().tally("pair-" + i).received()))
                .allMatch(received -> received <= 1);
    }

    @Test
    void aCancelTakesAWaitingCreateOutOfTheLine() throws Exception {
        try (RunningGate house = RunningGate.limited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            List<CompletableFuture<Bot.Reply>> ahead = IntStream.range(0, 12)
                    .mapToObj(i -> bot.createLater("ahead-" + i))
                    .toList();
            CompletableFuture<Bot.Reply> waiting = bot.createLater("waiting");
            Awaitility.await()
                    .until(() -> house.gate().budgets().meter().waiting().values().stream()
                                    .mapToInt(Integer::intValue)
                                    .sum()
                            > 0);

            Bot.Reply cancel = bot.cancel("waiting");

            assertThat(cancel.retCode()).isZero();
            Bot.Reply create = waiting.get(10, TimeUnit.SECONDS);
            boolean takenOut = create.retCode() == 990004;
            assertThat(house.sandbox().journal().tally("waiting").received()).isEqualTo(takenOut ? 0 : 1);
            for (CompletableFuture<Bot.Reply> reply : ahead) {
                reply.get(10, TimeUnit.SECONDS);
            }
        }
    }

    @Test
    void anOrderThatFilledBeforeItsCancelIsNotCalledCancelled() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order("/v5/order/create", "filled"),
                            new Fault.Reset(SideEffect.EXECUTED),
                            Dose.once());
            String crossing = Bot.order("filled", "90000");
            assertThat(bot.post("/v5/order/create", crossing).outcome()).isEqualTo("unknown");

            Bot.Reply cancel = bot.cancel("filled");

            // the exchange tells a finished order as 110001 or as 110008, by where it stands (docs:v5/error)
            assertThat(cancel.retCode()).as(cancel.text()).isIn(110001, 110008);
            assertThat(cancel.outcome()).isEqualTo("rejected");
        }
    }

    @Test
    void aLostCreateIsCancelledByOneCancel() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            house.sandbox()
                    .faults()
                    .script(
                            FaultMatch.order("/v5/order/create", "lost"),
                            new Fault.DelayRequest(Duration.ofSeconds(2)),
                            Dose.once());
            CompletableFuture<Bot.Reply> create = bot.createLater("lost");
            Awaitility.await()
                    .until(() -> house.admin("GET", "/admin/audit/trace/lost", null)
                            .text()
                            .contains("\"signed\""));

            Bot.Reply cancel = bot.cancel("lost");

            assertThat(create.get(10, TimeUnit.SECONDS).outcome()).isEqualTo("unknown");
            assertThat(cancel.retCode()).as(cancel.text()).isZero();
            assertThat(house.sandbox().venue().openOrders(RunningGate.UID))
                    .noneMatch(order -> order.identity().orderLinkId().equals("lost"));
        }
    }

    @Test
    void aHaltTakesWaitingCreatesOutOfTheLine() throws Exception {
        try (RunningGate house = RunningGate.limited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 30)
                    .mapToObj(i -> bot.createLater("halted-" + i))
                    .toList();
            Awaitility.await().until(() -> house.sandbox().journal().createsReceived() >= 5);

            int takenOut =
                    house.admin("POST", "/admin/halt", new JsonObject()).body().getInteger("takenOut");
            long haltedMillis = System.currentTimeMillis();

            for (CompletableFuture<Bot.Reply> reply : all) {
                assertThat(reply.get(10, TimeUnit.SECONDS).retCode()).isIn(0, 990002, 990004, 10006);
            }
            assertThat(takenOut).isPositive();
            assertThat(house.sandbox()
                            .journal()
                            .requests(request -> request.path().equals("/v5/order/create")))
                    .allSatisfy(request -> assertThat(request.receipt().timeMillis())
                            .as("the last create leaves at most 100 ms after the halt returned")
                            .isLessThanOrEqualTo(haltedMillis + 100));
        }
    }

    @Test
    void theGateKeepsBybitsLimitsAndNobodyIsToldTooManyVisits() throws Exception {
        try (RunningGate house = RunningGate.limited(folder)) {
            Bot bot = house.bot("bot1", "read", "trade");
            List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 40)
                    .mapToObj(i -> bot.createLater("paced-" + i))
                    .toList();

            int refused = 0;
            for (CompletableFuture<Bot.Reply> later : all) {
                Bot.Reply reply = later.get(10, TimeUnit.SECONDS);
                if (reply.retCode() != 0) {
                    refused++;
                    // Not in time for its turn, or its turn came in the last moment and its intent was too late.
                    assertThat(reply.retCode()).isIn(10006, 990004);
                    assertThat(reply.outcome()).isEqualTo("not_sent");
                    if (reply.retCode() == 990004) {
                        continue;
                    }
                    long reset = Long.parseLong(reply.header("x-bapi-limit-reset-timestamp"));
                    assertThat(reset).isGreaterThanOrEqualTo(reply.body().getLong("time") + 50);
                }
            }

            assertThat(refused).isBetween(5, 35);
            assertThat(house.sandbox().journal().createsReceived()).isEqualTo(41 - refused);
            assertThat(house.sandbox().journal().createsAccepted()).isEqualTo(41 - refused);
        }
    }
}
