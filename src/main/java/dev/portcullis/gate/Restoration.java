package dev.portcullis.gate;

import dev.portcullis.credential.KeyFileKek;
import dev.portcullis.gate.BackupManifest.BackedUpFile;
import dev.portcullis.ledger.LedgerVerifier;
import dev.portcullis.ledger.Verdict;
import dev.portcullis.risk.HaltMode;
import dev.portcullis.risk.HaltScope;
import dev.portcullis.risk.Halts;
import dev.portcullis.store.SqliteStore;
import dev.portcullis.store.Store;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * What {@code restore} does: makes a data directory of a backup and a master key, without a gate. The desk comes back
 * halted, for the gate does not know the orders that were placed after the backup; a person looks first.
 */
public final class Restoration {
    private static final String BY = "restore";

    private final Vertx vertx;

    /** Works on the given Vert.x, which stays the caller's. */
    public Restoration(Vertx vertx) {
        this.vertx = vertx;
    }

    /**
     * What was restored.
     *
     * @param takenAt when the backup was sealed; nothing later is known
     * @param records how many the ledger holds
     */
    public record Restored(Path data, Instant takenAt, long records) {}

    /**
     * Restores into a new folder; nothing that exists is overwritten, and what fails leaves no folder that a gate would
     * start on.
     *
     * @return fails with a message that says what to do
     */
    public Future<Restored> of(Path backup, Path root, Path masterKey) {
        DataDirectory data = new DataDirectory(root);
        return vertx.executeBlocking(() -> checked(backup, root, masterKey))
                .compose(manifest -> vertx.executeBlocking(() -> copied(manifest, backup, data))
                        .compose(copied -> SqliteStore.open(vertx, data.store()))
                        .compose(store -> halted(store).eventually(store::close))
                        .compose(halted -> vertx.executeBlocking(() -> finished(manifest, data, masterKey))));
    }

    private static BackupManifest checked(Path backup, Path root, Path masterKey) throws IOException {
        BackupManifest manifest = BackupManifest.read(backup);
        String given = KeyFileKek.read(masterKey).id();
        if (!given.equals(manifest.masterKeyId())) {
            throw new IOException("the master key " + masterKey + " is " + given + ", and the backup's keys are sealed"
                    + " under " + manifest.masterKeyId() + "; name the file that was the gate's master key then");
        }
        if (Files.exists(root) && (!Files.isDirectory(root) || isNotEmpty(root))) {
            throw new IOException(root + " exists and is not an empty folder; name a new one, nothing is overwritten");
        }
        for (BackedUpFile file : manifest.files()) {
            file.requireSame(backup);
        }
        return manifest;
    }

    private static boolean isNotEmpty(Path folder) throws IOException {
        try (Stream<Path> files = Files.list(folder)) {
            return files.findAny().isPresent();
        }
    }

    private static BackupManifest copied(BackupManifest manifest, Path backup, DataDirectory data) throws IOException {
        data.create();
        new DataDirectory(data.ledger()).create();
        for (BackedUpFile file : manifest.files()) {
            PrivateCopy.of(backup.resolve(file.path()), data.root().resolve(file.path()));
        }
        Verdict verdict = LedgerVerifier.verify(data.ledger(), Optional.empty());
        if (!verdict.equals(new Verdict.Whole(manifest.ledger().seq()))) {
            throw new IOException("the restored ledger is not whole up to record "
                    + manifest.ledger().seq() + ": " + verdict.words() + "; take another backup, and remove "
                    + data.root());
        }
        return manifest;
    }

    /** Opening the store brings its tables up to date, or says that they are of a newer program. */
    private static Future<Void> halted(Store store) {
        return Halts.load(new StoredHalts(store), Clock.systemUTC())
                .compose(halts -> halts.set(HaltScope.EVERYTHING, HaltMode.CANCEL_ONLY, BY, "restored from a backup"))
                .mapEmpty();
    }

    /** The pointer to the master key is what makes the folder one that a gate starts on, so it comes last. */
    private static Restored finished(BackupManifest manifest, DataDirectory data, Path masterKey) throws IOException {
        data.rememberMasterKey(masterKey);
        return new Restored(
                data.root(), manifest.origin().takenAt(), manifest.ledger().seq());
    }
}
