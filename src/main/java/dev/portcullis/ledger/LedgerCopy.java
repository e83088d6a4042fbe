package dev.portcullis.ledger;

import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.Channels;
import java.nio.channels.FileChannel;
import java.nio.channels.ReadableByteChannel;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.util.List;
import java.util.Set;

/**
 * Copies a ledger up to one durable record while its writer goes on: sealed segments whole, the last one cut behind
 * that record, and a head signed for it, so that a cut of the copy is missed too. Indexes are not copied; they are made
 * anew. Blocks on the disk, so it is not for an event loop.
 */
public final class LedgerCopy {
    private static final int BUFFER_BYTES = 1 << 20;

    private final DiskSegments source;
    private final CheckpointKey key;

    /** @param key the ledger's own */
    public LedgerCopy(Path ledger, CheckpointKey key) {
        this.source = new DiskSegments(ledger);
        this.key = key;
    }

    /** The last record of a copy. */
    public record Head(String storeId, long seq, String hash) {}

    /**
     * Copies; everything is on disk when it returns.
     *
     * @param last durable
     * @param folder is made, mode 0700
     * @throws IOException when it cannot be written, or when a segment was retired meanwhile
     */
    public Head upTo(Position last, Path folder) throws IOException {
        Files.createDirectory(folder, DiskFolder.OWNER_FOLDER);
        List<Integer> segments = source.segments().stream()
                .filter(segment -> segment <= last.segment())
                .toList();
        for (int segment : segments) {
            copy(segment, segment == last.segment() ? endOf(last) : Long.MAX_VALUE, folder);
        }
        return signed(last, folder);
    }

    private long endOf(Position last) throws IOException {
        try (SegmentLines lines = SegmentLines.one(source.read(last.segment(), last.offset()), last.offset())) {
            if (lines.next() != SegmentLines.Found.LINE) {
                throw new IOException(
                        "record " + last.seq() + " is not where it was written; verify the ledger:" + " audit verify");
            }
            return last.offset() + lines.length() + 1;
        }
    }

    private void copy(int segment, long bytesMax, Path folder) throws IOException {
        try (InputStream in = source.read(segment, 0);
                ReadableByteChannel from = Channels.newChannel(in);
                FileChannel to = FileChannel.open(
                        folder.resolve(SegmentName.of(segment)),
                        Set.of(StandardOpenOption.CREATE_NEW, StandardOpenOption.WRITE),
                        DiskFolder.OWNER_FILE)) {
            pour(from, to, bytesMax);
            to.force(true);
        }
    }

    private static void pour(ReadableByteChannel from, FileChannel to, long bytesMax) throws IOException {
        ByteBuffer buffer = ByteBuffer.allocate(BUFFER_BYTES);
        long left = bytesMax;
        while (left > 0 && from.read(buffer.clear().limit((int) Math.min(left, BUFFER_BYTES))) > 0) {
            left -= buffer.flip().remaining();
            while (buffer.hasRemaining()) {
                to.write(buffer);
            }
        }
    }

    private Head signed(Position last, Path folder) throws IOException {
        try (ChainWalk walk = ChainWalk.through(new DiskSegments(folder), last.segment(), last.segment())) {
            String storeId = "";
            while (walk.next()) {
                storeId = storeId.isEmpty() ? storeIdIn(walk.entry()) : storeId;
            }
            if (walk.seq() != last.seq()) {
                throw new IOException("the copy ends with record " + walk.seq() + " instead of " + last.seq()
                        + "; begin the backup again");
            }
            new HeadFile(folder)
                    .write(new SignedHead(
                            storeId, walk.seq(), walk.head(), key.sign(storeId, walk.seq(), walk.head())));
            return new Head(storeId, walk.seq(), walk.head().toString());
        }
    }

    private static String storeIdIn(LedgerEntry first) throws LedgerDamage {
        if (first.record() instanceof SystemRecord.Genesis genesis) {
            return genesis.storeId();
        }
        if (first.record() instanceof SystemRecord.Segment segment) {
            return segment.storeId();
        }
        throw new LedgerDamage(first.position(), "should be the segment's own first record");
    }
}
