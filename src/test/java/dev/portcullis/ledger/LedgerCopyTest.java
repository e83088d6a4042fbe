package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.clock.Timers;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** A copy of a ledger that is being written to: whole up to one record, and believed no further. */
final class LedgerCopyTest {
    private final Timer timer = new Timer("test-timers", true);

    @TempDir
    Path dir;

    private Path ledger;
    private Path copy;
    private CheckpointKey key;
    private LedgerWriter writer;

    @BeforeEach
    void start() throws Exception {
        ledger = dir.resolve("ledger");
        copy = dir.resolve("copy");
        key = CheckpointKey.make(dir.resolve("checkpoint.key"), new SecureRandom());
        Timers timers = (nanos, action) -> {
            TimerTask task = new TimerTask() {
                @Override
                public void run() {
                    action.run();
                }
            };
            timer.schedule(task, TimeUnit.NANOSECONDS.toMillis(nanos));
            return task::cancel;
        };
        writer = new LedgerStart(
                        DiskFolder.lock(ledger),
                        new LedgerSettings(SyncMode.OS, 4_000, 1_000, TimeUnit.SECONDS.toNanos(5)),
                        new LedgerTime(InstantSource.system(), System::nanoTime, timers),
                        new SecureRandom())
                .signing(new LedgerStart.Signing(key, ledger, Optional.empty()))
                .open("test", new FakeWatcher());
        LedgerThread.start(writer);
    }

    @AfterEach
    void stop() throws Exception {
        join(writer.close());
        timer.cancel();
    }

    private static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }

    private Position append(int from, int to) throws Exception {
        Position last = null;
        for (int i = from; i < to; i++) {
            last = join(writer.append(Records.create(i), Runnable::run));
        }
        return last;
    }

    private Verdict verdict() throws IOException {
        return LedgerVerifier.verify(copy, Optional.empty());
    }

    @Test
    void itEndsWithThatRecordHoweverFarTheLedgerHasGoneOn() throws Exception {
        Position last = append(1, 20);
        append(20, 40);

        LedgerCopy.Head head = new LedgerCopy(ledger, key).upTo(last, copy);

        assertThat(last.segment()).as("several segments").isGreaterThan(2);
        assertThat(head.seq()).isEqualTo(last.seq());
        assertThat(verdict()).isEqualTo(new Verdict.Whole(last.seq()));
        assertThat(new LedgerReader(new DiskSegments(copy)).tail(1).get(0).json())
                .contains("\"h\":\"" + head.hash() + "\"");
    }

    @Test
    void aRecordThatIsCutOffTheCopyIsMissed() throws Exception {
        Position last = append(1, 10);
        new LedgerCopy(ledger, key).upTo(last, copy);

        Path segment = copy.resolve(SegmentName.of(last.segment()));
        try (FileChannel channel = FileChannel.open(segment, StandardOpenOption.WRITE)) {
            channel.truncate(last.offset());
        }

        assertThat(verdict()).isInstanceOf(Verdict.Tampered.class);
    }

    @Test
    void aGateGoesOnFromTheCopyUnderTheSameKey() throws Exception {
        Position last = append(1, 10);
        new LedgerCopy(ledger, key).upTo(last, copy);

        LedgerWriter next = new LedgerStart(
                        DiskFolder.lock(copy),
                        LedgerSettings.of(SyncMode.OS),
                        new LedgerTime(InstantSource.system(), System::nanoTime, (nanos, action) -> () -> {}),
                        new SecureRandom())
                .signing(new LedgerStart.Signing(key, copy, Optional.empty()))
                .open("test", new FakeWatcher());
        LedgerThread.start(next);
        join(next.append(Records.cancel(1), Runnable::run));
        join(next.close());

        assertThat(verdict()).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    void anExistingFolderIsNotWrittenInto() throws Exception {
        Position last = append(1, 3);
        Files.createDirectory(copy);

        assertThatThrownBy(() -> new LedgerCopy(ledger, key).upTo(last, copy)).isInstanceOf(IOException.class);
        assertThat(copy).isEmptyDirectory();
    }
}
