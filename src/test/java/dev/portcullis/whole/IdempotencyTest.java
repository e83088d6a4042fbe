package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** One orderLinkId is one order, however often, from wherever and whenever it is asked for (design invariant 7). */
final class IdempotencyTest {
    private static final String CREATE = "/v5/order/create";

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

    @Test
    void repetitionsOfACreateThatIsOnItsWayGetItsAnswer() throws Exception {
        answersLate("late", Duration.ofMillis(600));
        List<CompletableFuture<Bot.Reply>> all =
                IntStream.range(0, 20).mapToObj(i -> bot.createLater("late")).toList();

        List<Bot.Reply> replies = all.stream().map(IdempotencyTest::reply).toList();

        assertThat(replies).allMatch(reply -> reply.retCode() == 0);
        assertThat(replies)
                .filteredOn(reply -> reply.header("x-portcullis-replayed").isEmpty())
                .hasSize(1);
        assertThat(replies.stream()
                        .map(reply -> reply.body().getJsonObject("result").getString("orderId"))
                        .distinct())
                .hasSize(1);
        assertThat(received("late")).isEqualTo(1);
    }

    @Test
    void repetitionsOfACreateThatBybitRefusesGetTheRefusal() throws Exception {
        answersLate("refused", Duration.ofMillis(600));
        String tooSmall = Bot.order("refused", "20000").replace("0.001", "0.0001");
        List<CompletableFuture<Bot.Reply>> all = IntStream.range(0, 5)
                .mapToObj(i -> bot.sendLater("POST", CREATE, tooSmall))
                .toList();

        List<Bot.Reply> replies = all.stream().map(IdempotencyTest::reply).toList();

        assertThat(replies).allSatisfy(reply -> {
            assertThat(reply.outcome()).as(reply.text()).isEqualTo("rejected");
            assertThat(reply.retCode()).isEqualTo(replies.get(0).retCode()).isNotZero();
        });
        assertThat(received("refused")).isEqualTo(1);
        assertThat(bot.create("refused").retCode()).isZero();
    }

    @Test
    void repetitionsOfABatchThatIsOnItsWayGetItsAnswer() throws Exception {
        answersLate("child-1", "/v5/order/create-batch", Duration.ofMillis(600));
        String batch = "{\"category\":\"linear\",\"request\":[" + child("child-1", "0.001") + ","
                + child("child-2", "0.0001") + "]}";

        CompletableFuture<Bot.Reply> first = bot.sendLater("POST", "/v5/order/create-batch", batch);
        CompletableFuture<Bot.Reply> second = bot.sendLater("POST", "/v5/order/create-batch", batch);

        List<Object> codes = Stream.of(first, second)
                .map(IdempotencyTest::reply)
                .map(reply -> (Object) reply.body().getJsonObject("result"))
                .toList();
        assertThat(codes.get(0)).isEqualTo(codes.get(1));
        assertThat(received("child-1")).isEqualTo(1);
        assertThat(received("child-2")).isEqualTo(1);
    }

    @Test
    void aRepetitionThatRunsOutOfTimeLearnsThatTheFirstIsStillOpen() throws Exception {
        answersLate("slow", Duration.ofMillis(1_200));
        CompletableFuture<Bot.Reply> first = bot.createLater("slow");
        awaitReceived("slow");

        Bot.Reply hurried = bot.with("X-Deadline-Ms", "100").create("slow");

        assertThat(hurried.retCode()).isEqualTo(170007);
        assertThat(hurried.outcome()).isEqualTo("unknown");
        assertThat(hurried.retMsg()).startsWith("Request timeout: outcome unknown, do not resend; orderLinkId=slow");
        assertThat(reply(first).retCode()).isZero();
        assertThat(received("slow")).isEqualTo(1);
    }

    @Test
    void aBatchOfKnownAndNewOrdersIsNotSent() throws Exception {
        bot.create("known");

        Bot.Reply mixed = bot.post(
                "/v5/order/create-batch",
                "{\"category\":\"linear\",\"request\":[" + child("known", "0.001") + "," + child("new", "0.001")
                        + "]}");

        assertThat(mixed.retCode()).isEqualTo(10014);
        assertThat(mixed.retMsg()).contains("known");
        assertThat(received("new")).isZero();
    }

    @Test
    void aCreateThatIsOnItsWayWhenTheGateStopsIsAnsweredOrFoundAfterTheStart() throws Exception {
        house.sandbox()
                .faults()
                .script(FaultMatch.order(CREATE, "astray"), new Fault.Reset(SideEffect.EXECUTED), Dose.once());
        assertThat(bot.create("astray").outcome()).isEqualTo("unknown");

        house.restart();
        Bot after = house.bot(house.token("bot1"));

        Awaitility.await().atMost(Duration.ofSeconds(15)).untilAsserted(() -> {
            Bot.Reply again = after.create("astray");
            assertThat(again.retCode()).isZero();
            assertThat(again.outcome()).isIn("adopted");
        });
        assertThat(received("astray")).isEqualTo(1);
    }

    @Test
    void aGateThatStopsFirstAnswersWhatIsOnItsWay() throws Exception {
        answersLate("draining", Duration.ofMillis(800));
        CompletableFuture<Bot.Reply> onItsWay = bot.createLater("draining");
        awaitReceived("draining");

        house.restart();

        assertThat(reply(onItsWay).retCode()).isZero();
        Bot.Reply again = house.bot(house.token("bot1")).create("draining");
        assertThat(again.header("x-portcullis-replayed")).isEqualTo("true");
        assertThat(received("draining")).isEqualTo(1);
    }

    private static String child(String orderLinkId, String qty) {
        return "{\"symbol\":\"BTCUSDT\",\"side\":\"Buy\",\"orderType\":\"Limit\",\"qty\":\"" + qty
                + "\",\"price\":\"20000\",\"orderLinkId\":\"" + orderLinkId + "\"}";
    }

    private void answersLate(String orderLinkId, Duration delay) {
        answersLate(orderLinkId, CREATE, delay);
    }

    private void answersLate(String orderLinkId, String path, Duration delay) {
        house.sandbox().faults().script(FaultMatch.order(path, orderLinkId), new Fault.DelayAnswer(delay), Dose.once());
    }

    private void awaitReceived(String orderLinkId) {
        Awaitility.await().until(() -> received(orderLinkId) == 1);
    }

    private int received(String orderLinkId) {
        return house.sandbox().journal().tally(orderLinkId).received();
    }

    private static Bot.Reply reply(CompletableFuture<Bot.Reply> later) {
        try {
            return later.get(20, TimeUnit.SECONDS);
        } catch (Exception e) {
            throw new AssertionError("no reply", e);
        }
    }
}
