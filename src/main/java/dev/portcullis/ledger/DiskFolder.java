package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.channels.FileChannel;
import java.nio.channels.FileLock;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.nio.file.attribute.FileAttribute;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** A ledger's folder on disk, readable by its owner alone and locked against a second gate. */
public final class DiskFolder implements LedgerFolder {
    private static final String LOCK_NAME = "lock";
    private static final int RESERVE_BYTES = 16 << 20;
    static final FileAttribute<Set<PosixFilePermission>> OWNER_FOLDER =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rwx------"));
    static final FileAttribute<Set<PosixFilePermission>> OWNER_FILE =
            PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------"));

    private final Path folder;
    private final DiskSegments segments;
    private final FileChannel lock;
    private final DiskSpace space;

    private DiskFolder(Path folder, FileChannel lock, int reserveBytes) {
        this.folder = folder;
        this.space = new DiskSpace(folder, reserveBytes);
        this.segments = new DiskSegments(folder);
        this.lock = lock;
    }

    /**
     * Takes the folder, which is made when it is missing; keeps 16 MiB of its disk in reserve.
     *
     * @throws IOException when another gate has it, or it cannot be made or locked
     */
    public static DiskFolder lock(Path folder) throws IOException {
        return lock(folder, RESERVE_BYTES);
    }

    /** The same with a reserve of that size. */
    static DiskFolder lock(Path folder, int reserveBytes) throws IOException {
        if (Files.notExists(folder)) {
            Files.createDirectories(folder, OWNER_FOLDER);
            syncFolder(folder.resolve(".."));
        }
        FileChannel channel = FileChannel.open(
                folder.resolve(LOCK_NAME), Set.of(StandardOpenOption.CREATE, StandardOpenOption.WRITE), OWNER_FILE);
        if (tryLock(channel) == null) {
            channel.close();
            throw new IOException("the ledger " + folder + " belongs to another running gate; stop that one first,"
                    + " or give this one a data directory of its own");
        }
        return new DiskFolder(folder, channel, reserveBytes);
    }

    private static @Nullable FileLock tryLock(FileChannel channel) throws IOException {
        try {
            return channel.tryLock();
        } catch (OverlappingFileLockException thisProcessHasIt) {
            return null;
        }
    }

    @Override
    public List<Integer> segments() throws IOException {
        return segments.segments();
    }

    @Override
    public InputStream read(int segment, long offset) throws IOException {
        return segments.read(segment, offset);
    }

    @Override
    public LedgerFile create(int segment) throws IOException {
        FileChannel channel = createFile(folder.resolve(SegmentName.of(segment)));
        syncFolder(folder);
        return new DiskFile(channel, space, 0);
    }

    private FileChannel createFile(Path file) throws IOException {
        try {
            return FileChannel.open(file, Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE), OWNER_FILE);
        } catch (IOException e) {
            throw space.isOut(e, 1) ? new DiskFull(e) : e;
        }
    }

    @Override
    public LedgerFile resume(int segment, long size) throws IOException {
        FileChannel channel = FileChannel.open(folder.resolve(SegmentName.of(segment)), StandardOpenOption.WRITE);
        channel.truncate(size);
        channel.force(true);
        return new DiskFile(channel, space, size);
    }

    @Override
    public void delete(int segment) throws IOException {
        Files.deleteIfExists(folder.resolve(SegmentName.of(segment)));
        syncFolder(folder);
    }

    @Override
    public boolean keepReserve() throws IOException {
        return space.keep();
    }

    @Override
    public boolean releaseReserve() throws IOException {
        return space.release();
    }

    @Override
    public void close() throws IOException {
        lock.close();
    }

    private static void syncFolder(Path folder) throws IOException {
        try (FileChannel channel = FileChannel.open(folder, StandardOpenOption.READ)) {
            channel.force(true);
        }
    }
}
