package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import io.vertx.core.json.JsonObject;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A gate whose master key cannot be had serves what needs none, says why, and opens by itself when it comes. */
final class SealedStartTest {
    private static final Duration OPENS_WITHIN = Duration.ofSeconds(15);

    @TempDir
    Path folder;

    @Test
    void ordersAreRefusedUntilTheKeyFileIsBackAndTakenWithoutARestart() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.bot("bot1", "read", "trade");
            String token = house.token("bot1");
            Path file = house.data().resolve("master.key");
            Path aside = folder.resolve("aside.key");
            // Given
            Files.move(file, aside);
            house.restart();
            Bot bot = house.bot(token);
            // Then: everything that needs no key is served
            JsonObject ready = house.admin("GET", "/health/ready", null).body();
            assertThat(ready.getBoolean("ready")).isTrue();
            assertThat(ready.getBoolean("sealed")).isTrue();
            assertThat(ready.getJsonObject("accounts").getJsonObject("alpha").getBoolean("canCreate"))
                    .isFalse();
            assertThat(bot.get("/v5/market/time").status()).isEqualTo(200);
            // And: an order is surely not sent, in words that do not tell bots where the key is
            Bot.Reply refused = bot.create("sealed-1");
            assertThat(refused.retCode()).isEqualTo(990_004);
            assertThat(refused.text()).contains("the gate is sealed").doesNotContain("master.key");
            // And: operators are told what is missing
            assertThat(house.admin("GET", "/admin/status", null).text())
                    .contains(file.toAbsolutePath().toString());
            assertThat(house.admin("GET", "/admin/doctor", null).text()).contains("the gate is sealed", "master.key");
            assertThat(house.rotateKey("alpha", "another0000key", "another-secret-for-it")
                            .status())
                    .isNotEqualTo(200);
            // When
            Files.move(aside, file);
            // Then
            await().atMost(OPENS_WITHIN)
                    .untilAsserted(
                            () -> assertThat(bot.create("sealed-2").retCode()).isZero());
            assertThat(house.admin("GET", "/health/ready", null).body().containsKey("sealed"))
                    .isFalse();
        }
    }
}
