package dev.portcullis.ledger;

import java.io.EOFException;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.StandardOpenOption;
import java.util.Set;

/** The index files beside the segments on disk: {@code 00000001.idx}. */
public final class DiskIndexes implements IndexFiles {
    private final Path folder;

    /** The indexes of that folder, for example {@code data/ledger}. */
    public DiskIndexes(Path folder) {
        this.folder = folder;
    }

    @Override
    public Reading open(int segment) throws IOException {
        FileChannel channel = FileChannel.open(file(segment), StandardOpenOption.READ);
        return new Reading() {
            @Override
            public long size() throws IOException {
                return channel.size();
            }

            @Override
            public void read(ByteBuffer into, long at) throws IOException {
                long next = at;
                while (into.hasRemaining()) {
                    int count = channel.read(into, next);
                    if (count < 0) {
                        throw new EOFException(file(segment) + " ends at byte " + next);
                    }
                    next += count;
                }
            }

            @Override
            public void close() throws IOException {
                channel.close();
            }
        };
    }

    @Override
    public void write(int segment, byte[] bytes) throws IOException {
        Path next = folder.resolve(name(segment) + ".next");
        try (FileChannel channel = FileChannel.open(
                next,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                DiskFolder.OWNER_FILE)) {
            ByteBuffer left = ByteBuffer.wrap(bytes);
            while (left.hasRemaining()) {
                channel.write(left);
            }
            channel.force(true);
        }
        Files.move(next, file(segment), StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    }

    @Override
    public void delete(int segment) throws IOException {
        Files.deleteIfExists(file(segment));
    }

    private Path file(int segment) {
        return folder.resolve(name(segment));
    }

    private static String name(int segment) {
        return String.format("%08d.idx", segment);
    }
}
