package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What a gate does after a start with orders whose outcome it does not know. */
class RecoveryTest {
    @TempDir
    private Path folder;

    /** An order that the exchange took while its answer was lost, and no read that would show it. */
    private static void loseOne(RunningGate house, Bot bot) throws Exception {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.order("/v5/order/create", "lost"),
                        new Fault.Reset(SideEffect.EXECUTED),
                        Dose.once());
        house.sandbox()
                .faults()
                .script(FaultMatch.path("/v5/order/realtime"), new Fault.Reset(SideEffect.NONE), Dose.always());
        assertThat(bot.create("lost").outcome()).isEqualTo("unknown");
        bot.create("fine");
    }

    @Test
    void anAccountTakesNoCreatesUntilItsPastIsSettled() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            loseOne(house, house.bot("bot1", "read", "trade"));
            house.restart();
            Bot bot = house.bot(house.token("bot1"));

            Bot.Reply refused = bot.create("early");
            Bot.Reply replayed = bot.create("fine");
            Bot.Reply cancelled = bot.cancel("fine");

            assertThat(refused.retCode()).as(refused.text()).isEqualTo(990004);
            assertThat(refused.retMsg()).contains("1 orders of account alpha", "lost", "order resolve");
            assertThat(replayed.retCode()).as(replayed.text()).isZero();
            assertThat(cancelled.retCode()).as(cancelled.text()).isZero();

            house.sandbox().faults().clear();
            await().atMost(Duration.ofSeconds(10))
                    .until(() -> bot.create("later").retCode() == 0);
            assertThat(bot.create("lost").outcome()).isEqualTo("adopted");
        }
    }

    @Test
    void anOperatorEndsWhatNothingCanProve() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            loseOne(house, house.bot("bot1", "read", "trade"));
            String token = house.token("bot1");
            house.restart();
            Bot bot = house.bot(token);

            Bot.Reply early = resolve(house, "lost", "not-placed");
            Bot.Reply unknownId = resolve(house, "never", "placed");
            Bot.Reply ended = resolve(house, "lost", "placed");
            Bot.Reply again = resolve(house, "lost", "placed");

            assertThat(early.status()).as(early.text()).isEqualTo(409);
            assertThat(early.text()).contains("may still take it until");
            assertThat(unknownId.status()).as(unknownId.text()).isEqualTo(404);
            assertThat(ended.body().getString("outcome")).as(ended.text()).isEqualTo("acked");
            assertThat(again.status()).as(again.text()).isEqualTo(409);
            assertThat(bot.create("now").retCode()).isZero();
            house.restart();
            assertThat(house.bot(token).create("lost").outcome()).isEqualTo("acked");
        }
    }

    private static Bot.Reply resolve(RunningGate house, String orderLinkId, String verdict) throws Exception {
        return house.admin(
                "POST",
                "/admin/orders/" + orderLinkId + "/resolve",
                new JsonObject().put("as", verdict).put("reason", "seen in the order list of the web page"));
    }
}
