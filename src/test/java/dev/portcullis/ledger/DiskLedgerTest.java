package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Optional;
import java.util.Timer;
import java.util.TimerTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** The ledger on real files, driven by its own thread. */
class DiskLedgerTest {
    private final Timer timer = new Timer("test-timers", true);

    @TempDir
    Path dir;

    @AfterEach
    void stopTheTimer() {
        timer.cancel();
    }

    @Test
    void whatWasConfirmedIsReadBackInOrderByTheNextGate() throws Exception {
        LedgerWriter first = start(LedgerSettings.of(SyncMode.GROUP));
        LedgerRecord.Intent intent = Records.create(1);
        Position position = join(first.append(intent, Runnable::run));
        first.note(Records.signed(1));
        first.note(Records.acked(1));
        join(first.close());

        LedgerWriter second = start(LedgerSettings.of(SyncMode.GROUP));
        join(second.append(Records.cancel(1), Runnable::run));
        join(second.close());

        List<LedgerEntry> entries = replay();
        assertThat(entries)
                .extracting(e -> e.record().recordKind().text())
                .containsExactly("genesis", "boot", "intent", "signed", "outcome", "stop", "boot", "intent", "stop");
        assertThat(entries.get(2).position()).isEqualTo(position);
        assertThat(entries.get(2).record()).isEqualTo(intent);
        assertThat(entries.get(4).record()).isEqualTo(Records.acked(1));
    }

    @Test
    void aSecondGateIsRefusedAndToldWhatToDo() throws Exception {
        LedgerWriter first = start(LedgerSettings.of(SyncMode.GROUP));

        assertThatThrownBy(() -> start(LedgerSettings.of(SyncMode.GROUP)))
                .isInstanceOf(IOException.class)
                .hasMessageContaining("another running gate")
                .hasMessageContaining("data directory");

        join(first.close());
        join(start(LedgerSettings.of(SyncMode.GROUP)).close());
    }

    @Test
    void aFullSegmentIsFollowedByANewOneThatChainsOn() throws Exception {
        LedgerWriter writer = start(new LedgerSettings(SyncMode.GROUP, 2_000, 100, TimeUnit.SECONDS.toNanos(5)));
        for (int i = 0; i < 20; i++) {
            join(writer.append(Records.create(i), Runnable::run));
        }
        join(writer.close());

        assertThat(dir.resolve("00000002.log")).exists();
        assertThat(replay())
                .extracting(e -> e.position().seq())
                .startsWith(1L, 2L, 3L)
                .isSorted()
                .doesNotHaveDuplicates();
    }

    @Test
    void theFileIsExtendedAheadOfItsEndAndCutWhenTheGateStops() throws Exception {
        LedgerWriter writer = start(LedgerSettings.of(SyncMode.GROUP));
        join(writer.append(Records.create(1), Runnable::run));
        long ahead = Files.size(dir.resolve("00000001.log"));
        for (int i = 2; i < 20; i++) {
            join(writer.append(Records.create(i), Runnable::run));
        }
        long later = Files.size(dir.resolve("00000001.log"));
        Verdict beside = LedgerVerifier.verify(dir, Optional.empty());
        join(writer.close());

        assertThat(ahead).isGreaterThan(200_000).isEqualTo(later);
        assertThat(beside).isInstanceOf(Verdict.Whole.class);
        assertThat(Files.size(dir.resolve("00000001.log")))
                .isEqualTo(
                        replay().stream().mapToLong(e -> e.json().length() + 1).sum());
    }

    @Test
    void aTornRecordIsFoundInFrontOfTheSpaceSetAside() throws Exception {
        LedgerWriter writer = start(LedgerSettings.of(SyncMode.GROUP));
        join(writer.append(Records.create(1), Runnable::run));
        join(writer.close());
        Path segment = dir.resolve("00000001.log");
        byte[] whole = Files.readAllBytes(segment);
        Files.write(segment, Arrays.copyOf(Arrays.copyOf(whole, whole.length - 40), 1 << 20));

        Verdict torn = LedgerVerifier.verify(dir, Optional.empty());
        LedgerWriter next = start(LedgerSettings.of(SyncMode.GROUP));
        join(next.close());

        assertThat(torn).isInstanceOf(Verdict.TornTail.class);
        assertThat(replay())
                .extracting(e -> e.record().recordKind().text())
                .containsExactly("genesis", "boot", "intent", "cut", "boot", "stop");
        assertThat(replay())
                .filteredOn(e -> e.record() instanceof SystemRecord.Cut)
                .extracting(e -> ((SystemRecord.Cut) e.record()).bytes())
                .allMatch(bytes -> bytes < 1_000);
    }

    @Test
    void aTraceShowsAllRecordsOfOneOrderAndNoOther() throws Exception {
        LedgerWriter writer = start(LedgerSettings.of(SyncMode.OS));
        for (int i = 0; i < 3; i++) {
            join(writer.append(Records.create(i), Runnable::run));
            writer.note(Records.signed(i));
            writer.note(Records.acked(i));
        }
        join(writer.close());

        List<LedgerEntry> trace = new ArrayList<>();
        new LedgerReader(new DiskSegments(dir)).trace(new OrderLinkId("link-1"), trace::add);

        assertThat(trace)
                .extracting(LedgerEntry::record)
                .containsExactly(Records.create(1), Records.signed(1), Records.acked(1));
        assertThat(new LedgerReader(new DiskSegments(dir)).tail(2))
                .extracting(LedgerEntry::record)
                .containsExactly(Records.acked(2), new SystemRecord.Stop());
    }

    @Test
    void aFollowerSeesEachRecordOnceAcrossSegments() throws Exception {
        LedgerWriter writer = start(new LedgerSettings(SyncMode.GROUP, 2_000, 100, TimeUnit.SECONDS.toNanos(5)));
        LedgerReader reader = new LedgerReader(new DiskSegments(dir));
        List<Long> seen = new ArrayList<>();
        Position next = LedgerReader.BEGINNING;
        for (int i = 0; i < 20; i++) {
            join(writer.append(Records.create(i), Runnable::run));
            next = reader.follow(next, entry -> seen.add(entry.position().seq()));
        }
        join(writer.close());
        next = reader.follow(next, entry -> seen.add(entry.position().seq()));

        assertThat(seen)
                .isEqualTo(replay().stream().map(e -> e.position().seq()).toList());
        assertThat(reader.tail(7)).isEqualTo(replay().subList(seen.size() - 7, seen.size()));
        assertThat(reader.follow(next, entry -> seen.add(0L))).isEqualTo(next);
    }

    @Test
    void onlyTheOwnerMayReadTheFolder() throws Exception {
        dir = dir.resolve("ledger");
        join(start(LedgerSettings.of(SyncMode.GROUP)).close());

        assertThat(permissions(dir)).isEqualTo("rwx------");
        assertThat(permissions(dir.resolve("00000001.log"))).isEqualTo("rw-------");
    }

    private static String permissions(Path path) throws IOException {
        return PosixFilePermissions.toString(Files.getPosixFilePermissions(path));
    }

    private LedgerWriter start(LedgerSettings settings) throws IOException {
        LedgerTime time = new LedgerTime(InstantSource.system(), System::nanoTime, (delayNanos, task) -> {
            TimerTask timerTask = new TimerTask() {
                @Override
                public void run() {
                    task.run();
                }
            };
            timer.schedule(timerTask, Math.max(0, TimeUnit.NANOSECONDS.toMillis(delayNanos)));
            return timerTask::cancel;
        });
        LedgerWriter writer = new LedgerStart(DiskFolder.lock(dir), settings, time, new SecureRandom())
                .open("test", new FakeWatcher());
        LedgerThread.start(writer);
        return writer;
    }

    private List<LedgerEntry> replay() throws IOException {
        List<LedgerEntry> entries = new ArrayList<>();
        new LedgerReader(new DiskSegments(dir)).replay(entries::add);
        return entries;
    }

    private static <T> T join(Future<T> future) throws Exception {
        return future.toCompletionStage().toCompletableFuture().get(10, TimeUnit.SECONDS);
    }
}
