package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.sandbox.fault.Dose;
import dev.portcullis.sandbox.fault.Fault;
import dev.portcullis.sandbox.fault.FaultMatch;
import dev.portcullis.sandbox.fault.SideEffect;
import io.vertx.core.json.JsonObject;
import java.nio.file.Path;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** A key that Bybit refuses is called unhealthy with its cause, and suspended before it does harm. */
final class UnhealthyKeysTest {
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

    @ParameterizedTest
    @CsvSource({"10003, made on the site of", "10005, read-write", "10010, address", "33004, new key"})
    void threeRefusalsInARowSuspendAKeyUntilBybitTakesItAgain(int retCode, String remedy) throws Exception {
        refuse(retCode, 3);
        for (int i = 0; i < 3; i++) {
            assertThat(bot.create("refused-" + i).retCode()).isEqualTo(retCode);
        }
        int received = house.sandbox().journal().createsReceived();

        Bot.Reply byV5 = bot.create("suspended");
        Bot.Reply byV1 = bot.post("/v1/accounts/alpha/orders", Bot.normalized("suspended"));

        assertThat(byV5.retCode()).isEqualTo(990004);
        assertThat(byV5.retMsg()).contains("is suspended").contains(Integer.toString(retCode)).contains(remedy);
        assertThat(byV1.status()).isEqualTo(503);
        assertThat(byV1.body().getString("detail")).contains("is suspended").contains(remedy);
        assertThat(house.sandbox().journal().createsReceived()).isEqualTo(received);
        assertThat(key().getString("health")).startsWith("suspended").contains(Integer.toString(retCode));
        assertThat(house.admin("GET", "/admin/doctor", null).text()).contains("suspended").contains(remedy);
        assertThat(bot.cancel("nothing").retCode()).as("cancels go out").isEqualTo(110001);

        house.admin("POST", "/admin/keys/" + key().getString("id") + "/check", new JsonObject());
        assertThat(bot.create("suspended").outcome()).isEqualTo("acked");
    }

    @Test
    void aRefusalBetweenSuccessesSuspendsNothing() throws Exception {
        for (int i = 0; i < 5; i++) {
            refuse(10005, 1);
            assertThat(bot.create("refused-" + i).retCode()).isEqualTo(10005);
            assertThat(bot.create("taken-" + i).outcome()).isEqualTo("acked");
        }
    }

    private void refuse(int retCode, int times) {
        house.sandbox()
                .faults()
                .script(
                        FaultMatch.path(CREATE),
                        new Fault.RetCodeInstead(SideEffect.NONE, retCode, "no"),
                        Dose.times(times));
    }

    private JsonObject key() throws Exception {
        return house.admin("GET", "/admin/keys", null)
                .body()
                .getJsonArray("keys")
                .getJsonObject(0);
    }
}
