package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * Every flip, deletion, insertion, swap and cut of a ledger of 1,000 records is found, with its kind and its place. The
 * long form flips every byte; the short one a byte of each record.
 */
@Tag("once")
class TamperedThousandTest {
    private static final int RECORDS = 1_000;

    private FakeDisk clean;
    private List<byte[]> lines;

    @TempDir
    Path dir;

    @BeforeEach
    void writeTheLedger() throws Exception {
        clean = LedgerVerifierTest.ledger(RECORDS, 64 << 20, new FakeTime());
        lines = linesOf(clean.bytes(1));
        assertThat(lines).hasSize(RECORDS);
    }

    @Test
    void aFlipInEveryRecordIsAnEditThere() {
        IntStream.rangeClosed(1, RECORDS).parallel().forEach(record -> {
            int at = record * 31 % lines.get(record - 1).length;
            assertFound(flipped(record, at, record % 8), Tampering.EDIT, record);
        });
    }

    @Test
    @Tag("long")
    void everyFlippedByteIsAnEditOfItsRecord() {
        for (int record = 1; record <= RECORDS; record++) {
            int changed = record;
            IntStream.range(0, lines.get(record - 1).length)
                    .parallel()
                    .forEach(at -> assertFound(flipped(changed, at, at % 8), Tampering.EDIT, changed));
        }
    }

    @Test
    void everyDeletionIsFound() {
        everyRecord(RECORDS - 1, Tampering.DELETION, 0, (record, all) -> all.remove(record - 1));
    }

    @Test
    void everyInsertionOfACopyIsFound() {
        everyRecord(RECORDS, Tampering.INSERTION, 1, (record, all) -> all.add(record, all.get(record - 1)));
    }

    @Test
    void everySwapOfNeighboursIsFound() {
        everyRecord(RECORDS - 1, Tampering.REORDER, 0, (record, all) -> all.add(record, all.remove(record - 1)));
    }

    @Test
    void everyCutIsFoundWithTheWitness() throws Exception {
        Path folder = dir.resolve("ledger");
        Path witness = dir.resolve("witness.log");
        CheckpointKey key = CheckpointKey.make(dir.resolve("checkpoint.key"), new SecureRandom());
        writeSigned(folder, key, witness);
        byte[] whole = Files.readAllBytes(folder.resolve("00000001.log"));
        List<byte[]> signed = linesOf(whole);
        int end = 0;
        for (int left = 1; left <= signed.size(); left++) {
            end += signed.get(left - 1).length;
            Verdict verdict = verify(Arrays.copyOf(whole, end), witness);
            if (left == signed.size()) {
                assertThat(verdict).isInstanceOf(Verdict.Whole.class);
            } else {
                assertFound(verdict, Tampering.TRUNCATION, left + 1L);
            }
        }
    }

    private static Verdict verify(byte[] segment, Path witness) throws IOException {
        try (SeenHeads heads = SeenHeads.in(witness)) {
            return LedgerVerifier.once(new OneSegment(segment), heads).verify();
        }
    }

    private static void writeSigned(Path folder, CheckpointKey key, Path witness) throws IOException {
        LedgerWriter writer = new LedgerStart(
                        DiskFolder.lock(folder),
                        LedgerSettings.of(SyncMode.OS),
                        new FakeTime().time(),
                        new SecureRandom())
                .signing(new LedgerStart.Signing(key, folder, Optional.of(witness)))
                .open("test", new FakeWatcher());
        for (int i = 0; i < RECORDS - 3; i++) {
            writer.note(i % 3 == 0 ? Records.create(i) : Records.cancel(i));
        }
        writer.close();
        while (writer.step() != LedgerWriter.Progress.ENDED) {
            // until it is closed
        }
    }

    /** Changes the lines at a record. */
    private interface Change {
        void at(int record, List<byte[]> all);
    }

    private void everyRecord(int last, Tampering kind, int placesBehind, Change change) {
        IntStream.rangeClosed(1, last).parallel().forEach(record -> {
            List<byte[]> changed = new ArrayList<>(lines);
            change.at(record, changed);
            assertFound(join(changed), kind, record + placesBehind);
        });
    }

    private byte[] flipped(int record, int at, int bit) {
        List<byte[]> changed = new ArrayList<>(lines);
        byte[] line = lines.get(record - 1).clone();
        line[at] ^= (byte) (1 << bit);
        changed.set(record - 1, line);
        return join(changed);
    }

    private static void assertFound(byte[] changed, Tampering kind, long seq) {
        assertFound(verify(changed), kind, seq);
    }

    private static void assertFound(Verdict verdict, Tampering kind, long seq) {
        assertThat(verdict).as(kind + " at " + seq).isInstanceOf(Verdict.Tampered.class);
        Verdict.Tampered tampered = (Verdict.Tampered) verdict;
        assertThat(tampered.kind()).as(tampered.words()).isEqualTo(kind);
        assertThat(tampered.first().seq()).as(tampered.words()).isEqualTo(seq);
    }

    private static Verdict verify(byte[] segment) {
        try {
            return LedgerVerifier.once(new OneSegment(segment)).verify();
        } catch (IOException e) {
            throw new IllegalStateException(e);
        }
    }

    /** A ledger of one segment in memory. */
    private static final class OneSegment implements SegmentSource {
        private final byte[] bytes;

        private OneSegment(byte[] bytes) {
            this.bytes = bytes;
        }

        @Override
        public List<Integer> segments() {
            return List.of(1);
        }

        @Override
        public InputStream read(int segment, long offset) {
            return new ByteArrayInputStream(bytes, (int) offset, bytes.length - (int) offset);
        }
    }

    private static List<byte[]> linesOf(byte[] segment) {
        return new String(segment, StandardCharsets.US_ASCII)
                .lines()
                .map(line -> RecordLine.ascii(line + '\n'))
                .toList();
    }

    private static byte[] join(List<byte[]> all) {
        ByteArrayOutputStream joined = new ByteArrayOutputStream();
        all.forEach(joined::writeBytes);
        return joined.toByteArray();
    }
}
