package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.portcullis.credential.FakeVault;
import io.vertx.core.Vertx;
import io.vertx.core.json.JsonObject;
import io.vertx.junit5.VertxExtension;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.time.Duration;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.api.io.TempDir;

/** The way from the key file to Vault, as docs/operating.md tells it, with orders going on. */
@ExtendWith(VertxExtension.class)
final class MasterKeyMoveTest {
    private static final int ORDERS = 60;

    @TempDir
    Path folder;

    @Test
    void theMasterKeyMovesToVaultWhileOrdersGoOnAndTheFileIsNeededNoMore(Vertx vertx) throws Exception {
        try (FakeVault vault = FakeVault.start(vertx);
                RunningGate house = RunningGate.unlimited(folder)) {
            vault.makeKey("portcullis");
            house.bot("bot1", "read", "trade");
            String token = house.token("bot1");
            house.restart(() -> name(vault));
            // When
            Map<String, CompletableFuture<Bot.Reply>> orders = new LinkedHashMap<>();
            Bot bot = house.bot(token);
            for (int i = 0; i < ORDERS / 2; i++) {
                orders.put("before-" + i, bot.createLater("before-" + i));
            }
            Bot.Reply rotated = house.admin("POST", "/admin/store/rotate-kek", new JsonObject());
            for (int i = 0; i < ORDERS / 2; i++) {
                orders.put("after-" + i, bot.createLater("after-" + i));
            }
            // Then
            assertThat(rotated.status()).as(rotated.text()).isEqualTo(200);
            assertThat(rotated.body().getInteger("dataKeys")).isEqualTo(1);
            assertThat(rotated.body().getString("masterKey")).contains("transit/portcullis");
            for (Map.Entry<String, CompletableFuture<Bot.Reply>> order : orders.entrySet()) {
                assertPlaced(bot, order.getKey(), order.getValue().get());
            }
            assertThat(house.admin("GET", "/admin/audit/tail?records=300", null).text())
                    .contains("store rotate-kek", "vault transit/portcullis");
            // And: without the file
            Files.delete(house.data().resolve("master.key"));
            house.restart();
            assertThat(house.bot(token).create("by-vault").retCode()).isZero();
            // And: with Vault sealed the gate is too, and opens when Vault does
            vault.seal(true);
            house.restart();
            Bot waiting = house.bot(token);
            assertThat(waiting.create("sealed").text())
                    .contains("the gate is sealed")
                    .doesNotContain("Vault");
            assertThat(house.admin("GET", "/admin/status", null).text()).contains("vault operator unseal");
            vault.seal(false);
            await().atMost(Duration.ofSeconds(20))
                    .untilAsserted(
                            () -> assertThat(waiting.create("open").retCode()).isZero());
        }
    }

    /** On a machine without a free core the clock is lost now and then, which no master key has to do with. */
    private static void assertPlaced(Bot bot, String orderLinkId, Bot.Reply reply) {
        if (reply.retMsg().contains("the exchange's clock")) {
            await().untilAsserted(
                            () -> assertThat(bot.create(orderLinkId).retCode()).isZero());
        } else {
            assertThat(reply.retCode()).as(reply.text()).isZero();
        }
    }

    private void name(FakeVault vault) {
        try {
            Path tokenFile = Files.writeString(folder.resolve("vault.token"), FakeVault.TOKEN);
            Files.writeString(
                    folder.resolve("portcullis.yaml"),
                    """
                    master-key:
                      provider: vault
                      vault: { url: "%s", token-file: "%s", timeout: 20s }
                    """.formatted(vault.url(), tokenFile),
                    StandardOpenOption.APPEND);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
