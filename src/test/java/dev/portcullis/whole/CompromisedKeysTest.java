package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.ApiKey;
import dev.portcullis.sandbox.access.KeyState;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.time.Duration;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A key that somebody else may hold signs nothing more, and is asked about until Bybit does not know it. */
final class CompromisedKeysTest {
    @TempDir
    Path folder;

    @Test
    void aCompromisedKeyIsStoppedAtOnceAndWipedOnlyWhenItIsGoneFromBybit() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "trade");
            String id = keyOf(house).getString("id");
            int asked = asked(house);

            JsonObject revoked = house.admin(
                            "POST", "/admin/keys/" + id + "/revoke", new JsonObject().put("compromised", true))
                    .body();
            Bot.Reply refused = bot.create("after");

            assertThat(revoked.getJsonObject("key").getString("state")).isEqualTo("compromised");
            assertThat(refused.outcome()).isEqualTo("not_sent");
            assertThat(refused.retMsg()).contains("no active key");
            assertThat(keyOf(house).getString("health"))
                    .contains("was revoked as compromised", "lives at Bybit until it is deleted there");
            assertThat(house.putKey("alpha", RunningGate.API_KEY, RunningGate.API_SECRET)
                            .text())
                    .contains("was revoked as compromised");
            Awaitility.await().atMost(Duration.ofSeconds(10)).until(() -> asked(house) > asked);
            assertThat(keyOf(house).getString("state")).isEqualTo("compromised");

            house.restart();
            assertThat(keyOf(house).getString("state"))
                    .as("it survives a restart")
                    .isEqualTo("compromised");
            Bot afterRestart = house.bot(house.token("bot1"));
            assertThat(afterRestart.create("after-restart").outcome()).isEqualTo("not_sent");

            house.sandbox().accounts().change(RunningGate.API_KEY, key -> key.withState(KeyState.DISABLED));
            house.restart();
            Awaitility.await()
                    .atMost(Duration.ofSeconds(10))
                    .until(() -> "revoked".equals(keyOf(house).getString("state")));
            assertThat(house.admin("GET", "/admin/audit/tail", null).text())
                    .contains("key wipe", "compromised, and gone from Bybit");
        }
    }

    @Test
    void anotherKeyTakesOverWhileTheCompromisedOneIsStillAskedAbout() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            Bot bot = house.bot("bot1", "trade");
            house.admin(
                    "POST",
                    "/admin/keys/" + keyOf(house).getString("id") + "/revoke",
                    new JsonObject().put("compromised", true));
            house.sandbox().accounts().put(ApiKey.hmac("FreshKey00000001", RunningGate.UID, "secret-of-the-fresh-one"));

            assertThat(house.putKey("alpha", "FreshKey00000001", "secret-of-the-fresh-one")
                            .status())
                    .isEqualTo(200);
            assertThat(bot.create("by-the-fresh-one").outcome()).isEqualTo("acked");
        }
    }

    /** How many questions about keys have reached the exchange. */
    private static int asked(RunningGate house) {
        return house.sandbox()
                .journal()
                .requests(request -> request.path().equals("/v5/user/query-api"))
                .size();
    }

    private static JsonObject keyOf(RunningGate house) throws Exception {
        return house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0);
    }
}
