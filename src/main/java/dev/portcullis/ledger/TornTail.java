package dev.portcullis.ledger;

import java.io.IOException;

/**
 * Tells what a crash leaves from what a hand does, where the last segment is damaged.
 *
 * <p>A crash can only harm records that no sync had confirmed, and it can only leave them cut short or with blocks that
 * were never written (zeros). So damage is a torn tail when no whole record behind it says that the damaged one had
 * been synced, and when it is cut short or holds unwritten blocks.
 */
final class TornTail {
    /** No disk writes less at once. */
    private static final int BLOCK_BYTES = 512;

    private boolean confirmedLater;
    private boolean unwrittenBlocks;
    private boolean cutShort;
    private boolean firstLine = true;

    private TornTail() {}

    /** Whether what lies from {@code damaged} to the end of its segment, the last one, is what a crash leaves. */
    static boolean begins(SegmentSource source, Position damaged) throws IOException {
        TornTail tail = new TornTail();
        try (SegmentLines lines =
                new SegmentLines(source.read(damaged.segment(), damaged.offset()), damaged.offset())) {
            SegmentLines.Found found = lines.next();
            while (found == SegmentLines.Found.LINE) {
                tail.look(lines, damaged.seq());
                found = lines.next();
            }
            tail.lookAtEnd(lines, found);
        }
        return !tail.confirmedLater && (tail.cutShort || tail.unwrittenBlocks);
    }

    private void look(SegmentLines lines, long damagedSeq) {
        unwrittenBlocks |= hasUnwrittenBlocks(lines);
        confirmedLater |= !firstLine && syncedSeq(lines) >= damagedSeq;
        firstLine = false;
    }

    private void lookAtEnd(SegmentLines lines, SegmentLines.Found found) {
        if (found == SegmentLines.Found.RAGGED) {
            // a whole record with one byte behind it lacks nothing but its newline, which was changed
            cutShort = !RecordLine.isWhole(lines.line(), lines.length() - 1);
            unwrittenBlocks |= hasUnwrittenBlocks(lines);
        }
    }

    /** What a line behind the damage says was on disk before it; 0 when it is no whole record. */
    private static long syncedSeq(SegmentLines lines) {
        return RecordLine.isWhole(lines.line(), lines.length()) ? RecordLine.syncedOf(lines.line(), lines.length()) : 0;
    }

    /** Whether zeros fill whole blocks, or the rest of the block where the line begins. */
    private static boolean hasUnwrittenBlocks(SegmentLines lines) {
        byte[] line = lines.line();
        int i = 0;
        while (i < lines.length()) {
            int end = i;
            while (end < lines.length() && line[end] == 0) {
                end++;
            }
            boolean startsAtBlock = i == 0 || (lines.offset() + i) % BLOCK_BYTES == 0;
            if (end > i && startsAtBlock && (lines.offset() + end) % BLOCK_BYTES == 0) {
                return true;
            }
            i = end + 1;
        }
        return false;
    }
}
