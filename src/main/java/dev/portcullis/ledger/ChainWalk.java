package dev.portcullis.ledger;

import java.io.Closeable;
import java.io.IOException;
import java.util.Objects;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Walks through the records of consecutive segments and checks each against the one before it: checksum, chain, number.
 * Memory stays flat however long the ledger is; a record is parsed only when it is asked for.
 */
final class ChainWalk implements Closeable {
    private final SegmentSource source;
    private final Chain chain = new Chain();

    private int lastSegment;
    private int segment;
    private @Nullable SegmentLines lines;
    private long recordOffset;
    private long size;
    private long seq;
    private @Nullable ChainHash head;
    private ChainHash headBefore = ChainHash.NONE;

    private ChainWalk(SegmentSource source, int firstSegment, int lastSegment) {
        this.source = source;
        this.segment = firstSegment;
        this.lastSegment = lastSegment;
    }

    /**
     * From the oldest segment on. In the very first the chain must begin; where older ones were retired, what the first
     * record says of the one before it is taken on trust.
     */
    static ChainWalk fromTheBeginning(SegmentSource source, int firstSegment, int lastSegment) {
        ChainWalk walk = new ChainWalk(source, firstSegment, lastSegment);
        walk.head = firstSegment == 1 ? ChainHash.NONE : null;
        return walk;
    }

    /** Through some segments alone; what the first record says of the one before it is taken on trust. */
    static ChainWalk through(SegmentSource source, int firstSegment, int lastSegment) {
        return new ChainWalk(source, firstSegment, lastSegment);
    }

    /** From the place where the next record will stand, or stands by now; that one is taken on trust. */
    static ChainWalk from(SegmentSource source, Position next, int lastSegment) {
        ChainWalk walk = new ChainWalk(source, next.segment(), lastSegment);
        walk.seq = next.seq() - 1;
        walk.size = next.offset();
        return walk;
    }

    /**
     * Goes to the next record; false at the end.
     *
     * @throws LedgerDamage where the chain does not hold; only {@link #lookAgain} goes on from there
     */
    boolean next() throws IOException {
        SegmentLines here = open();
        SegmentLines.Found found = here.next();
        while (found == SegmentLines.Found.END && segment < lastSegment) {
            close();
            segment++;
            size = 0;
            here = open();
            found = here.next();
        }
        if (found == SegmentLines.Found.RAGGED) {
            throw damage("is cut off");
        }
        if (found == SegmentLines.Found.LINE) {
            check(here);
        }
        return found == SegmentLines.Found.LINE;
    }

    /** Reads on behind the last whole record afresh, for a writer may have gone on meanwhile. */
    void lookAgain(int newLastSegment) throws IOException {
        lastSegment = newLastSegment;
        close();
    }

    /** The record that the walk stands at. */
    LedgerEntry entry() throws LedgerDamage {
        return LedgerEntry.read(Objects.requireNonNull(lines, "the walk stands at no record"), position());
    }

    /** Whether the record that the walk stands at is of that kind; parses nothing. */
    boolean isAt(RecordKind kind) {
        SegmentLines here = Objects.requireNonNull(lines, "the walk stands at no record");
        return RecordLine.isOf(kind, here.line(), here.length());
    }

    /** Whether it is of one of those kinds; parses nothing. */
    boolean isAtOneOf(Set<RecordKind> kinds) {
        for (RecordKind kind : kinds) {
            if (isAt(kind)) {
                return true;
            }
        }
        return false;
    }

    /** When that record was made, by the host's clock; 0 when it does not say so where this version writes it. */
    long wallMillis() {
        SegmentLines here = Objects.requireNonNull(lines, "the walk stands at no record");
        return RecordLine.wallOf(here.line(), here.length());
    }

    /** Where that record stands. */
    Position position() {
        return new Position(seq, segment, recordOffset);
    }

    /** Where the record behind it will stand. */
    Position nextPosition() {
        return new Position(seq + 1, segment, size);
    }

    /** The last whole record's number; 0 when there was none. */
    long seq() {
        return seq;
    }

    /** The last whole record's hash. */
    ChainHash head() {
        return head == null ? ChainHash.NONE : head;
    }

    /** The hash of the record before the last whole one. */
    ChainHash headBefore() {
        return headBefore;
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
            lines = new SegmentLines(source.read(segment, size), size);
        }
        return lines;
    }

    private void check(SegmentLines here) throws LedgerDamage {
        byte[] line = here.line();
        int length = here.length();
        if (!RecordLine.isWhole(line, length)) {
            throw damage("has a wrong checksum");
        }
        ChainHash expected = head == null ? RecordLine.prevOf(line, length) : head;
        if (!RecordLine.follows(line, length, expected)) {
            throw damage("does not follow the record before it");
        }
        ChainHash hash = chain.link(expected, line, 0, length - RecordLine.FRAME_BYTES);
        if (!RecordLine.hasHash(line, length, hash)) {
            throw damage("has a wrong hash");
        }
        long says = RecordLine.seqOf(line, length);
        if (says != seq + 1 && (seq != 0 || head != null)) {
            throw damage("says that it is number " + says);
        }
        headBefore = expected;
        head = hash;
        seq = says;
        recordOffset = here.offset();
        size = here.offset() + length + 1;
    }

    private LedgerDamage damage(String words) {
        return new LedgerDamage(new Position(seq + 1, segment, size), words);
    }
}
