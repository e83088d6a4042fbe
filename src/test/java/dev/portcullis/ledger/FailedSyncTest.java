package dev.portcullis.ledger;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.model.OrderLinkId;
import io.vertx.core.Future;
import java.io.IOException;
import java.security.SecureRandom;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;

/**
 * EIO at each of the first 100 syncs, over several segments: the writer stops at once and the next gate lacks nothing.
 */
@Tag("once")
class FailedSyncTest {
    private static final LedgerSettings SMALL = new LedgerSettings(SyncMode.GROUP, 6_000, 100, 1_000_000_000);

    @Test
    void whateverSyncFailsTheNextGateHasAllThatWasConfirmedOnce() throws Exception {
        for (int failing = 1; failing <= 100; failing++) {
            Run run = new Run(failing);
            run.untilItFails();

            run.assertStopped();
            run.assertNextGateLacksNothing(run.disk.afterKill(), "kill, sync " + failing);
            run.assertNextGateLacksNothing(run.disk.afterPowerCut(new Random(failing)), "power, sync " + failing);
        }
    }

    /** One gate on a disk that fails. */
    private static final class Run {
        private final int failing;
        private final FakeDisk disk = new FakeDisk();
        private final FakeWatcher watcher = new FakeWatcher();
        private final Map<OrderLinkId, Future<Position>> appends = new LinkedHashMap<>();
        private final LedgerWriter writer;

        private Run(int failing) throws IOException {
            this.failing = failing;
            disk.failAtSync(failing);
            writer = open(disk, watcher);
        }

        private void untilItFails() {
            for (int i = 0; watcher.failures.isEmpty(); i++) {
                LedgerRecord.Intent create = Records.create(i);
                appends.put(create.orderLinkId(), writer.append(create, Runnable::run));
                if (i % 3 == 2) {
                    writer.step();
                }
            }
        }

        private void assertStopped() {
            int calls = disk.calls().size();
            Future<Position> later = writer.append(Records.create(-1), Runnable::run);
            writer.note(Records.acked(1));

            assertThat(writer.step()).isEqualTo(LedgerWriter.Progress.ENDED);
            assertThat(later.failed()).isTrue();
            assertThat(writer.isHealthy()).isFalse();
            assertThat(watcher.failures).hasSize(1);
            assertThat(disk.syncs()).isEqualTo(failing);
            assertThat(disk.calls()).as("the file is left alone").hasSize(calls).endsWith("sync");
            assertThat(appends.values()).as("nobody waits for ever").allMatch(Future::isComplete);
        }

        private void assertNextGateLacksNothing(FakeDisk left, String how) throws IOException {
            drive(open(left, new FakeWatcher()));
            List<OrderLinkId> replayed = new ArrayList<>();
            PastOrders.open(left, new FakeIndexes(), Runnable::run).replay(entry -> replayed.add(linkOf(entry)));
            List<OrderLinkId> found = new ArrayList<>();
            new LedgerReader(left).replay(entry -> {
                if (entry.record() instanceof LedgerRecord.Intent) {
                    found.add(linkOf(entry));
                }
            });

            assertThat(LedgerVerifier.once(left).verify()).as(how).isInstanceOf(Verdict.Whole.class);
            assertThat(found).as(how).doesNotHaveDuplicates().containsAll(confirmed());
            assertThat(replayed).as(how + ", all are open").containsExactlyElementsOf(found);
        }

        private List<OrderLinkId> confirmed() {
            return appends.entrySet().stream()
                    .filter(append -> append.getValue().succeeded())
                    .map(Map.Entry::getKey)
                    .toList();
        }

        private static OrderLinkId linkOf(LedgerEntry entry) {
            return entry.record().orderLinkId();
        }

        private static LedgerWriter open(FakeDisk on, FakeWatcher watcher) throws IOException {
            return new LedgerStart(on, SMALL, new FakeTime().time(), new SecureRandom()).open("test", watcher);
        }

        private static void drive(LedgerWriter writer) {
            while (writer.step() == LedgerWriter.Progress.WORKED) {
                // until nothing waits
            }
        }
    }
}
