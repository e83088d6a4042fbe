package dev.portcullis.ledger;

import java.io.IOException;
import java.nio.charset.StandardCharsets;

/**
 * One record as it stands in the ledger.
 *
 * @param json its whole line, plain ASCII, without the newline
 */
public record LedgerEntry(Position position, Stamp stamp, LedgerRecord record, String json) {
    /**
     * The entry in a line whose checksum was found right.
     *
     * @throws LedgerDamage when the line is of a form that this version does not know
     */
    static LedgerEntry read(SegmentLines lines, Position position) throws LedgerDamage {
        try {
            RecordFields fields = RecordFields.parse(lines.line(), 0, lines.length());
            String json = new String(lines.line(), 0, lines.length(), StandardCharsets.US_ASCII);
            return new LedgerEntry(position, Stamp.read(fields), fields.record(), json);
        } catch (IllegalArgumentException e) {
            throw new LedgerDamage(position, "is of a form that this version does not know: " + e.getMessage());
        }
    }

    /** Reads the one record that stands at that place; what stands around it is not looked at. */
    static LedgerEntry at(SegmentSource source, Place place) throws IOException {
        try (SegmentLines lines = SegmentLines.one(source.read(place.segment(), place.offset()), place.offset())) {
            boolean isWhole =
                    lines.next() == SegmentLines.Found.LINE && RecordLine.isWhole(lines.line(), lines.length());
            long seq = isWhole ? RecordLine.seqOf(lines.line(), lines.length()) : 0;
            Position position = new Position(seq, place.segment(), place.offset());
            if (!isWhole) {
                throw new LedgerDamage(position, "is no whole record, though an index names it");
            }
            return read(lines, position);
        }
    }
}
