package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.Locale;
import java.util.Set;

/** The room on the ledger's disk, and a file that keeps some of it back for the time when it is full. */
final class DiskSpace {
    private static final String RESERVE_NAME = "reserve";

    private final Path folder;
    private final Path reserve;
    private final int reserveBytes;

    DiskSpace(Path folder, int reserveBytes) {
        this.folder = folder;
        this.reserve = folder.resolve(RESERVE_NAME);
        this.reserveBytes = reserveBytes;
    }

    /** Whether it failed because there is no room; the system's words may be in any language, so it looks as well. */
    boolean isOut(IOException failure, long wantedBytes) throws IOException {
        String words = String.valueOf(failure.getMessage()).toLowerCase(Locale.ROOT);
        return words.contains("no space left") || words.contains("quota exceeded") || usableBytes() < wantedBytes;
    }

    /** See {@link LedgerFolder#keepReserve}; leaves as much again to the others that write to this disk. */
    boolean keep() throws IOException {
        if (Files.exists(reserve) && Files.size(reserve) == reserveBytes) {
            return true;
        }
        if (usableBytes() < 2L * reserveBytes) {
            return false;
        }
        try {
            fill();
            return true;
        } catch (IOException e) {
            release();
            if (isOut(e, reserveBytes)) {
                return false;
            }
            throw e;
        }
    }

    /** See {@link LedgerFolder#releaseReserve}. */
    boolean release() throws IOException {
        return Files.deleteIfExists(reserve);
    }

    private void fill() throws IOException {
        try (FileChannel channel = FileChannel.open(
                reserve,
                Set.of(StandardOpenOption.CREATE, StandardOpenOption.TRUNCATE_EXISTING, StandardOpenOption.WRITE),
                DiskFolder.OWNER_FILE)) {
            ByteBuffer zeros = ByteBuffer.allocate(reserveBytes);
            while (zeros.hasRemaining()) {
                channel.write(zeros);
            }
        }
    }

    private long usableBytes() throws IOException {
        return Files.getFileStore(folder).getUsableSpace();
    }
}
