package dev.portcullis.admin;

import static org.assertj.core.api.Assertions.assertThat;

import dev.portcullis.admin.BackupAdmin.Made;
import dev.portcullis.admin.BackupAdmin.Progress;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.io.IOException;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Backups come one at a time, store before ledger, and a failed one is taken away. */
final class BackupAdminTest {
    private static final OperatorName ANN = new OperatorName("ann");
    private static final Path TARGET = Path.of("/backups/monday");

    private final FakeLedger ledger = new FakeLedger();
    private final FakeBackups backups = new FakeBackups();
    private final BackupAdmin admin = new BackupAdmin(backups, new OperatorLog(ledger, Runnable::run));

    /** A disk whose store takes as long to copy as the test wants. */
    private static final class FakeBackups implements BackupAdmin.Backups {
        private final List<String> steps = new ArrayList<>();
        private final Promise<Void> store = Promise.promise();

        @Override
        public Future<Void> prepare(Path target) {
            steps.add("prepare");
            return Future.succeededFuture();
        }

        @Override
        public Future<Void> copyStore(Path target) {
            steps.add("store");
            return store.future();
        }

        @Override
        public Future<Made> seal(Path target, Position last) {
            steps.add("ledger up to " + last.seq());
            return Future.succeededFuture(new Made(target, 4, 1_000, last.seq()));
        }

        @Override
        public Future<Void> discard(Path target) {
            steps.add("discard");
            return Future.succeededFuture();
        }
    }

    private static String refusalOf(Future<?> future) {
        assertThat(future.cause()).isInstanceOf(AdminRefusal.class);
        return future.cause().getMessage();
    }

    @Test
    void theStoreIsCopiedFirstAndTheLedgerEndsWithTheRecordThatSaysSo() {
        admin.begin(ANN, TARGET);
        assertThat(admin.progress()).isEqualTo(new Progress.Running(TARGET));
        backups.store.complete();

        assertThat(backups.steps).containsExactly("prepare", "store", "ledger up to 2");
        assertThat(admin.progress()).isEqualTo(new Progress.Done(new Made(TARGET, 4, 1_000, 2)));
        assertThat(ledger.records)
                .containsExactly(
                        new LedgerRecord.Admin("ann", "backup", TARGET.toString(), "begins"),
                        new LedgerRecord.Admin(
                                "ann", "backup", TARGET.toString(), "the backup's ledger ends with this record"));
    }

    @Test
    void aFullDiskIsToldInItsWordsAndNothingIsLeft() {
        admin.begin(ANN, TARGET);
        backups.store.fail(new IOException("No space left on device"));

        assertThat(backups.steps).containsExactly("prepare", "store", "discard");
        assertThat(admin.progress())
                .isEqualTo(new Progress.Failed(TARGET, "No space left on device; nothing of it is left"));
    }

    @Test
    void aSecondOneWaitsAndOneThatCannotBeRecordedIsNotBegun() {
        ledger.broken = true;
        assertThat(refusalOf(admin.begin(ANN, TARGET))).contains("could not be recorded");
        assertThat(admin.progress()).isEqualTo(new Progress.None());
        ledger.broken = false;
        admin.begin(ANN, TARGET);

        assertThat(refusalOf(admin.begin(ANN, TARGET.resolveSibling("tuesday"))))
                .contains("another backup");
        assertThat(refusalOf(admin.begin(ANN, Path.of("here")))).contains("absolute path");
    }
}
