package dev.portcullis.whole;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.json.JsonObject;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A backup of a gate under load, restored into a new folder and started there. */
@Tag("once")
final class BackupTest {
    private static final int HALTED = 990002;

    @TempDir
    Path folder;

    private RunningGate house;
    private Commands commands;
    private Path backup;
    private Path restored;

    @BeforeEach
    void open() throws Exception {
        house = RunningGate.configured(folder, "ledger: { segment: 256KiB }");
        commands = new Commands();
        backup = folder.resolve("backup");
        restored = folder.resolve("restored");
    }

    @AfterEach
    void close() {
        commands.close();
        house.close();
    }

    private int backup() {
        return commands.run(
                "backup", "--to", backup.toString(), "--data", house.data().toString());
    }

    private int restore() {
        return commands.run(
                "restore",
                "--from",
                backup.toString(),
                "--data",
                restored.toString(),
                "--master-key",
                house.data().resolve("master.key").toString());
    }

    private List<String> filesOf(Path root) throws IOException {
        try (Stream<Path> files = Files.walk(root)) {
            return files.filter(Files::isRegularFile)
                    .map(file -> root.relativize(file).toString())
                    .sorted()
                    .toList();
        }
    }

    /** Begins to place orders one after the other, eight at a time, until it is told to end. */
    private CompletableFuture<Void> load(Bot bot, AtomicBoolean ended) {
        return CompletableFuture.allOf(Stream.iterate(0, i -> i + 1)
                .limit(8)
                .map(i -> CompletableFuture.runAsync(() -> {
                    for (int n = 0; !ended.get(); n++) {
                        bot.createLater("load-" + i + "-" + n).join();
                    }
                }))
                .toArray(CompletableFuture[]::new));
    }

    @Test
    void whatWasThereBeforeIsKnownAfterARestoreAndWhatCameLaterIsNotDoubled() throws Exception {
        house.bot("bot1", "read", "trade");
        String token = house.token("bot1");
        Bot bot = house.bot(token);
        assertThat(bot.post("/v1/accounts/alpha/orders", Bot.normalized("early"))
                        .status())
                .isEqualTo(201);
        AtomicBoolean ended = new AtomicBoolean();
        CompletableFuture<Void> load = load(bot, ended);
        assertThat(backup()).as(commands.said()).isZero();
        ended.set(true);
        load.join();
        assertThat(commands.out()).contains("verified; the master key is not in it");
        assertThat(commands.run("audit", "verify", "--data", backup.toString()))
                .as(commands.said())
                .isZero();
        assertThat(bot.post("/v1/accounts/alpha/orders", Bot.normalized("late")).status())
                .isEqualTo(201);
        assertThat(bot.create("late-v5").retCode()).isZero();
        long orderedMillis = System.currentTimeMillis();
        house.admin("POST", "/admin/clients", new JsonObject().put("name", "bot2"));
        String laterToken = house.token("bot2");
        int received = house.sandbox().journal().createsReceived();
        int accepted = house.sandbox().journal().createsAccepted();

        assertThat(restore()).as(commands.said()).isZero();

        assertThat(commands.out()).contains("the chain is whole", "halted", "resume", "operator.token");
        Files.copy(house.data().resolve("operator.token"), restored.resolve("operator.token"));
        house.restartOn(restored);
        assertThat(house.bot(laterToken).create("x").retCode())
                .as("a token that was issued later is unknown")
                .isEqualTo(10003);
        Bot again = house.bot(token);
        // creates that were under way when the ledger was cut are settled first
        Awaitility.await()
                .atMost(Duration.ofSeconds(15))
                .untilAsserted(() -> assertThat(again.create("new-1").retCode()).isEqualTo(HALTED));
        assertThat(again.post("/v1/accounts/alpha/orders", Bot.normalized("early"))
                        .header("idempotent-replayed"))
                .isEqualTo("true");
        assertThat(house.sandbox().journal().createsReceived()).isEqualTo(received);

        assertThat(commands.run("resume", "--data", restored.toString())).isZero();
        // an order that is younger than a second is taken for the repeat's own
        Awaitility.await().until(() -> System.currentTimeMillis() > orderedMillis + 1_500);
        assertThatARepeatIsNotDoubledAndAPersonEndsIt(again);
        assertThat(again.create("new-1").retCode()).as("its key signs").isZero();
        assertThat(house.sandbox().journal().createsAccepted()).isEqualTo(accepted + 1);
        assertThat(commands.run("audit", "verify", "--data", restored.toString()))
                .as(commands.said())
                .isZero();
    }

    /**
     * It is sent once more and Bybit refuses the orderLinkId. The order that bears it is older than the repeat, so the
     * gate does not take it for its own; a person who has looked at Bybit says that it is.
     */
    private void assertThatARepeatIsNotDoubledAndAPersonEndsIt(Bot again) throws Exception {
        Bot.Reply normalized = again.post("/v1/accounts/alpha/orders", Bot.normalized("late"));
        assertThat(normalized.outcome()).as(normalized.text()).isEqualTo("unknown");
        assertThat(normalized.text()).contains("retCode 110072");
        assertThat(again.create("late-v5").outcome()).isEqualTo("unknown");

        for (String id : List.of("late-v5", normalized.body().getString("orderLinkId"))) {
            assertThat(commands.run(
                            "order",
                            "resolve",
                            id,
                            "--as",
                            "placed",
                            "--reason",
                            "seen at Bybit",
                            "--data",
                            restored + ""))
                    .as(commands.said())
                    .isZero();
        }

        assertThat(again.create("late-v5").header("x-portcullis-replayed")).isEqualTo("true");
        assertThat(again.post("/v1/accounts/alpha/orders", Bot.normalized("late"))
                        .header("idempotent-replayed"))
                .isEqualTo("true");
    }

    @Test
    void aBackupHoldsNeitherMasterKeyNorTokenAndIsItsOwnersAlone() throws Exception {
        assertThat(backup()).as(commands.said()).isZero();

        assertThat(filesOf(backup))
                .containsExactly(
                        "checkpoint.key", "desk.db", "ledger/00000001.log", "ledger/head.json", "manifest.json");
        for (String file : filesOf(backup)) {
            assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup.resolve(file))))
                    .as(file)
                    .isEqualTo("rw-------");
            assertThat(Files.readString(backup.resolve(file), java.nio.charset.StandardCharsets.ISO_8859_1))
                    .as(file)
                    .doesNotContain(RunningGate.API_SECRET, house.operatorToken());
        }
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(backup)))
                .isEqualTo("rwx------");
        JsonObject manifest = new JsonObject(Files.readString(backup.resolve("manifest.json")));
        assertThat(manifest.getString("masterKeyId")).startsWith("file-");
        assertThat(manifest.getLong("storeVersion")).isPositive();
        assertThat(manifest.getJsonArray("files")).hasSize(4);
    }

    @Test
    void aPlaceThatCannotTakeABackupIsRefused() throws Exception {
        assertThat(backup()).as(commands.said()).isZero();
        assertThat(backup()).isEqualTo(1);
        assertThat(commands.said()).contains("is not empty; name a new folder");
        backup = house.data().resolve("inside");
        assertThat(backup()).isEqualTo(1);
        assertThat(commands.said()).contains("lies in the data directory");
        backup = folder.resolve("not/there");
        assertThat(backup()).isEqualTo(1);
        assertThat(commands.said()).contains("does not exist on the gate's machine");
        assertThat(house.admin("POST", "/admin/backup", new JsonObject().put("to", "here"))
                        .text())
                .contains("must be an absolute path");
    }

    @Test
    void aBackupThatFailsLeavesNothingAndSaysWhy() throws Exception {
        Path key = house.data().resolve("checkpoint.key");
        Path away = Files.move(key, folder.resolve("away.key"));

        assertThat(backup()).isEqualTo(1);

        assertThat(commands.said()).contains("failed: ", "checkpoint.key", "; nothing of it is left");
        assertThat(backup).doesNotExist();
        Files.move(away, key);
        assertThat(backup()).as(commands.said()).isZero();
    }

    @Test
    void whatIsNotWholeOrWouldOverwriteIsNotRestored() throws Exception {
        assertThat(backup()).as(commands.said()).isZero();
        Files.writeString(Files.createDirectory(restored).resolve("mine"), "x");
        assertThat(restore()).isEqualTo(1);
        assertThat(commands.said()).contains("is not an empty folder");

        restored = folder.resolve("restored-2");
        Path segment = backup.resolve("ledger/00000001.log");
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, new byte[] {'x'}, StandardOpenOption.WRITE);
        assertThat(restore()).isEqualTo(1);
        assertThat(commands.said()).contains("00000001.log is not as it was written");
        Files.write(segment, whole);

        Path manifest = backup.resolve("manifest.json");
        String text = Files.readString(manifest);
        Files.writeString(manifest, text.replace("desk.db", "../desk.db"));
        assertThat(restore()).isEqualTo(1);
        assertThat(commands.said()).contains("names ../desk.db, which is no file of a backup");
        Files.writeString(manifest, text.replaceFirst("file-[0-9a-f]+", "file-0123"));
        assertThat(restore()).isEqualTo(1);
        assertThat(commands.said()).contains("the backup's keys are sealed under file-0123");
        Files.delete(manifest);
        assertThat(restore()).isEqualTo(1);
        assertThat(commands.said()).contains("is no whole backup");
        assertThat(restored).doesNotExist();
    }
}
