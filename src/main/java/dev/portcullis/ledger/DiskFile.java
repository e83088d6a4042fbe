package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/**
 * A segment on disk, extended ahead of its end with zeros, which readers take for the end. Refuses to be used on an
 * event loop, which a slow disk would stop.
 */
final class DiskFile implements LedgerFile {
    private static final int EXTENT_BYTES = 256 * 1024;
    private static final ByteBuffer ZEROS = ByteBuffer.allocateDirect(64 * 1024).asReadOnlyBuffer();

    private final FileChannel channel;
    private final DiskSpace space;
    private long size;
    private long setAside;

    /** @param size bytes of the file, which end with its last record */
    DiskFile(FileChannel channel, DiskSpace space, long size) {
        this.channel = channel;
        this.space = space;
        this.size = size;
        this.setAside = size;
    }

    @Override
    public void reserve(int bytes) throws IOException {
        requireOffLoop();
        long needed = size + bytes;
        if (needed <= setAside) {
            return;
        }
        try {
            extendTo(needed + EXTENT_BYTES);
        } catch (IOException e) {
            if (!space.isOut(e, needed + EXTENT_BYTES - setAside)) {
                throw e;
            }
            if (setAside < needed) {
                throw new DiskFull(e);
            }
        }
    }

    private void extendTo(long end) throws IOException {
        while (setAside < end) {
            ByteBuffer zeros = ZEROS.duplicate();
            zeros.limit((int) Math.min(zeros.capacity(), end - setAside));
            setAside += channel.write(zeros, setAside);
        }
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        requireOffLoop();
        while (bytes.hasRemaining()) {
            size += channel.write(bytes, size);
        }
        setAside = Math.max(setAside, size);
    }

    @Override
    public void sync() throws IOException {
        requireOffLoop();
        channel.force(false);
    }

    @Override
    public long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        try (FileChannel closing = channel) {
            closing.truncate(size);
        }
    }

    /** By the thread's name, for this room does not know Vert.x contexts. */
    private static void requireOffLoop() {
        String thread = Thread.currentThread().getName();
        if (thread.startsWith("vert.x-eventloop")) {
            throw new IllegalStateException(
                    "the ledger's file was touched on " + thread + "; only the ledger's own thread may write to it");
        }
    }
}
