package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;

/** A segment on disk; refuses to be used on an event loop, which a slow disk would stop. */
final class DiskFile implements LedgerFile {
    private final FileChannel channel;
    private long size;

    DiskFile(FileChannel channel, long size) {
        this.channel = channel;
        this.size = size;
    }

    @Override
    public void write(ByteBuffer bytes) throws IOException {
        requireOffLoop();
        while (bytes.hasRemaining()) {
            size += channel.write(bytes);
        }
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
        channel.close();
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
