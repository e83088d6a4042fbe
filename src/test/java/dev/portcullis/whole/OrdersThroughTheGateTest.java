package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a trader may rely on, from the bot's socket to the exchange's book. */
final class OrdersThroughTheGateTest {
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
    void close() throws Exception {
        house.close();
    }

    @Test
    void anUnsignedOrderArrivesOnceAndCorrectlySigned() throws Exception {
        Bot.Reply reply = bot.create("first");

        assertThat(reply.retCode()).isZero();
        assertThat(reply.outcome()).isEqualTo("acked");
        assertThat(reply.header("x-portcullis-order-link-id")).isEqualTo("first");
        assertThat(house.sandbox().journal().tally("first").accepted()).isEqualTo(1);
        assertThat(house.sandbox().journal().tally("first").received()).isEqualTo(1);
    }

    @Test
    void theVerySameOrderIsSentOnceAndAnsweredAgain() throws Exception {
        Bot.Reply first = bot.create("same");

        Bot.Reply again = bot.create("same");

        assertThat(again.retCode()).isZero();
        assertThat(again.header("x-portcullis-replayed")).isEqualTo("true");
        assertThat(again.body().getJsonObject("result")).isEqualTo(first.body().getJsonObject("result"));
        assertThat(house.sandbox().journal().tally("same").received()).isEqualTo(1);
    }

    @Test
    void fiftyConcurrentRepetitionsSendOneOrder() {
        List<CompletableFuture<Bot.Reply>> all = new ArrayList<>();
        for (int i = 0; i < 50; i++) {
            all.add(bot.createLater("burst"));
        }

        assertThat(all).allSatisfy(reply -> assertThat(reply.get().retCode()).isZero());
        assertThat(house.sandbox().journal().tally("burst").received()).isEqualTo(1);
    }

    @Test
    void anotherOrderUnderTheSameIdIsRefused() throws Exception {
        bot.create("taken");

        Bot.Reply other = bot.post("/v5/order/create", Bot.order("taken", "20001"));

        assertThat(other.retCode()).isEqualTo(10014);
        assertThat(other.outcome()).isEqualTo("not_sent");
        assertThat(house.sandbox().journal().tally("taken").received()).isEqualTo(1);
    }

    @Test
    void anotherClientCannotTakeAnOrderLinkIdButMayCancelByItsGrant() throws Exception {
        bot.create("mine");
        Bot other = house.bot("bot2", "read", "trade");

        assertThat(other.create("mine").retCode()).isEqualTo(10014);
        assertThat(other.cancel("mine").retCode()).isZero();
    }

    @Test
    void aDefiniteRefusalFreesTheOrderLinkId() throws Exception {
        String tooSmall = Bot.order("free", "20000").replace("0.001", "0.0001");
        assertThat(bot.post("/v5/order/create", tooSmall).outcome()).isEqualTo("rejected");

        assertThat(bot.create("free").retCode()).isZero();
    }

    @Test
    void aReplayHoldsAfterARestart() throws Exception {
        Bot.Reply first = bot.create("before");

        house.restart();
        Bot after = house.bot(house.token("bot1"));

        assertThat(after.create("before").body().getJsonObject("result"))
                .isEqualTo(first.body().getJsonObject("result"));
        assertThat(house.sandbox().journal().tally("before").received()).isEqualTo(1);
    }

    @Test
    void anOrderWhoseAnswerIsLostIsUnknownAndThenFound() throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.order("/v5/order/create", "lost"),
                        new Fault.Reset(SideEffect.EXECUTED),
                        Dose.once());

        Bot.Reply reply = bot.create("lost");

        assertThat(reply.retCode()).isEqualTo(170007);
        assertThat(reply.outcome()).isEqualTo("unknown");
        assertThat(reply.retMsg()).startsWith("Request timeout: outcome unknown, do not resend; orderLinkId=lost");
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(bot.create("lost").outcome()).isEqualTo("adopted"));
        assertThat(house.sandbox().journal().tally("lost").received()).isEqualTo(1);
    }

    @Test
    void anOrderThatNeverArrivedIsProvenNotPlacedBehindItsFence() throws Exception {
        house.sandbox()
                .faults()
                .script(FaultMatch.order("/v5/order/create", "never"), new Fault.Reset(SideEffect.NONE), Dose.once());

        assertThat(bot.create("never").outcome()).isEqualTo("unknown");

        Awaitility.await()
                .atMost(Duration.ofSeconds(25))
                .untilAsserted(() -> assertThat(bot.create("never").retCode()).isEqualTo(990005));
        assertThat(house.sandbox().journal().tally("never").accepted()).isZero();
    }

    @Test
    void anAnswerAboutAnotherOrderProvesNothing() throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.order("/v5/order/create", "swapped"),
                        new Fault.SwapIds("11111111-2222-3333-4444-555555555555", "somebody-elses"),
                        Dose.once());

        assertThat(bot.create("swapped").outcome()).isEqualTo("unknown");
    }

    @Test
    void theLedgerTellsTheWholeStoryOfAnOrder() throws Exception {
        bot.create("story");
        bot.cancel("story");

        JsonObject trace = house.admin("GET", "/admin/audit/trace/story", null).body();

        assertThat(trace.getJsonArray("records").stream()
                        .map(r -> ((JsonObject) r).getString("ev"))
                        .toList())
                .startsWith("intent", "signed", "outcome")
                .contains("intent", "signed", "outcome");
    }
}
