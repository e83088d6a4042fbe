package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.vertx.core.Future;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.awaitility.Awaitility;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Signed heads and the witness, on real files with the real threads. */
class CheckpointTest {
    @TempDir
    Path dir;

    private Path folder;
    private Path witness;
    private Path keyFile;
    private CheckpointKey key;

    @BeforeEach
    void makeTheKey() throws Exception {
        folder = dir.resolve("ledger");
        witness = dir.resolve("witness.log");
        keyFile = dir.resolve("checkpoint.key");
        key = CheckpointKey.make(keyFile, new SecureRandom());
    }

    @Test
    void aStoppedLedgerMissesEveryRecordThatIsCutOffItsEnd() throws Exception {
        writeAndStop(20);
        assertThat(verify(Optional.empty())).isEqualTo(new Verdict.Whole(23));

        for (int left = 22; left >= 1; left -= 7) {
            cutTo(left);
            long first = left + 1L;
            assertThat(verify(Optional.empty())).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
                assertThat(v.kind()).isEqualTo(Tampering.TRUNCATION);
                assertThat(v.first().seq()).isEqualTo(first);
            });
        }
    }

    @Test
    void aCutThatTakesTheHeadWithItIsFoundWithTheWitness() throws Exception {
        writeAndStop(20);
        cutTo(10);
        Files.delete(HeadFile.in(folder));

        assertThat(verify(Optional.empty())).isEqualTo(new Verdict.Whole(10));
        assertThat(verify(Optional.of(witness)))
                .isInstanceOfSatisfying(
                        Verdict.Tampered.class, v -> assertThat(v.kind()).isEqualTo(Tampering.TRUNCATION));
    }

    @Test
    void aLedgerThatWasWrittenAnewIsAForkAgainstTheWitness() throws Exception {
        writeAndStop(20);
        Files.move(folder, dir.resolve("original"));
        writeAndStop(20, Optional.empty());

        assertThat(verify(Optional.empty())).isEqualTo(new Verdict.Whole(23));
        assertThat(verify(Optional.of(witness)))
                .isInstanceOfSatisfying(
                        Verdict.Tampered.class, v -> assertThat(v.kind()).isEqualTo(Tampering.FORK));
    }

    @Test
    void theWitnessGetsALineForEachCheckpointAndNotForEachHead() throws Exception {
        LedgerWriter writer = start(Optional.of(witness));
        for (int round = 0; round < 5; round++) {
            join(writer.append(Records.create(round), Runnable::run));
            int records = round + 1;
            Awaitility.await().until(() -> headSeq() >= records + 2);
        }
        int linesWhileRunning = Files.readAllLines(witness).size();
        join(writer.close());

        assertThat(linesWhileRunning).as("at the start").isEqualTo(1);
        assertThat(Files.readAllLines(witness)).as("and at the stop").hasSize(2);
        assertThat(permissions(witness)).isEqualTo("rw-------");
        assertThat(permissions(HeadFile.in(folder))).isEqualTo("rw-------");
    }

    @Test
    void aWitnessLineThatACrashHasCutSpoilsNoOther() throws Exception {
        writeAndStop(3);
        long seq = lastSeq();
        Files.writeString(witness, Files.readString(witness) + "{\"storeId\":\"ab");
        writeAndStop(3);
        Files.writeString(
                folder.resolve("00000001.log"),
                String.join(
                                "\n",
                                Files.readAllLines(folder.resolve("00000001.log"))
                                        .subList(0, (int) seq)) + "\n");
        Files.delete(HeadFile.in(folder));

        assertThat(verify(Optional.of(witness)))
                .isInstanceOfSatisfying(
                        Verdict.Tampered.class, v -> assertThat(v.kind()).isEqualTo(Tampering.TRUNCATION));
    }

    private long headSeq() throws IOException {
        Path head = HeadFile.in(folder);
        return Files.exists(head)
                ? SignedHead.read(Files.readString(head).strip()).orElseThrow().seq()
                : 0;
    }

    private long lastSeq() throws IOException {
        return new LedgerReader(new DiskSegments(folder))
                .tail(1)
                .get(0)
                .position()
                .seq();
    }

    private static String permissions(Path file) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(file));
    }

    @Test
    void aHeadThatSomeoneElseSignedIsAFork() throws Exception {
        writeAndStop(20);
        SignedHead head =
                SignedHead.read(Files.readString(HeadFile.in(folder)).strip()).orElseThrow();
        CheckpointKey other = CheckpointKey.make(dir.resolve("other.key"), new SecureRandom());
        SignedHead forged = new SignedHead(
                head.storeId(), head.seq(), head.head(), other.sign(head.storeId(), head.seq(), head.head()));
        new HeadFile(folder).write(forged);

        assertThat(verify(Optional.empty())).isInstanceOf(Verdict.Tampered.class);
    }

    @Test
    void checkpointsStandInTheLedgerAndTheirSignaturesHold() throws Exception {
        LedgerWriter writer = start(Optional.of(witness));
        for (int i = 0; i < 1_500; i++) {
            writer.note(Records.acked(i));
        }
        join(writer.append(Records.create(1), Runnable::run));
        Awaitility.await().until(() -> kinds().contains("checkpoint"));
        join(writer.close());

        assertThat(verify(Optional.of(witness))).isInstanceOf(Verdict.Whole.class);
        assertThat(kinds()).contains("checkpoint");
    }

    @Test
    void aCheckpointUnderAnotherKeyIsAFork() throws Exception {
        FakeDisk disk = new FakeDisk();
        LedgerStart start =
                new LedgerStart(disk, LedgerSettings.of(SyncMode.GROUP), new FakeTime().time(), new SecureRandom());
        LedgerWriter writer = start.signing(new LedgerStart.Signing(key, dir, Optional.empty()))
                .open("test", new FakeWatcher());
        writer.step();
        LedgerEntry boot = LedgerWriterTest.replay(disk).get(1);
        String storeId =
                ((SystemRecord.Genesis) LedgerWriterTest.replay(disk).get(0).record()).storeId();
        ChainHash head = RecordLine.hashOf(
                boot.json().getBytes(StandardCharsets.US_ASCII), boot.json().length());
        CheckpointKey other = CheckpointKey.make(dir.resolve("other.key"), new SecureRandom());

        writer.note(new SystemRecord.Checkpoint(2, head.toString(), key.sign(storeId, 2, head)));
        writer.step();
        assertThat(LedgerVerifier.once(disk).verify()).isEqualTo(new Verdict.Whole(3));

        writer.note(new SystemRecord.Checkpoint(2, head.toString(), other.sign(storeId, 2, head)));
        writer.step();
        assertThat(LedgerVerifier.once(disk).verify()).isInstanceOfSatisfying(Verdict.Tampered.class, v -> {
            assertThat(v.first().seq()).isEqualTo(4);
            assertThat(v.words()).contains("signature");
        });
        writer.close();
        writer.step();
        writer.step();
    }

    @Test
    void verifyingBesideARunningGateRaisesNoAlarm() throws Exception {
        LedgerWriter writer = start(Optional.of(witness), 50_000);
        Awaitility.await().until(() -> Files.exists(witness));
        List<Verdict> verdicts = new ArrayList<>();
        for (int round = 0; round < 30; round++) {
            List<Future<Position>> appends = new ArrayList<>();
            for (int i = 0; i < 40; i++) {
                appends.add(writer.append(Records.create(i), Runnable::run));
            }
            verdicts.add(verify(Optional.of(witness)));
            join(Future.all(appends));
        }
        join(writer.close());
        verdicts.add(verify(Optional.of(witness)));

        assertThat(verdicts).allSatisfy(v -> assertThat(v).as(v.words()).isInstanceOf(Verdict.Whole.class));
        assertThat(folder.resolve("00000010.log")).exists();
    }

    @Test
    void aLedgerIsNotContinuedUnderAnotherKey() throws Exception {
        writeAndStop(1);
        key = CheckpointKey.make(dir.resolve("other.key"), new SecureRandom());

        assertThatThrownBy(() -> start(Optional.empty()))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("not the one that this ledger was made with");
        key = CheckpointKey.read(keyFile);
        join(start(Optional.empty()).close());
    }

    @Test
    void theKeyFileIsItsOwnersAloneAndABrokenOneIsNamed() throws Exception {
        assertThat(PosixFilePermissions.toString(Files.getPosixFilePermissions(keyFile)))
                .isEqualTo("rw-------");
        assertThatThrownBy(() -> CheckpointKey.make(keyFile, new SecureRandom()))
                .isInstanceOf(IOException.class);
        Path broken = Files.writeString(dir.resolve("broken.key"), "nothing\n");
        assertThatThrownBy(() -> CheckpointKey.read(broken))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("broken.key")
                .hasMessageContaining("backup");
    }

    private void writeAndStop(int intents) throws Exception {
        writeAndStop(intents, Optional.of(witness));
    }

    private void writeAndStop(int intents, Optional<Path> to) throws Exception {
        LedgerWriter writer = start(to);
        for (int i = 0; i < intents; i++) {
            join(writer.append(Records.create(i), Runnable::run));
        }
        join(writer.close());
    }

    private LedgerWriter start(Optional<Path> to) throws IOException {
        return start(to, 64 << 20);
    }

    private LedgerWriter start(Optional<Path> to, long segmentBytesMax) throws IOException {
        LedgerTime time = new LedgerTime(InstantSource.system(), System::nanoTime, (delayNanos, task) -> () -> {});
        LedgerSettings settings =
                new LedgerSettings(SyncMode.GROUP, segmentBytesMax, 10_000, TimeUnit.SECONDS.toNanos(30));
        LedgerWriter writer = new LedgerStart(DiskFolder.lock(folder), settings, time, new SecureRandom())
                .signing(new LedgerStart.Signing(key, folder, to))
                .open("test", new FakeWatcher());
        LedgerThread.start(writer);
        return writer;
    }

    /** Leaves so many records, cut at a record's end. */
    private void cutTo(int records) throws IOException {
        Path segment = folder.resolve("00000001.log");
        List<String> lines = Files.readAllLines(segment, StandardCharsets.US_ASCII);
        Files.writeString(segment, String.join("\n", lines.subList(0, records)) + "\n");
    }

    private List<String> kinds() throws IOException {
        List<String> kinds = new ArrayList<>();
        new LedgerReader(new DiskSegments(folder))
                .replay(entry -> kinds.add(entry.record().recordKind().text()));
        return kinds;
    }

    private Verdict verify(Optional<Path> seen) throws IOException {
        return LedgerVerifier.verify(folder, seen);
    }

    private static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(30, TimeUnit.SECONDS);
    }
}
