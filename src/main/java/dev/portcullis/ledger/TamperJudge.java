package dev.portcullis.ledger;

import java.io.IOException;

/** Names what was done where the chain does not hold, from what still stands behind that place; memory stays flat. */
final class TamperJudge {
    private final SegmentSource source;
    private final int lastSegment;
    private final Chain chain = new Chain();

    TamperJudge(SegmentSource source, int lastSegment) {
        this.source = source;
        this.lastSegment = lastSegment;
    }

    /**
     * The verdict on a walk that has met damage.
     *
     * @param walk stands at the last whole record
     */
    Verdict.Tampered judge(ChainWalk walk, Position damaged) throws IOException {
        try (SegmentLines lines =
                new SegmentLines(source.read(damaged.segment(), damaged.offset()), damaged.offset())) {
            SegmentLines.Found found = lines.next();
            if (newlineWasChanged(lines)) {
                return verdict(Tampering.EDIT, damaged, "the newline at its end was changed");
            }
            if (found == SegmentLines.Found.RAGGED || !RecordLine.isWhole(lines.line(), lines.length())) {
                return judgeBroken(damaged);
            }
            return isGenuine(lines)
                    ? judgeMisplaced(walk, damaged, lines)
                    : verdict(Tampering.EDIT, damaged, "its bytes do not give the hash that it names");
        }
    }

    /** The line is no record any more: what follows it says whether one was changed, removed or put in. */
    private Verdict.Tampered judgeBroken(Position damaged) throws IOException {
        long nextSeq = firstGenuineSeqBehind(damaged);
        if (nextSeq == damaged.seq()) {
            return verdict(Tampering.INSERTION, damaged, "what stands here is no record, and the record follows it");
        }
        if (nextSeq > damaged.seq() + 1) {
            return verdict(Tampering.DELETION, damaged, "it is broken, and the next whole record is number " + nextSeq);
        }
        return verdict(Tampering.EDIT, damaged, "its bytes do not fit its checksum");
    }

    /** The line is a record as this gate writes them, but not the one that belongs here. */
    private Verdict.Tampered judgeMisplaced(ChainWalk walk, Position damaged, SegmentLines lines) throws IOException {
        long seq = RecordLine.seqOf(lines.line(), lines.length());
        if (seq > damaged.seq()) {
            return standsLater(damaged)
                    ? verdict(Tampering.REORDER, damaged, "number " + seq + " stands before it")
                    : verdict(Tampering.DELETION, damaged, "number " + seq + " stands in its place");
        }
        if (seq == damaged.seq()) {
            return verdict(
                    Tampering.FORK,
                    damaged,
                    "it follows another record than the one before it, which was rewritten or comes from a copy");
        }
        if (seq == walk.seq()
                && RecordLine.follows(lines.line(), lines.length(), walk.headBefore())
                && !RecordLine.hasHash(lines.line(), lines.length(), walk.head())) {
            return verdict(Tampering.FORK, damaged, "a second record number " + seq + " stands in its place");
        }
        return verdict(Tampering.INSERTION, damaged, "a copy of number " + seq + " stands in its place");
    }

    /** Whether a whole record stands at the beginning of the line, and more behind it. */
    private static boolean newlineWasChanged(SegmentLines lines) {
        byte[] line = lines.line();
        for (int end = RecordLine.FRAME_BYTES; end < lines.length(); end++) {
            boolean mayEnd = line[end - 1] == '}' && line[end - 2] == '"';
            if (mayEnd && RecordLine.isWhole(line, end)) {
                return true;
            }
        }
        return false;
    }

    private boolean standsLater(Position wanted) throws IOException {
        return search(wanted, lines -> RecordLine.seqOf(lines.line(), lines.length()) == wanted.seq()) >= 0;
    }

    private long firstGenuineSeqBehind(Position damaged) throws IOException {
        return search(damaged, lines -> true);
    }

    /** The number of the first genuine record behind the place that fits; -1 when none does. */
    private long search(Position behind, LineTest test) throws IOException {
        for (int segment = behind.segment(); segment <= lastSegment; segment++) {
            long offset = segment == behind.segment() ? behind.offset() : 0;
            try (SegmentLines lines = new SegmentLines(source.read(segment, offset), offset)) {
                while (lines.next() == SegmentLines.Found.LINE) {
                    boolean isBehind = segment > behind.segment() || lines.offset() > behind.offset();
                    if (isBehind && isGenuine(lines) && test.fits(lines)) {
                        return RecordLine.seqOf(lines.line(), lines.length());
                    }
                }
            }
        }
        return -1;
    }

    /** Whether the line is a whole record whose hash is that of its own bytes and of the predecessor that it names. */
    private boolean isGenuine(SegmentLines lines) {
        byte[] line = lines.line();
        int length = lines.length();
        return RecordLine.isWhole(line, length)
                && RecordLine.seqOf(line, length) > 0
                && RecordLine.hasHash(
                        line,
                        length,
                        chain.link(RecordLine.prevOf(line, length), line, 0, length - RecordLine.FRAME_BYTES));
    }

    private static Verdict.Tampered verdict(Tampering kind, Position first, String detail) {
        return new Verdict.Tampered(kind, first, detail);
    }

    /** What a line must be. */
    private interface LineTest {
        boolean fits(SegmentLines lines);
    }
}
