package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.RejectedException;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A disk that fills up: creates stop, getting out goes on, and all comes back with the room. */
class FullDiskTest {
    private static final long PLENTY = 1 << 20;

    private final FakeDisk disk = new FakeDisk();
    private final FakeTime time = new FakeTime();
    private final FakeWatcher watcher = new FakeWatcher();

    @Test
    void aFullDiskRefusesCreatesAndRecordsCancelsIntoTheReserve() throws Exception {
        LedgerWriter writer = started();
        disk.leaveRoom(100);
        Future<Position> create = writer.append(Records.create(1), Runnable::run);
        Future<Position> cancel = writer.append(Records.cancel(2), Runnable::run);
        writer.note(Records.acked(3));

        drive(writer);

        assertThat(rejection(create))
                .contains("disk")
                .contains("full")
                .contains("make room")
                .contains("df -h");
        assertThat(cancel.succeeded()).isTrue();
        assertThat(rejection(writer.append(Records.create(4), Runnable::run))).contains("full");
        assertThat(writer.trouble()).hasValueSatisfying(t -> assertThat(t).contains("full"));
        assertThat(records()).endsWith(Records.cancel(2), Records.acked(3)).doesNotContain(Records.create(1));
        assertThat(watcher.full).containsExactly(true);
        assertThat(watcher.failures).isEmpty();
    }

    @Test
    void anOperatorCanStillHaltOnAFullDisk() throws Exception {
        LedgerWriter writer = started();
        disk.leaveRoom(0);

        Future<Position> halt = writer.append(Records.admin("everything"), Runnable::run);
        drive(writer);

        assertThat(halt.succeeded()).isTrue();
    }

    @Test
    void withTheReserveGoneNobodyWaitsAndOutcomesAreKeptUntilThereIsRoom() throws Exception {
        LedgerWriter writer = started();
        spendTheReserve(writer);
        Future<Position> cancel = writer.append(Records.cancel(1), Runnable::run);
        writer.note(Records.acked(2));
        writer.note(Records.acked(3));

        LedgerWriter.Progress progress = writer.step();
        int recordsWhileFull = records().size();
        disk.leaveRoom(PLENTY);
        drive(writer);

        assertThat(progress).isEqualTo(LedgerWriter.Progress.STUCK);
        assertThat(rejection(cancel)).contains("full");
        assertThat(records())
                .hasSize(recordsWhileFull + 3)
                .endsWith(Records.acked(0), Records.acked(2), Records.acked(3));
        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    void createsAreTakenAgainOnceTheReserveCanBeKeptAgain() throws Exception {
        LedgerWriter writer = started();
        disk.leaveRoom(0);
        writer.note(Records.acked(1));
        drive(writer);

        disk.leaveRoom(FakeDisk.RESERVE_BYTES);
        time.passMillis(1_100);
        drive(writer);
        boolean healthyWithLittleRoom = writer.isHealthy();
        disk.leaveRoom(PLENTY);
        time.passMillis(1_100);
        drive(writer);
        Future<Position> create = writer.append(Records.create(2), Runnable::run);
        drive(writer);

        assertThat(healthyWithLittleRoom).isFalse();
        assertThat(create.succeeded()).isTrue();
        assertThat(writer.trouble()).isEmpty();
        assertThat(watcher.full).containsExactly(true, false);
        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    void aSegmentGrowsPastItsSizeRatherThanTakeTheLastRoomForAnother() throws Exception {
        LedgerWriter writer = open(new LedgerSettings(SyncMode.GROUP, 1_000, 100, 1_000_000_000));
        drive(writer);
        disk.leaveRoom(0);
        for (int i = 0; i < 5; i++) {
            writer.append(Records.cancel(i), Runnable::run);
            drive(writer);
        }

        assertThat(records()).endsWith(Records.cancel(4));
        assertThat(disk.segments()).hasSizeLessThan(3);
        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOf(Verdict.Whole.class);
    }

    @Test
    void aGateThatStopsOnADiskWithoutAnyRoomSaysWhatIsLost() throws Exception {
        LedgerWriter writer = started();
        spendTheReserve(writer);
        writer.note(Records.acked(1));

        Future<Void> closed = writer.close();
        drive(writer);

        assertThat(closed.failed()).isTrue();
        assertThat(watcher.failures).singleElement().isInstanceOf(DiskFull.class);
    }

    @Test
    void aStartOnAFullDiskTakesNoCreates() throws Exception {
        disk.leaveRoom(FakeDisk.RESERVE_BYTES);
        LedgerWriter writer = started();

        assertThat(rejection(writer.append(Records.create(1), Runnable::run))).contains("full");
        assertThat(watcher.full).containsExactly(true);
        assertThat(writer.append(Records.cancel(1), Runnable::run).failed()).isFalse();
    }

    private void spendTheReserve(LedgerWriter writer) {
        disk.leaveRoom(0);
        while (writer.step() != LedgerWriter.Progress.STUCK) {
            writer.note(Records.acked(0));
        }
        disk.leaveRoom(0);
    }

    private LedgerWriter started() throws IOException {
        LedgerWriter writer = open(LedgerSettings.of(SyncMode.GROUP));
        drive(writer);
        return writer;
    }

    private LedgerWriter open(LedgerSettings settings) throws IOException {
        return new LedgerStart(disk, settings, time.time(), new SecureRandom()).open("test", watcher);
    }

    private static void drive(LedgerWriter writer) {
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }

    private List<LedgerRecord> records() throws IOException {
        List<LedgerRecord> records = new ArrayList<>();
        new LedgerReader(disk).replay(entry -> records.add(entry.record()));
        return records;
    }

    private static String rejection(Future<?> future) {
        assertThat(future.failed()).isTrue();
        assertThat(future.cause()).isInstanceOf(RejectedException.class);
        return ((RejectedException) future.cause()).rejection().detail();
    }
}
