package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderLinkId;
import dev.portcullis.model.Outcome;
import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Path;
import java.security.SecureRandom;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * What a start costs on a big ledger. The long form writes three million orders (some six gigabytes) and prints its
 * figures: {@code mvn -o test -Dtest=BigLedgerTest -Dexcluded.groups= -Dorders=3000000}.
 */
@Tag("once")
class BigLedgerTest {
    private static final long HEAP_BYTES_MAX = 64L << 20;
    private static final int OPEN_ORDERS = 50;

    @TempDir
    Path dir;

    private final FakeTime time = new FakeTime();

    @Test
    void aStartTakesLittleMemoryAndKnowsEveryOrder() throws Exception {
        measure(8_000, 1 << 20);
    }

    @Test
    @Tag("long")
    void aStartOnThreeMillionOrdersTakesLittleMemory() throws Exception {
        measure(Integer.getInteger("orders", 3_000_000), 64 << 20);
    }

    private void measure(int orders, long segmentBytesMax) throws Exception {
        write(orders, segmentBytesMax);
        long indexMillis = millis(() -> PastOrders.open(new DiskSegments(dir), new DiskIndexes(dir), Runnable::run));
        long heapBefore = usedHeap();
        Started started = new Started();
        long startMillis = millis(() -> started.open(segmentBytesMax));
        long heapTaken = usedHeap() - heapBefore;

        assertThat(heapTaken).isLessThan(HEAP_BYTES_MAX);
        assertThat(started.intents).isLessThan(OPEN_ORDERS + segmentBytesMax / 1_000);
        long lookUpMicros = started.lookUp(orders);
        System.out.printf(
                "%d orders: index made in %d ms, start in %d ms (%d records replayed), %d KiB more heap, filter %d KiB,"
                        + " look-up of an old order %d us%n",
                orders,
                indexMillis,
                startMillis,
                started.replayed.get(),
                heapTaken >> 10,
                started.past.filterBytes() >> 10,
                lookUpMicros);
        started.close();
    }

    /** A gate that has just started: its past is known, its tail replayed, its writer open. */
    private final class Started {
        private final AtomicLong replayed = new AtomicLong();
        private long intents;
        private PastOrders past;
        private LedgerWriter writer;

        private void open(long segmentBytesMax) throws IOException {
            DiskFolder folder = DiskFolder.lock(dir);
            past = PastOrders.open(folder, new DiskIndexes(dir), Runnable::run);
            writer = BigLedgerTest.this.open(folder, segmentBytesMax);
            past.replay(entry -> {
                replayed.incrementAndGet();
                intents += entry.record() instanceof LedgerRecord.Intent ? 1 : 0;
            });
        }

        /** Every order of a sealed segment is found; says how long one takes. */
        private long lookUp(int orders) {
            int asked = 0;
            long began = System.nanoTime();
            for (int i = OPEN_ORDERS; i < orders / 2; i += Math.max(1, orders / 500)) {
                Optional<PastOrder> found = past.find(
                                new EnvironmentId("testnet"),
                                new AccountId("alpha"),
                                new OrderLinkId("link-" + i),
                                Runnable::run)
                        .result();
                assertThat(found.flatMap(PastOrder::outcome))
                        .as("order " + i)
                        .contains(new Outcome.Acked(Optional.of(new OrderId("order-" + i))));
                asked++;
            }
            return TimeUnit.NANOSECONDS.toMicros((System.nanoTime() - began) / asked);
        }

        private void close() {
            writer.close();
            drive(writer);
        }
    }

    private void write(int orders, long segmentBytesMax) throws IOException {
        LedgerWriter writer = open(DiskFolder.lock(dir), segmentBytesMax);
        for (int i = 0; i < orders; i++) {
            writer.note(Records.create(i));
            writer.note(Records.signed(i));
            if (i >= OPEN_ORDERS) {
                writer.note(Records.acked(i));
            }
            if (i % 200 == 0) {
                drive(writer);
            }
        }
        writer.close();
        drive(writer);
    }

    private LedgerWriter open(LedgerFolder folder, long segmentBytesMax) throws IOException {
        LedgerSettings settings = new LedgerSettings(SyncMode.OS, segmentBytesMax, 1_000, 1_000_000_000);
        return new LedgerStart(folder, settings, time.time(), new SecureRandom()).open("test", new FakeWatcher());
    }

    private static void drive(LedgerWriter writer) {
        while (writer.step() == LedgerWriter.Progress.WORKED) {
            // until nothing waits
        }
    }

    private static long usedHeap() {
        System.gc();
        return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
    }

    private static long millis(Task task) throws IOException {
        long began = System.nanoTime();
        task.run();
        return TimeUnit.NANOSECONDS.toMillis(System.nanoTime() - began);
    }

    private interface Task {
        void run() throws IOException;
    }
}
