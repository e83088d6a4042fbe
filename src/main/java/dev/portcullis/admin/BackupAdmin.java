package dev.portcullis.admin;

import dev.portcullis.admin.OperatorLog.Deed;
import dev.portcullis.identity.OperatorName;
import dev.portcullis.ledger.Position;
import io.vertx.core.Future;
import java.nio.file.Path;
import java.util.List;

/**
 * Makes backups of the running gate, one at a time. A big ledger takes minutes, so a backup is begun and then asked
 * about.
 */
public final class BackupAdmin {
    /** Where backups are written. */
    public interface Backups {
        /**
         * Looks whether a backup can go there and makes the folder.
         *
         * @return fails with an {@link AdminRefusal} when it cannot
         */
        Future<Void> prepare(Path target);

        /** Copies the store as it is now. */
        Future<Void> copyStore(Path target);

        /**
         * Copies the ledger up to that record and seals the backup with its manifest.
         *
         * @param last durable
         */
        Future<Made> seal(Path target, Position last);

        /** Removes what was written of a backup that has failed. */
        Future<Void> discard(Path target);
    }

    /** A whole backup. */
    public record Made(Path folder, int files, long bytes, long records) {}

    /** How far the newest backup is. */
    public sealed interface Progress {
        /** Nobody has asked for one since the start. */
        record None() implements Progress {}

        /** It is being written. */
        record Running(Path folder) implements Progress {}

        /** It is whole and verified. */
        record Done(Made made) implements Progress {}

        /** It failed; {@code why} also says whether anything of it is left. */
        record Failed(Path folder, String why) implements Progress {}
    }

    private final Backups backups;
    private final OperatorLog log;
    private final Object beginning = new Object();
    private volatile Progress progress = new Progress.None();

    /** Over these backups. */
    public BackupAdmin(Backups backups, OperatorLog log) {
        this.backups = backups;
        this.log = log;
    }

    /** How far the newest backup is. */
    public Progress progress() {
        return progress;
    }

    /**
     * Begins a backup.
     *
     * @param target a folder on the gate's machine; new or empty
     * @return completes when it is begun; fails with an {@link AdminRefusal} when it cannot be, or another one runs
     */
    public Future<Progress> begin(OperatorName by, Path target) {
        if (!target.isAbsolute()) {
            return refused(
                    AdminRefusal.Reason.INVALID,
                    "the folder must be an absolute path on the gate's machine, not " + target);
        }
        Progress running = new Progress.Running(target);
        Progress before;
        synchronized (beginning) {
            before = progress;
            if (before instanceof Progress.Running) {
                return refused(
                        AdminRefusal.Reason.CONFLICT,
                        "another backup is being written; wait until it is done, then ask again");
            }
            progress = running;
        }
        return backups.prepare(target)
                .compose(ready -> log.durable(List.of(new Deed(by, "backup", target.toString(), "begins"))))
                .onFailure(never -> progress = before)
                .map(begun -> {
                    write(by, target);
                    return running;
                });
    }

    private static <T> Future<T> refused(AdminRefusal.Reason reason, String why) {
        return Future.failedFuture(new AdminRefusal(reason, why));
    }

    /** The store first: a ledger that knows more than the store is what every start copes with. */
    private void write(OperatorName by, Path target) {
        backups.copyStore(target)
                .compose(copied -> log.durable(List.of(
                        new Deed(by, "backup", target.toString(), "the backup's ledger ends with this record"))))
                .compose(last -> backups.seal(target, last))
                .onSuccess(made -> progress = new Progress.Done(made))
                .onFailure(cause -> backups.discard(target)
                        .onSuccess(gone -> failed(target, wordsOf(cause) + "; nothing of it is left"))
                        .onFailure(left -> failed(
                                target,
                                wordsOf(cause) + "; what was written of it is still there, remove it: "
                                        + wordsOf(left))));
    }

    private void failed(Path target, String why) {
        progress = new Progress.Failed(target, why);
    }

    private static String wordsOf(Throwable cause) {
        return cause.getMessage() == null ? cause.toString() : cause.getMessage();
    }
}
