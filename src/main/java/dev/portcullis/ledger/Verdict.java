package dev.portcullis.ledger;

/** What a verification has found. */
public sealed interface Verdict {
    /** One sentence for the person who asked. */
    String words();

    /** Every record is in its place, up to the end and up to what the witness has seen. */
    record Whole(long records) implements Verdict {
        @Override
        public String words() {
            return records + " records, the chain is whole";
        }
    }

    /**
     * The chain is whole up to a tail that a crash has torn; the gate cuts it off when it starts next.
     *
     * @param expected the record that was being written, and where
     */
    record TornTail(long records, Position expected) implements Verdict {
        @Override
        public String words() {
            return records + " records, the chain is whole; behind it, in " + SegmentName.of(expected.segment())
                    + " at byte " + expected.offset() + ", a crash has left a torn record, which the gate cuts off when"
                    + " it starts";
        }
    }

    /** Someone has changed the ledger. {@code first} is the first record that is not as it was written. */
    record Tampered(Tampering kind, Position first, String detail) implements Verdict {
        @Override
        public String words() {
            return kind.text() + " at record " + first.seq() + ", in " + SegmentName.of(first.segment()) + " at byte "
                    + first.offset() + ": " + detail;
        }
    }
}
