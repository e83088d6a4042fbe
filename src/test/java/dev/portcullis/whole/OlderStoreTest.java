package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** An older copy of the whole store brings no revoked key back: the ledger knows better. */
final class OlderStoreTest {
    @TempDir
    Path folder;

    @Test
    void aKeyThatWasRevokedStaysRevokedWhenTheStoreOfBeforeIsPutBack() throws Exception {
        try (RunningGate house = RunningGate.unlimited(folder)) {
            house.bot("bot1", "read", "trade");
            String token = house.token("bot1");
            house.restart(() -> copy(house, "desk.db", "older.db"));
            String key = house.admin("GET", "/admin/keys", null)
                    .body()
                    .getJsonArray("keys")
                    .getJsonObject(0)
                    .getString("id");
            assertThat(house.admin("POST", "/admin/keys/" + key + "/revoke", new JsonObject())
                            .status())
                    .isEqualTo(200);

            house.restart(() -> copy(house, "older.db", "desk.db"));

            Bot.Reply refused = house.bot(token).create("older-1");
            assertThat(refused.retCode()).isEqualTo(990_004);
            assertThat(refused.text()).contains(key, "it was revoked, and its row was put back as active");
            assertThat(house.admin("GET", "/admin/doctor", null).text()).contains("put back as active");
            assertThat(house.admin("GET", "/health/ready", null).body().getBoolean("ready"))
                    .isTrue();
        }
    }

    private static void copy(RunningGate house, String from, String to) {
        try {
            Files.copy(house.data().resolve(from), house.data().resolve(to), StandardCopyOption.REPLACE_EXISTING);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }
}
