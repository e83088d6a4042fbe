package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** What the desk takes back stops also what waits in line already (design invariant 5). */
@Tag("once")
final class WaitingCallsTest {
    @TempDir
    Path folder;

    private RunningGate house;
    private Bot bot;
    private String token;
    private List<CompletableFuture<Bot.Reply>> waiting;

    @BeforeEach
    void aLineOfCreatesWaits() throws Exception {
        house = RunningGate.limited(folder);
        house.bot("bot1", "read", "trade");
        token = house.token("bot1");
        bot = house.bot(token);
        waiting = IntStream.range(0, 30)
                .mapToObj(i -> bot.createLater("waiting-" + i))
                .toList();
        Awaitility.await().until(() -> house.sandbox().journal().createsReceived() >= 6);
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aRevokedTokenSendsNothingMore() throws Exception {
        house.admin("DELETE", "/admin/tokens/" + token.split("_", 3)[1], null);

        assertNothingMoreArrives("token");
    }

    @Test
    void aTakenGrantSendsNothingMore() throws Exception {
        house.admin("DELETE", "/admin/clients/bot1/grants/alpha", null);

        assertNothingMoreArrives("bot1");
    }

    @Test
    void aRevokedKeySignsNothingMore() throws Exception {
        String id = house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0)
                .getString("id");

        house.admin("POST", "/admin/keys/" + id + "/revoke", new JsonObject());

        assertNothingMoreArrives("key");
    }

    @Test
    void aDisabledAccountSendsNothingMore() throws Exception {
        house.admin("POST", "/admin/accounts/alpha/disable", new JsonObject());

        assertNothingMoreArrives("alpha");
    }

    @Test
    void aHaltStopsCreatesAndLetsCancelsPass() throws Exception {
        house.admin("POST", "/admin/halt", new JsonObject().put("account", "alpha"));

        assertNothingMoreArrives("halted");
        assertThat(bot.cancel("warm-up").retCode()).isZero();
    }

    /** The admin door has answered: from then on nothing departs, and all who waited know it. */
    private void assertNothingMoreArrives(String word) throws Exception {
        int departedByNow = house.sandbox().journal().createsReceived();
        int notSent = 0;
        for (CompletableFuture<Bot.Reply> later : waiting) {
            Bot.Reply reply = later.get(1, TimeUnit.SECONDS);
            if (reply.retCode() != 0) {
                notSent++;
                assertThat(reply.outcome()).as(reply.text()).isEqualTo("not_sent");
                assertThat(reply.retMsg()).contains(word);
            }
        }
        int arrived = house.sandbox().journal().createsReceived();
        assertThat(arrived - departedByNow)
                .as("written before the change, received after")
                .isLessThanOrEqualTo(1);
        assertThat(notSent).isEqualTo(31 - arrived).isPositive();
    }
}
