package dev.portcullis.gate;

import dev.portcullis.admin.AdminRefusal;
import dev.portcullis.admin.BackupAdmin;
import dev.portcullis.gate.BackupManifest.BackedUpFile;
import dev.portcullis.ledger.CheckpointKey;
import dev.portcullis.ledger.LedgerCopy;
import dev.portcullis.ledger.LedgerVerifier;
import dev.portcullis.ledger.Position;
import dev.portcullis.ledger.Verdict;
import dev.portcullis.store.Sql;
import io.vertx.core.Future;
import java.io.IOException;
import java.nio.file.DirectoryNotEmptyException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;

/** Writes backups into folders of this machine: the store, the ledger and its checkpoint key, the manifest last. */
final class DiskBackups implements BackupAdmin.Backups {
    private static final Sql STORE_VERSION = Sql.of("SELECT MAX(version) AS version FROM schema_history");

    /** It takes long, and nothing of the admin door waits for it. */
    private static final boolean NOT_IN_LINE = false;

    private final Ground ground;

    DiskBackups(Ground ground) {
        this.ground = ground;
    }

    @Override
    public Future<Void> prepare(Path target) {
        return ground.vertx()
                .executeBlocking(() -> {
                    requireSuitable(target);
                    new DataDirectory(target).create();
                    return target;
                })
                .<Void>mapEmpty()
                .recover(cause -> Future.failedFuture(
                        cause instanceof IOException
                                ? refusal(target + " cannot be made: " + cause + "; name another folder")
                                : cause));
    }

    private void requireSuitable(Path target) throws IOException {
        Path data = ground.desk().data().root().toRealPath();
        Path parent = target.getParent();
        if (parent == null || !Files.isDirectory(parent)) {
            throw refusal("the folder " + parent + " does not exist on the gate's machine; make or mount it first");
        }
        if (parent.toRealPath().startsWith(data)) {
            throw refusal(target + " lies in the data directory; name a folder on another disk");
        }
        if (Files.exists(target) && !Files.isDirectory(target)) {
            throw refusal(target + " is a file; name a new folder");
        }
        if (Files.isDirectory(target) && isNotEmpty(target)) {
            throw refusal(target + " is not empty; name a new folder, a backup is never written over another");
        }
    }

    private static boolean isNotEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static AdminRefusal refusal(String why) {
        return new AdminRefusal(AdminRefusal.Reason.INVALID, why);
    }

    @Override
    public Future<Void> copyStore(Path target) {
        return ground.desk().store().copyTo(new DataDirectory(target).store());
    }

    @Override
    public Future<BackupAdmin.Made> seal(Path target, Position last) {
        return ground.desk()
                .store()
                .query(STORE_VERSION)
                .map(rows -> new BackupManifest.Origin(
                        Version.TEXT,
                        ground.time().wallClock().instant(),
                        rows.get(0).number("version")))
                .compose(origin -> ground.vertx().executeBlocking(() -> sealed(target, last, origin), NOT_IN_LINE));
    }

    private BackupAdmin.Made sealed(Path target, Position last, BackupManifest.Origin origin) throws IOException {
        DataDirectory data = ground.desk().data();
        DataDirectory copy = new DataDirectory(target);
        PrivateCopy.of(data.checkpointKey(), copy.checkpointKey());
        CheckpointKey key = CheckpointKey.read(data.checkpointKey());
        LedgerCopy.Head head = new LedgerCopy(data.ledger(), key).upTo(last, copy.ledger());
        Verdict verdict = LedgerVerifier.verify(copy.ledger(), Optional.empty());
        if (!(verdict instanceof Verdict.Whole)) {
            throw new IOException("the ledger's copy does not verify, " + verdict.words()
                    + "; look at the ledger itself: audit verify");
        }
        BackupManifest manifest = new BackupManifest(origin, ground.desk().kek().id(), head, filesOf(copy));
        manifest.write(target);
        return new BackupAdmin.Made(target, manifest.files().size(), manifest.bytes(), head.seq());
    }

    private static List<BackedUpFile> filesOf(DataDirectory copy) throws IOException {
        List<BackedUpFile> files = new ArrayList<>();
        files.add(BackedUpFile.of(copy.root(), copy.store()));
        files.add(BackedUpFile.of(copy.root(), copy.checkpointKey()));
        try (Stream<Path> ledger = Files.list(copy.ledger())) {
            for (Path file : ledger.sorted().toList()) {
                files.add(BackedUpFile.of(copy.root(), file));
            }
        }
        return files;
    }

    /** The folder was new or empty, so all that is known by name in it is of the backup that failed. */
    @Override
    public Future<Void> discard(Path target) {
        return ground.vertx()
                .executeBlocking(() -> {
                    DataDirectory copy = new DataDirectory(target);
                    remove(copy.ledger());
                    for (String name : List.of("desk.db", "desk.db-journal", "checkpoint.key", "manifest.json.next")) {
                        Files.deleteIfExists(target.resolve(name));
                    }
                    deleteIfEmpty(target);
                    return target;
                })
                .mapEmpty();
    }

    private static void remove(Path folder) throws IOException {
        if (Files.isDirectory(folder)) {
            try (Stream<Path> files = Files.list(folder)) {
                for (Path file : files.toList()) {
                    Files.delete(file);
                }
            }
            Files.delete(folder);
        }
    }

    private static void deleteIfEmpty(Path folder) throws IOException {
        try {
            Files.deleteIfExists(folder);
        } catch (DirectoryNotEmptyException somethingOfOthers) {
            throw new IOException(
                    folder + " holds files that are not of the backup; they were left", somethingOfOthers);
        }
    }
}
