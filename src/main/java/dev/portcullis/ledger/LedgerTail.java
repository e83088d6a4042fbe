package dev.portcullis.ledger;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** The growing end of the ledger: numbers, chains and writes records, and goes on to a new segment when one is full. */
final class LedgerTail {
    private final LedgerFolder folder;
    private final long segmentBytesMax;
    private final String boot;
    private final @Nullable String publicKey;
    private final LineWriter lines = new LineWriter();

    private final String storeId;
    private LedgerFile file;
    private int segment;
    private long seq;
    private long syncedSeq;
    private ChainHash head;

    /**
     * Goes on behind {@code end}, in its file.
     *
     * @param publicKey of the checkpoints; null when none are signed
     */
    LedgerTail(
            LedgerFolder folder,
            LedgerFile file,
            LedgerEnd end,
            long segmentBytesMax,
            String boot,
            @Nullable String publicKey) {
        this.folder = folder;
        this.file = file;
        this.segmentBytesMax = segmentBytesMax;
        this.boot = boot;
        this.publicKey = publicKey;
        this.storeId = end.storeId();
        this.segment = end.segment();
        this.seq = end.seq();
        this.syncedSeq = end.seq();
        this.head = end.head();
    }

    /** Puts a record behind the last one; it is nowhere but in memory until {@link #write}. */
    Position add(LedgerRecord record, long wallMillis, long monoNanos) {
        Position position = end();
        lines.begin(
                new Stamp(position.seq(), syncedSeq, boot, wallMillis, monoNanos),
                record.recordKind().text());
        record.writeTo(lines);
        head = lines.seal(head);
        seq = position.seq();
        return position;
    }

    /** Where the tail is now, so that records which find no room can be taken back. */
    Mark mark() {
        return new Mark(seq, head, lines.size());
    }

    /** Takes back all records added since; nothing of them was written. */
    void backTo(Mark mark) {
        seq = mark.seq;
        head = mark.head;
        lines.cutTo(mark.bytes);
    }

    /**
     * Makes sure that all records added have room in the file.
     *
     * @throws DiskFull when they have not
     */
    void reserve() throws IOException {
        file.reserve(lines.size());
    }

    /** Where the next record will stand. */
    Position end() {
        return new Position(seq + 1, segment, file.size() + lines.size());
    }

    /** Hands all records added to the operating system. */
    void write() throws IOException {
        file.write(lines.lines());
        lines.clear();
    }

    /** Makes all that was written survive the loss of power. */
    void sync() throws IOException {
        file.sync();
        syncedSeq = seq;
    }

    boolean isSegmentFull() {
        return file.size() >= segmentBytesMax;
    }

    /**
     * Leaves this segment, whole and synced, and opens the next with a record of its own.
     *
     * @throws DiskFull when there is no room for another file; this one goes on
     */
    void rotate(long wallMillis, long monoNanos) throws IOException {
        if (syncedSeq < seq) {
            sync();
        }
        LedgerFile next = folder.create(segment + 1);
        file.close();
        file = next;
        segment++;
        add(new SystemRecord.Segment(storeId, segment, publicKey), wallMillis, monoNanos);
    }

    /** Gives file and folder back; syncs nothing. */
    void close() throws IOException {
        try {
            file.close();
        } finally {
            folder.close();
        }
    }

    /** A place to go back to: the last record, its hash, and the bytes that wait to be written. */
    record Mark(long seq, ChainHash head, int bytes) {}

    long seq() {
        return seq;
    }

    ChainHash head() {
        return head;
    }

    int segment() {
        return segment;
    }

    String storeId() {
        return storeId;
    }
}
