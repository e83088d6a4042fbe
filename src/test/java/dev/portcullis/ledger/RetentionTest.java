package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.OrderId;
import dev.portcullis.model.Outcome;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.time.Duration;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Old segments go, and the chain that begins later is still believed; nothing that is open goes. */
class RetentionTest {
    private static final Duration KEEP = Duration.ofDays(90);
    private static final LedgerSettings SMALL = new LedgerSettings(SyncMode.GROUP, 2_000, 100, 1_000_000_000);

    private final FakeDisk disk = new FakeDisk();
    private final FakeIndexes indexes = new FakeIndexes();
    private final FakeTime time = new FakeTime();
    private CheckpointKey key;
    private LedgerWriter writer;

    @TempDir
    Path dir;

    @BeforeEach
    void start() throws Exception {
        key = CheckpointKey.make(dir.resolve("checkpoint.key"), new SecureRandom());
        writer = open(disk);
    }

    @AfterEach
    void stop() {
        writer.close();
        drive();
    }

    @Test
    void segmentsGoWhenTheirTimeIsOverAndNoSooner() throws Exception {
        fillUpTo(6);
        time.passMillis(KEEP.toMillis() - 1_000);
        int tooEarly = retire();
        time.passMillis(2_000);
        int first = retire();
        int second = retire();

        assertThat(tooEarly).isZero();
        assertThat(first).as("a clock that jumps must not cost everything").isEqualTo(2);
        assertThat(second).isEqualTo(2);
        assertThat(disk.segments()).startsWith(5).contains(6);
        assertThat(indexes.files.firstKey()).isEqualTo(5);
    }

    @Test
    void theLedgerThatBeginsLaterIsWholeAndGoesOn() throws Exception {
        fillUpTo(6);
        time.passMillis(KEEP.toMillis() * 2);
        retire();

        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOf(Verdict.Whole.class);
        assertThat(LedgerWriterTest.replay(disk).get(0).record()).isInstanceOf(SystemRecord.Segment.class);
        assertThat(new LedgerReader(disk).tail(3)).hasSize(3);
        writer.close();
        drive();
        writer = open(disk);
        fillUpTo(8);
        retire();
        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOf(Verdict.Whole.class);
        assertThat(disk.segments().get(0)).isEqualTo(5);
    }

    @Test
    void aSegmentWithAnOpenCreateStaysAndAllBehindItUntilItIsSettled() throws Exception {
        fillUpTo(2);
        append(Records.create(1));
        fillUpTo(6);
        time.passMillis(KEEP.toMillis() * 2);
        int before = retire() + retire();
        append(Records.resolved(1, new Outcome.Adopted(new OrderId("found-1"))));
        fillUpTo(disk.segments().get(disk.segments().size() - 1) + 1);
        int after = retire();

        assertThat(before).as("the one before it").isEqualTo(1);
        assertThat(after).isEqualTo(2);
        assertThat(disk.segments().get(0)).isEqualTo(4);
    }

    @Test
    void aSegmentThatSomebodyDeletedIsMissed() throws Exception {
        fillUpTo(6);
        disk.delete(1);

        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.DELETION);
            assertThat(v.first()).isEqualTo(new Position(1, 1, 0));
            assertThat(v.words()).contains("no signed record says that it may");
        });
    }

    @Test
    void aSegmentThatSomebodyDeletedBehindTheRetiredOnesIsMissedThere() throws Exception {
        fillUpTo(6);
        time.passMillis(KEEP.toMillis() * 2);
        retire();
        long first = LedgerWriterTest.replay(disk).get(0).position().seq();
        disk.delete(3);

        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.DELETION);
            assertThat(v.first()).isEqualTo(new Position(first, 3, 0));
        });
    }

    @Test
    void aRetirementThatTheLedgersKeyDidNotSignIsAFork() throws Exception {
        fillUpTo(3);
        CheckpointKey other = CheckpointKey.make(dir.resolve("other.key"), new SecureRandom());
        LedgerEntry second = LedgerEntry.at(disk, new Place(2, 0));
        SystemRecord.Segment segment = (SystemRecord.Segment) second.record();
        ChainHash head = ChainHash.ofHex(second.json().replaceAll(".*\"prev\":\"([0-9a-f]{64})\".*", "$1"));
        long upTo = second.position().seq() - 1;
        append(new SystemRecord.Retired(1, upTo, head.toString(), other.signRetirement(segment.storeId(), upTo, head)));
        disk.delete(1);

        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.FORK);
            assertThat(v.words()).contains("not by the ledger's own key");
        });
    }

    @Test
    void nothingIsDeletedWhenItsRecordIsNotOnDisk() throws Exception {
        fillUpTo(4);
        time.passMillis(KEEP.toMillis() * 2);
        PastOrders past = PastOrders.open(disk, indexes, Runnable::run);
        disk.failAtSync(disk.syncs() + 1);
        Future<Integer> retired = retention(past).retire();
        drive();

        assertThat(retired.failed()).isTrue();
        assertThat(disk.segments()).startsWith(1);
    }

    private int retire() throws IOException {
        PastOrders past = PastOrders.open(disk, indexes, Runnable::run);
        Future<Integer> retired = retention(past).retire();
        drive();
        assertThat(retired.succeeded()).as(String.valueOf(retired.cause())).isTrue();
        return retired.result();
    }

    private Retention retention(PastOrders past) {
        Retention.Rule rule = new Retention.Rule(KEEP, () -> Instant.ofEpochMilli(time.wallMillis()), key);
        return new Retention(disk, past, rule, writer, Runnable::run);
    }

    private LedgerWriter open(FakeDisk on) throws IOException {
        return new LedgerStart(on, SMALL, time.time(), new SecureRandom())
                .signing(new LedgerStart.Signing(key, dir, Optional.empty()))
                .open("test", new FakeWatcher());
    }

    private void fillUpTo(int segment) throws IOException {
        while (!disk.segments().contains(segment)) {
            append(Records.admin("x".repeat(400)));
        }
    }

    private void append(LedgerRecord record) throws IOException {
        writer.append(record, Runnable::run);
        drive();
    }

    private void drive() {
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }
}
