package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.concurrent.TimeUnit;

/**
 * A process of its own that writes several ledgers until it is killed; prints {@code ledger seq} for each record that
 * was confirmed. Arguments: a folder, and how many ledgers.
 */
final class DoomedLedgers {
    private DoomedLedgers() {}

    public static void main(String[] args) throws IOException {
        for (int ledger = 0; ledger < Integer.parseInt(args[1]); ledger++) {
            Path folder = Path.of(args[0]).resolve("ledger-" + ledger);
            LedgerWriter writer = open(folder);
            LedgerThread.start(writer);
            int number = ledger;
            new Thread(() -> writeForEver(writer, number)).start();
        }
    }

    private static LedgerWriter open(Path folder) throws IOException {
        CheckpointKey key =
                CheckpointKey.make(folder.resolveSibling(folder.getFileName() + ".key"), new SecureRandom());
        LedgerTime time = new LedgerTime(InstantSource.system(), System::nanoTime, (delayNanos, task) -> () -> {});
        LedgerSettings settings = new LedgerSettings(SyncMode.GROUP, 60_000, 10_000, TimeUnit.SECONDS.toNanos(60));
        return new LedgerStart(DiskFolder.lock(folder, 4_096), settings, time, new SecureRandom())
                .signing(new LedgerStart.Signing(
                        key, folder, Optional.of(folder.resolveSibling(folder.getFileName() + ".witness"))))
                .open("doomed", new FakeWatcher());
    }

    private static void writeForEver(LedgerWriter writer, int ledger) {
        for (int i = 0; ; i++) {
            writer.note(Records.signed(i));
            Position confirmed = writer.append(Records.create(i), Runnable::run)
                    .toCompletionStage()
                    .toCompletableFuture()
                    .join();
            System.out.println(ledger + " " + confirmed.seq());
        }
    }
}
