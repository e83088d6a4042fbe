package dev.portcullis.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the records of consecutive segments and checks each against the one before it: checksum, number, chain,
 * form. Memory stays flat however long the ledger is.
 */
final class ChainWalk implements Closeable {
    private final SegmentSource source;
    private final Chain chain = new Chain();

    private int segment;
    private final int lastSegment;
    private @Nullable SegmentLines lines;
    private long seq;
    private @Nullable ChainHash head;
    private long size;

    private ChainWalk(SegmentSource source, int firstSegment, int lastSegment) {
        this.source = source;
        this.segment = firstSegment;
        this.lastSegment = lastSegment;
    }

    /** From the first record of the ledger on. */
    static ChainWalk fromTheBeginning(SegmentSource source, int lastSegment) {
        ChainWalk walk = new ChainWalk(source, 1, lastSegment);
        walk.head = ChainHash.NONE;
        return walk;
    }

    /** Through some segments alone; what the first record says of the one before it is taken on trust. */
    static ChainWalk through(SegmentSource source, int firstSegment, int lastSegment) {
        return new ChainWalk(source, firstSegment, lastSegment);
    }

    /**
     * The next record; empty at the end.
     *
     * @throws LedgerDamage where the chain does not hold; there is no way on from there
     */
    Optional<LedgerEntry> next() throws IOException {
        SegmentLines here = open();
        SegmentLines.Found found = here.next();
        while (found == SegmentLines.Found.END && segment < lastSegment) {
            close();
            segment++;
            here = open();
            found = here.next();
        }
        size = here.offset();
        return switch (found) {
            case END -> Optional.empty();
            case RAGGED -> throw damage("is cut off");
            case LINE -> Optional.of(check(here));
        };
    }

    /** The last record's number; 0 when there was none. */
    long seq() {
        return seq;
    }

    /** The last record's hash. */
    ChainHash head() {
        return head == null ? ChainHash.NONE : head;
    }

    /** The segment that the walk is in. */
    int segment() {
        return segment;
    }

    /** Bytes of whole records in that segment. */
    long size() {
        return size;
    }

    @Override
    public void close() throws IOException {
        if (lines != null) {
            lines.close();
            lines = null;
        }
    }

    private SegmentLines open() throws IOException {
        if (lines == null) {
            lines = new SegmentLines(source.read(segment, 0), 0);
        }
        return lines;
    }

    private LedgerEntry check(SegmentLines here) throws LedgerDamage {
        byte[] line = here.line();
        int length = here.length();
        if (!RecordLine.isWhole(line, length)) {
            throw damage("has a wrong checksum");
        }
        if (head == null) {
            head = RecordLine.prevOf(line, length);
        }
        ChainHash hash = chain.link(head, line, 0, length - RecordLine.FRAME_BYTES);
        if (!RecordLine.follows(line, length, head)) {
            throw damage("does not follow the record before it");
        }
        if (!RecordLine.hasHash(line, length, hash)) {
            throw damage("has a wrong hash");
        }
        LedgerEntry entry = read(line, length);
        if (seq != 0 && entry.stamp().seq() != seq + 1) {
            throw damage("says that it is number " + entry.stamp().seq());
        }
        head = hash;
        seq = entry.stamp().seq();
        size = here.offset() + length + 1;
        return entry;
    }

    private LedgerEntry read(byte[] line, int length) throws LedgerDamage {
        try {
            RecordFields fields = RecordFields.parse(line, 0, length);
            Stamp stamp = Stamp.read(fields);
            LedgerRecord record = fields.record();
            String json = new String(line, 0, length, StandardCharsets.US_ASCII);
            return new LedgerEntry(new Position(stamp.seq(), segment, size), stamp, record, json);
        } catch (IllegalArgumentException e) {
            throw damage("is of a form that this version does not know: " + e.getMessage());
        }
    }

    private LedgerDamage damage(String words) {
        return new LedgerDamage(new Position(seq + 1, segment, size), words);
    }
}
