package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStreamReader;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.HashSet;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** Fifty ledgers whose processes were killed with -9: none raises a false alarm, and none lacks what was confirmed. */
@Tag("once")
class KilledLedgerTest {
    private static final int PROCESSES = 5;
    private static final int LEDGERS = 10;

    @TempDir
    Path dir;

    private final Random random = new Random(9);

    @Test
    @Timeout(value = 2, unit = TimeUnit.MINUTES)
    void noKilledLedgerRaisesAFalseAlarmOrLacksWhatWasConfirmed() throws Exception {
        for (int process = 0; process < PROCESSES; process++) {
            Path folder = Files.createDirectory(dir.resolve("process-" + process));
            Map<Integer, Long> confirmed = writeAndKill(folder, LEDGERS * (5 + random.nextInt(60)));

            assertThat(confirmed).hasSize(LEDGERS);
            for (int ledger = 0; ledger < LEDGERS; ledger++) {
                assertSound(folder.resolve("ledger-" + ledger), confirmed.get(ledger));
            }
        }
    }

    /** Returns the last record that each ledger has confirmed. */
    private static Map<Integer, Long> writeAndKill(Path folder, int lines) throws Exception {
        Process process = new ProcessBuilder(
                        Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                        "-XX:TieredStopAtLevel=1",
                        "-cp",
                        System.getProperty("java.class.path"),
                        DoomedLedgers.class.getName(),
                        folder.toString(),
                        String.valueOf(LEDGERS))
                .redirectError(ProcessBuilder.Redirect.DISCARD)
                .start();
        Map<Integer, Long> confirmed = new TreeMap<>();
        try (BufferedReader out =
                new BufferedReader(new InputStreamReader(process.getInputStream(), StandardCharsets.US_ASCII))) {
            int read = 0;
            for (String line = out.readLine(); line != null; line = out.readLine()) {
                String[] words = line.split(" ", -1);
                if (words.length == 2) {
                    confirmed.put(Integer.parseInt(words[0]), Long.parseLong(words[1]));
                }
                if (++read >= lines && confirmed.size() == LEDGERS) {
                    process.toHandle().destroyForcibly(); // leaves the pipe open, unlike the one of Process
                }
            }
        }
        process.waitFor();
        return confirmed;
    }

    private static void assertSound(Path folder, long confirmed) throws IOException {
        Optional<Path> witness = Optional.of(folder.resolveSibling(folder.getFileName() + ".witness"))
                .filter(Files::exists);
        Verdict killed = LedgerVerifier.verify(folder, witness);
        assertThat(killed).as(killed.words()).isNotInstanceOf(Verdict.Tampered.class);

        startAndStop(folder);
        Verdict recovered = LedgerVerifier.verify(folder, witness);
        assertThat(recovered).as(recovered.words()).isInstanceOf(Verdict.Whole.class);
        Set<Long> intents = new HashSet<>();
        new LedgerReader(new DiskSegments(folder)).replay(entry -> {
            if (entry.record() instanceof LedgerRecord.Intent) {
                assertThat(intents.add(entry.position().seq())).isTrue();
            }
        });
        assertThat(intents).contains(confirmed);
    }

    private static void startAndStop(Path folder) throws IOException {
        CheckpointKey key = CheckpointKey.read(folder.resolveSibling(folder.getFileName() + ".key"));
        LedgerTime time = new LedgerTime(InstantSource.system(), System::nanoTime, (delayNanos, task) -> () -> {});
        LedgerWriter writer = new LedgerStart(
                        DiskFolder.lock(folder, 4_096), LedgerSettings.of(SyncMode.OS), time, new SecureRandom())
                .signing(new LedgerStart.Signing(key, folder, Optional.empty()))
                .open("next", new FakeWatcher());
        writer.close();
        while (writer.step() != LedgerWriter.Progress.ENDED) {
            // until it is closed
        }
    }
}
