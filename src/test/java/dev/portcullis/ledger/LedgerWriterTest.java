package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.RejectedException;
import dev.portcullis.model.Rejection;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The step function on a disk that fails and a clock that is told to go. */
class LedgerWriterTest {
    private static final LedgerSettings SETTINGS = LedgerSettings.of(SyncMode.GROUP);

    private final FakeDisk disk = new FakeDisk();
    private final FakeTime time = new FakeTime();
    private final FakeWatcher watcher = new FakeWatcher();
    private final ArrayDeque<Runnable> home = new ArrayDeque<>();

    @Test
    void anAppendIsConfirmedOnItsHomeAndNeverBeforeTheSync() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        List<Boolean> doneDuringSync = new ArrayList<>();
        Future<Position> append = writer.append(Records.create(1), home::add);
        disk.duringSync(() -> doneDuringSync.add(!home.isEmpty()));

        assertThat(append.isComplete()).isFalse();
        writer.step();

        assertThat(doneDuringSync).containsExactly(false);
        assertThat(append.isComplete()).as("before its home has run").isFalse();
        home.remove().run();
        assertThat(append.result()).isEqualTo(new Position(3, 1, append.result().offset()));
    }

    @Test
    void allThatWaitShareOneWriteAndOneSync() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        disk.calls().clear();
        List<Future<Position>> appends = new ArrayList<>();
        for (int i = 0; i < 32; i++) {
            appends.add(writer.append(Records.create(i), Runnable::run));
            writer.note(Records.signed(i));
        }

        writer.step();

        assertThat(disk.calls()).containsExactly("write", "sync");
        assertThat(watcher.groups).last().isEqualTo(64);
        assertThat(appends).allMatch(Future::succeeded);
    }

    @Test
    void theIntentsOfABatchStandTogether() throws Exception {
        LedgerWriter writer = started(SETTINGS);

        Future<Position> batch =
                writer.append(List.of(Records.create(1), Records.create(2), Records.create(3)), Runnable::run);
        writer.step();

        assertThat(batch.result().seq()).isEqualTo(5);
        assertThat(replay(disk))
                .extracting(LedgerEntry::record)
                .endsWith(Records.create(1), Records.create(2), Records.create(3));
    }

    @Test
    void inOsModeNothingIsSyncedBeforeTheEnd() throws Exception {
        LedgerWriter writer = started(LedgerSettings.of(SyncMode.OS));
        Future<Position> append = writer.append(Records.create(1), Runnable::run);
        writer.step();

        assertThat(append.succeeded()).isTrue();
        assertThat(disk.syncs()).isZero();
        writer.close();
        drive(writer);
        assertThat(disk.syncs()).isEqualTo(1);
    }

    @Test
    void aFailedSyncIsTheLastAndRefusesAllThatWaitAndAllThatCome() throws Exception {
        for (int failing = 1; failing <= 100; failing++) {
            LedgerWriterTest run = new LedgerWriterTest();
            run.disk.failAtSync(failing);
            run.failAfter(failing);
        }
    }

    private void failAfter(int syncs) throws Exception {
        LedgerWriter writer = open(SETTINGS);
        Future<Position> inGroup = null;
        Future<Position> last = null;
        for (int i = 0; i < syncs; i++) {
            inGroup = last;
            last = writer.append(Records.create(i), Runnable::run);
            writer.step();
        }
        Future<Position> after = writer.append(Records.create(syncs), Runnable::run);
        Future<Void> closed = writer.close();
        int callsAtFailure = disk.calls().size();

        assertThat(inGroup == null || inGroup.succeeded()).isTrue();
        assertThat(rejection(last)).contains("Input/output error").contains("nothing was sent");
        assertThat(rejection(after)).contains("Input/output error");
        assertThat(closed.failed()).isTrue();
        assertThat(writer.step()).isEqualTo(LedgerWriter.Progress.ENDED);
        assertThat(watcher.failures).singleElement().isInstanceOf(IOException.class);
        assertThat(writer.isHealthy()).isFalse();
        assertThat(disk.calls()).hasSize(callsAtFailure).last().isEqualTo("sync");
        assertThat(disk.syncs()).isEqualTo(syncs);
    }

    @Test
    void aFullDiskInTheMiddleOfARecordIsFatalAndTheNextStartCutsIt() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        disk.failAtWrite(2);
        Future<Position> append = writer.append(Records.create(1), Runnable::run);

        writer.step();

        assertThat(rejection(append)).contains("No space left on device");
        FakeDisk after = disk.afterKill();
        LedgerWriter next = open(after, SETTINGS);
        drive(next);
        assertThat(replay(after))
                .extracting(e -> e.record().recordKind().text())
                .containsExactly("genesis", "boot", "cut", "boot");
    }

    @Test
    void aStalledDiskRefusesAfterAQuarterOfASecondAndTheRecordIsCalledBackWhenItLands() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        Future<Position> append = writer.append(Records.create(1), Runnable::run);
        List<Boolean> refusedDuringSync = new ArrayList<>();
        disk.duringSync(() -> {
            time.passMillis(249);
            refusedDuringSync.add(append.failed());
            time.passMillis(1);
            refusedDuringSync.add(append.failed());
            time.passMillis(30_000);
        });

        writer.step();
        disk.duringSync(() -> {});
        drive(writer);

        assertThat(refusedDuringSync).containsExactly(false, true);
        assertThat(rejection(append)).contains("within 250 ms").contains("disk");
        assertThat(replay(disk))
                .extracting(LedgerEntry::record)
                .endsWith(Records.create(1), new SystemRecord.Dropped(Records.requestId(1), 3, 3));
        assertThat(time.timersWaiting()).isZero();
    }

    @Test
    void aCancelThatLandsLateIsNotCalledBackForItMayHaveLeft() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        Future<Position> append = writer.append(Records.cancel(1), Runnable::run);
        disk.duringSync(() -> time.passMillis(300));

        drive(writer);

        assertThat(append.failed()).isTrue();
        assertThat(replay(disk)).extracting(LedgerEntry::record).last().isEqualTo(Records.cancel(1));
    }

    @Test
    void anAppendRefusedInTheLineIsNeverWritten() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        Future<Position> append = writer.append(Records.create(1), Runnable::run);
        time.passMillis(250);
        drive(writer);

        assertThat(rejection(append)).contains("within 250 ms");
        assertThat(replay(disk)).hasSize(2);
    }

    @Test
    void aFullLineRefusesAtOnceButKeepsRoomForOutcomes() throws Exception {
        LedgerWriter writer =
                started(new LedgerSettings(SyncMode.GROUP, 1 << 20, 2, TimeUnit.MILLISECONDS.toNanos(250)));
        writer.append(Records.create(1), Runnable::run);
        writer.append(Records.create(2), Runnable::run);

        Future<Position> third = writer.append(Records.create(3), Runnable::run);
        for (int i = 0; i < 10; i++) {
            writer.note(Records.acked(i));
        }

        assertThat(rejection(third)).contains("2 appends wait");
        assertThat(writer.trouble()).hasValueSatisfying(t -> assertThat(t).contains("does not keep up"));
        drive(writer);
        writer.note(Records.acked(99));
        drive(writer);
        assertThat(writer.trouble()).isEmpty();
        assertThat(replay(disk))
                .extracting(LedgerEntry::record)
                .contains(Records.create(2), Records.acked(5), new SystemRecord.Lost(4), Records.acked(99))
                .doesNotContain(Records.create(3), Records.acked(6));
    }

    @Test
    void troubleIsSaidWhileTheDiskStallsAndTakenBackAfterwards() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        writer.append(Records.create(1), Runnable::run);
        List<Boolean> healthy = new ArrayList<>();
        disk.duringSync(() -> {
            time.passMillis(249);
            healthy.add(writer.isHealthy());
            time.passMillis(5_000);
            healthy.add(writer.isHealthy());
        });
        writer.step();
        disk.duringSync(() -> {});
        drive(writer);

        assertThat(healthy).containsExactly(true, false);
        assertThat(writer.isHealthy()).isTrue();
    }

    @Test
    void aCloseWritesWhatWaitsAndGivesTheFolderBack() throws Exception {
        LedgerWriter writer = started(SETTINGS);
        Future<Position> append = writer.append(Records.create(1), Runnable::run);
        Future<Void> closed = writer.close();
        Future<Position> tooLate = writer.append(Records.create(2), Runnable::run);
        drive(writer);

        assertThat(append.succeeded()).isTrue();
        assertThat(closed.succeeded()).isTrue();
        assertThat(rejection(tooLate)).contains("the gate stops");
        assertThat(disk.isOpen()).isFalse();
        assertThat(replay(disk)).extracting(LedgerEntry::record).last().isEqualTo(new SystemRecord.Stop());
    }

    @Test
    void theSameCallsGiveTheSameBytes() throws Exception {
        List<byte[]> runs = new ArrayList<>();
        for (int run = 0; run < 2; run++) {
            LedgerWriterTest again = new LedgerWriterTest();
            LedgerWriter writer = again.open(again.disk, SETTINGS);
            for (int i = 0; i < 20; i++) {
                writer.append(Records.create(i), Runnable::run);
                again.time.passMillis(7);
                writer.step();
            }
            runs.add(again.disk.bytes(1));
        }
        assertThat(runs.get(0)).isEqualTo(runs.get(1));
    }

    private LedgerWriter started(LedgerSettings settings) throws IOException {
        LedgerWriter writer = open(settings);
        drive(writer);
        return writer;
    }

    private LedgerWriter open(LedgerSettings settings) throws IOException {
        return open(disk, settings);
    }

    private LedgerWriter open(FakeDisk on, LedgerSettings settings) throws IOException {
        return new LedgerStart(on, settings, time.time(), new FakeRandom()).open("test", watcher);
    }

    private static void drive(LedgerWriter writer) {
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }

    static List<LedgerEntry> replay(SegmentSource source) throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        new LedgerReader(source).replay(entries::add);
        return entries;
    }

    private static String rejection(Future<?> future) {
        assertThat(future.failed()).isTrue();
        assertThat(future.cause()).isInstanceOf(RejectedException.class);
        Rejection rejection = ((RejectedException) future.cause()).rejection();
        assertThat(rejection).isInstanceOf(Rejection.NotSent.class);
        return rejection.detail();
    }

    /** Gives the same ids in every run. */
    private static final class FakeRandom extends SecureRandom {
        private static final long serialVersionUID = 1L;

        private byte next;

        @Override
        public void nextBytes(byte[] bytes) {
            Arrays.fill(bytes, ++next);
        }
    }
}
