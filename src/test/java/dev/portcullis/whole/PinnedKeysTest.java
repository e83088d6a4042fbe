package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.access.ApiKey;
import io.vertx.core.json.JsonArray;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every strategy signs with its own key when its grant says so, and goes on when that key is replaced. */
@Tag("once")
final class PinnedKeysTest {
    private static final String SECRET = "Secret_of_a_key_for_a_strategy_1";

    @TempDir
    Path folder;

    private RunningGate house;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.unlimited(folder);
        atBybit("StrategyKey00001");
    }

    @AfterEach
    void close() {
        house.close();
    }

    @Test
    void aGrantThatPinsALabelSignsWithItsKeyAndWithWhatTakesItsPlace() throws Exception {
        house.putKey("alpha", "fast", "StrategyKey00001", SECRET);
        Bot pinned = house.bot("fast-bot", "trade");
        Bot plain = house.bot("plain-bot", "trade");
        JsonObject granted = grant("fast-bot", "fast").body();

        assertThat(granted.getString("key")).isEqualTo("fast");
        assertThat(signerOf(pinned, "pinned-1")).isEqualTo("StrategyKey00001");
        assertThat(signerOf(plain, "plain-1")).isEqualTo(RunningGate.API_KEY);

        atBybit("StrategyKey00002");
        assertThat(house.rotateKey("alpha", "fast", "StrategyKey00002", SECRET).status())
                .isEqualTo(200);
        assertThat(signerOf(pinned, "pinned-2")).isEqualTo("StrategyKey00002");
        assertThat(signerOf(plain, "plain-2")).isEqualTo(RunningGate.API_KEY);

        house.restart();
        Bot afterRestart = house.bot(house.token("fast-bot"));
        assertThat(signerOf(afterRestart, "pinned-3")).isEqualTo("StrategyKey00002");
        assertThat(house.admin("GET", "/admin/clients", null).text()).contains("alpha:trade:key=fast");
    }

    @Test
    void aPinnedGrantWhoseLabelHasNoKeyAnyMoreIsRefusedAndNeverSignedWithAnother() throws Exception {
        house.putKey("alpha", "fast", "StrategyKey00001", SECRET);
        Bot pinned = house.bot("fast-bot", "trade");
        grant("fast-bot", "fast");
        house.admin("POST", "/admin/keys/" + idOf("fast") + "/revoke", new JsonObject());

        Bot.Reply refused = pinned.create("nowhere");

        assertThat(refused.outcome()).isEqualTo("not_sent");
        assertThat(refused.retMsg()).contains("pinned to the label fast", "key put alpha --label fast");
        house.putKey("alpha", "fast", "StrategyKey00003", SECRET);
        atBybit("StrategyKey00003");
        assertThat(house.putKey("alpha", "fast", "StrategyKey00003", SECRET).status())
                .isEqualTo(200);
        assertThat(signerOf(pinned, "again")).isEqualTo("StrategyKey00003");
    }

    @Test
    void aGrantCannotPinALabelThatHasNoKeyAndIsToldWhichThereAre() throws Exception {
        house.bot("fast-bot", "trade");
        Bot.Reply refused = grant("fast-bot", "fast");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text()).contains("no active key under the label fast", "[main]");
    }

    private void atBybit(String apiKey) {
        house.sandbox().accounts().put(ApiKey.hmac(apiKey, RunningGate.UID, SECRET));
    }

    private Bot.Reply grant(String client, String label) throws Exception {
        return house.admin(
                "POST",
                "/admin/clients/" + client + "/grants",
                new JsonObject()
                        .put("account", "alpha")
                        .put("scopes", new JsonArray(List.of("trade")))
                        .put("key", label));
    }

    private String idOf(String label) throws Exception {
        return house.admin("GET", "/admin/keys", null).body().getJsonArray("keys").stream()
                .map(JsonObject.class::cast)
                .filter(key -> key.getString("label").equals(label))
                .map(key -> key.getString("id"))
                .findFirst()
                .orElseThrow();
    }

    /** Places an order and looks at the exchange which key had signed it. */
    private String signerOf(Bot bot, String orderLinkId) throws Exception {
        Bot.Reply reply = bot.create(orderLinkId);
        assertThat(reply.outcome()).as(reply.text()).isEqualTo("acked");
        var creates =
                house.sandbox().journal().requests(request -> request.path().equals("/v5/order/create"));
        return creates.get(creates.size() - 1).receipt().apiKey();
    }
}
