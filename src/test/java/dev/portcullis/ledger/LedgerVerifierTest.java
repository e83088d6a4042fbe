package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.function.IntUnaryOperator;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Every way of changing a ledger of 200 records, and the verdict on it. */
@Tag("once")
class LedgerVerifierTest {
    private static final int RECORDS = 200;

    private static FakeDisk clean;
    private static byte[] bytes;
    private static List<byte[]> lines;

    @TempDir
    Path dir;

    @BeforeAll
    static void writeTheLedger() throws Exception {
        clean = ledger(RECORDS, 64 << 20, new FakeTime());
        bytes = clean.bytes(1);
        lines = linesOf(bytes);
        assertThat(lines).hasSize(RECORDS);
    }

    @Test
    void aCleanLedgerIsWhole() throws Exception {
        assertThat(verdict(bytes)).isEqualTo(new Verdict.Whole(RECORDS));
        assertThat(verdict(new byte[0])).isEqualTo(new Verdict.Whole(0));
    }

    @Test
    void spaceSetAsideBehindTheEndIsNoDamage() throws Exception {
        assertThat(verdict(Arrays.copyOf(bytes, bytes.length + 300_000))).isEqualTo(new Verdict.Whole(RECORDS));
    }

    @Test
    void aChangedByteIsAnEditOfItsRecord() throws Exception {
        changeBytes(record -> record == 1 || record == RECORDS / 2 || record == RECORDS ? 3 : 197);
    }

    @Test
    @Tag("long")
    void everyChangedByteIsAnEditOfItsRecord() throws Exception {
        changeBytes(record -> 1);
    }

    /** Changes bytes of every record, so many bytes apart. */
    private void changeBytes(IntUnaryOperator strideOfRecord) throws IOException {
        int offset = 0;
        for (int record = 1; record <= RECORDS; record++) {
            int end = offset + lines.get(record - 1).length;
            for (int at = offset; at < end; at += strideOfRecord.applyAsInt(record)) {
                assertEditFound(record, at, (byte) (1 << (at % 8)));
                assertEditFound(record, at, at % 2 == 0 ? bytes[at] : (byte) (bytes[at] ^ '\n'));
            }
            assertEditFound(record, end - 1, (byte) 1);
            offset = end;
        }
    }

    private void assertEditFound(int record, int at, byte mask) throws IOException {
        if (mask == 0) {
            return;
        }
        byte[] changed = bytes.clone();
        changed[at] ^= mask;
        assertFound(changed, Tampering.EDIT, record, "byte " + at + " mask " + mask);
    }

    @Test
    void everyDeletedRecordIsADeletionThere() throws Exception {
        for (int record = 1; record < RECORDS; record++) {
            List<byte[]> left = new ArrayList<>(lines);
            left.remove(record - 1);
            assertFound(join(left), Tampering.DELETION, record, "without " + record);
        }
    }

    @Test
    void aDeletedRangeIsADeletionAtItsBeginning() throws Exception {
        for (int first = 1; first < RECORDS - 3; first += 11) {
            List<byte[]> left = new ArrayList<>(lines);
            left.subList(first - 1, first + 2).clear();
            assertFound(join(left), Tampering.DELETION, first, "without three from " + first);
        }
    }

    @Test
    void aCopiedRecordIsAnInsertionWhereverItIsPut() throws Exception {
        for (int record = 1; record <= RECORDS; record += 3) {
            for (int before : new int[] {record + 1, record + 2, RECORDS + 1}) {
                if (before <= RECORDS + 1) {
                    List<byte[]> more = new ArrayList<>(lines);
                    more.add(before - 1, lines.get(record - 1));
                    assertFound(join(more), Tampering.INSERTION, before, record + " again before " + before);
                }
            }
        }
    }

    @Test
    void aLineThatIsNoRecordIsAnInsertion() throws Exception {
        for (int before = 1; before <= RECORDS; before += 7) {
            List<byte[]> more = new ArrayList<>(lines);
            more.add(before - 1, RecordLine.ascii("{\"v\":1,\"note\":\"nothing to see here\"}\n"));
            assertFound(join(more), Tampering.INSERTION, before, "before " + before);
        }
    }

    @Test
    void aSwapIsAReorderAtTheFirstOfTheTwo() throws Exception {
        for (int first = 1; first < RECORDS; first += 3) {
            for (int second : new int[] {first + 1, Math.min(RECORDS, first + 50)}) {
                if (second > first) {
                    List<byte[]> swapped = new ArrayList<>(lines);
                    Collections.swap(swapped, first - 1, second - 1);
                    assertFound(join(swapped), Tampering.REORDER, first, first + " with " + second);
                }
            }
        }
    }

    @Test
    void anEditedRecordWithFittingHashAndChecksumIsAForkAtTheNext() throws Exception {
        for (int record = 1; record < RECORDS; record += 13) {
            List<byte[]> forged = new ArrayList<>(lines);
            forged.set(record - 1, forge(lines.get(record - 1)));
            assertFound(join(forged), Tampering.FORK, record + 1, "forged " + record);
        }
    }

    @Test
    void twoHistoriesBehindOneRecordAreAFork() throws Exception {
        for (int record = 1; record < RECORDS; record += 13) {
            List<byte[]> both = new ArrayList<>(lines);
            both.add(record - 1, forge(lines.get(record - 1)));
            assertFound(join(both), Tampering.FORK, record + 1, "both of " + record);
        }
    }

    @Test
    void aCutInsideTheLastRecordIsATornTailWhateverIsLeftOfIt() throws Exception {
        int start = bytes.length - lines.get(RECORDS - 1).length;
        for (int length = start + 1; length < bytes.length; length++) {
            Verdict expected = new Verdict.TornTail(RECORDS - 1, new Position(RECORDS, 1, start));
            assertThat(judged(Arrays.copyOf(bytes, length)))
                    .as("cut to " + length)
                    .isEqualTo(expected);
        }
    }

    @Test
    void aBlockThatWasNeverWrittenIsATornTailOnlyBehindTheLastSync() throws Exception {
        FakeTime time = new FakeTime();
        FakeDisk disk = new FakeDisk();
        LedgerWriter writer = new LedgerStart(disk, LedgerSettings.of(SyncMode.GROUP), time.time(), new SecureRandom())
                .open("test", new FakeWatcher());
        drive(writer);
        int synced = disk.bytes(1).length;
        for (int i = 0; i < 20; i++) {
            writer.append(Records.create(i), Runnable::run);
        }
        drive(writer);
        byte[] lastGroup = disk.bytes(1);
        Arrays.fill(lastGroup, synced + 2048 - synced % 512, synced + 2560 - synced % 512, (byte) 0);
        byte[] firstGroup = disk.bytes(1);
        Arrays.fill(firstGroup, 0, 512, (byte) 0);

        assertThat(judged(lastGroup)).isInstanceOf(Verdict.TornTail.class);
        assertThat(judged(firstGroup)).isInstanceOf(Verdict.Tampered.class);
    }

    @Test
    void noPowerCutRaisesAFalseAlarm() throws Exception {
        for (int seed = 0; seed < 200; seed++) {
            Random random = new Random(seed);
            FakeDisk disk = writeSomeAndFail(random);
            FakeDisk left = disk.afterPowerCut(random);
            Verdict verdict = judged(left);
            assertThat(verdict).as("seed " + seed).isNotInstanceOf(Verdict.Tampered.class);

            LedgerWriter next = new LedgerStart(
                            left, LedgerSettings.of(SyncMode.GROUP), new FakeTime().time(), new SecureRandom())
                    .open("next", new FakeWatcher());
            drive(next);
            assertThat(judged(left)).as("after the next start, seed " + seed).isInstanceOf(Verdict.Whole.class);
        }
    }

    private static FakeDisk writeSomeAndFail(Random random) throws IOException {
        FakeDisk disk = new FakeDisk();
        disk.failAtSync(1 + random.nextInt(12));
        LedgerWriter writer = new LedgerStart(
                        disk,
                        new LedgerSettings(SyncMode.GROUP, 6_000, 100, 1_000_000_000),
                        new FakeTime().time(),
                        new SecureRandom())
                .open("test", new FakeWatcher());
        for (int i = 0; i < 100 && writer.isHealthy(); i++) {
            writer.append(Records.create(i), Runnable::run);
            if (random.nextInt(4) == 0) {
                writer.step();
            }
        }
        return disk;
    }

    @Test
    void aMissingSegmentIsADeletionThere() throws Exception {
        FakeDisk disk = ledger(60, 10_000, new FakeTime());
        for (int segment : disk.segments()) {
            Files.write(dir.resolve(SegmentName.of(segment)), disk.bytes(segment));
        }
        assertThat(LedgerVerifier.verify(dir, Optional.empty())).isEqualTo(new Verdict.Whole(count(disk)));

        Files.delete(dir.resolve(SegmentName.of(2)));

        assertThat(LedgerVerifier.verify(dir, Optional.empty())).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.DELETION);
            assertThat(v.first().segment()).isEqualTo(2);
            assertThat(v.words()).contains("deletion").contains("00000002.log").contains("missing");
        });
    }

    @Test
    void aCutAtTheEndOfAnInnerSegmentIsADeletion() throws Exception {
        FakeDisk disk = ledger(60, 10_000, new FakeTime());
        List<byte[]> inner = linesOf(disk.bytes(1));
        byte[] last = inner.remove(inner.size() - 1);

        Verdict whole = judged(disk.with(1, join(inner)));
        Verdict half = judged(disk.with(1, Arrays.copyOf(disk.bytes(1), disk.bytes(1).length - last.length / 2)));

        assertThat(whole).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.DELETION);
            assertThat(v.first().seq()).isEqualTo(inner.size() + 1);
        });
        assertThat(half).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.kind()).isEqualTo(Tampering.EDIT);
            assertThat(v.first().seq()).isEqualTo(inner.size() + 1);
        });
    }

    @Test
    void aFolderWithoutALedgerIsNamed() {
        assertThatThrownBy(() -> LedgerVerifier.verify(dir.resolve("nowhere"), Optional.empty()))
                .hasMessageContaining("nowhere")
                .hasMessageContaining("no ledger");
    }

    @Test
    void theStartRefusesATamperedTailAndNamesThePlace() {
        byte[] changed = bytes.clone();
        changed[bytes.length - 300] ^= 1;

        assertThatThrownBy(() -> new LedgerStart(
                                clean.with(1, changed),
                                LedgerSettings.of(SyncMode.GROUP),
                                new FakeTime().time(),
                                new SecureRandom())
                        .open("next", new FakeWatcher()))
                .isInstanceOf(LedgerDamage.class)
                .hasMessageContaining("record 200 in 00000001.log at byte");
    }

    /** A record with another price, chained and summed up as the gate would. */
    private static byte[] forge(byte[] line) {
        String body = new String(line, 0, line.length - 1 - RecordLine.FRAME_BYTES, StandardCharsets.US_ASCII);
        ChainHash prev = RecordLine.prevOf(line, line.length - 1);
        byte[] forged = RecordLine.ascii(body.replace("\"mono\":1", "\"mono\":2"));
        ChainHash hash = new Chain().link(prev, forged, 0, forged.length);
        String chained = new String(forged, StandardCharsets.US_ASCII) + ",\"prev\":\"" + prev + "\",\"h\":\"" + hash;
        byte[] summed = RecordLine.ascii(chained);
        String crc = new String(RecordLine.checksum(summed, 0, summed.length), StandardCharsets.US_ASCII);
        return RecordLine.ascii(chained + "\",\"crc\":\"" + crc + "\"}\n");
    }

    private void assertFound(byte[] changed, Tampering kind, long seq, String what) throws IOException {
        Verdict verdict = judged(changed);
        assertThat(verdict).as(what).isInstanceOf(Verdict.Tampered.class);
        Verdict.Tampered tampered = (Verdict.Tampered) verdict;
        assertThat(tampered.kind()).as(what + ": " + tampered.words()).isEqualTo(kind);
        assertThat(tampered.first().seq()).as(what + ": " + tampered.words()).isEqualTo(seq);
    }

    private static Verdict judged(byte[] segment) throws IOException {
        return judged(clean.with(1, segment));
    }

    private static Verdict judged(FakeDisk disk) throws IOException {
        return LedgerVerifier.once(disk).verify();
    }

    private Verdict verdict(byte[] segment) throws IOException {
        Files.write(dir.resolve(SegmentName.of(1)), segment);
        return LedgerVerifier.verify(dir, Optional.empty());
    }

    private static long count(FakeDisk disk) throws IOException {
        return LedgerWriterTest.replay(disk).size();
    }

    /** A ledger with so many records, written in groups of a few. */
    static FakeDisk ledger(int records, long segmentBytesMax, FakeTime time) throws IOException {
        FakeDisk disk = new FakeDisk();
        LedgerWriter writer = new LedgerStart(
                        disk,
                        new LedgerSettings(SyncMode.GROUP, segmentBytesMax, 1_000, 1_000_000_000),
                        time.time(),
                        new SecureRandom())
                .open("test", new FakeWatcher());
        drive(writer);
        for (int i = 3; i <= records; i++) {
            writer.append(i % 3 == 0 ? Records.create(i) : Records.cancel(i), Runnable::run);
            time.passMillis(1);
            if (i % 4 == 0) {
                drive(writer);
            }
        }
        drive(writer);
        return disk;
    }

    private static void drive(LedgerWriter writer) {
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }

    private static List<byte[]> linesOf(byte[] segment) {
        List<byte[]> lines = new ArrayList<>();
        int from = 0;
        for (int i = 0; i < segment.length; i++) {
            if (segment[i] == '\n') {
                lines.add(Arrays.copyOfRange(segment, from, i + 1));
                from = i + 1;
            }
        }
        return lines;
    }

    private static byte[] join(List<byte[]> lines) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        lines.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
