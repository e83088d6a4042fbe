package dev.portcullis.ledger;

import java.io.IOException;

/** Says that the chain does not hold at one place; what lies before that place is whole. */
public final class LedgerDamage extends IOException {
    private static final long serialVersionUID = 1L;

    private final transient Position expected;

    LedgerDamage(Position expected, String words) {
        super("the ledger is damaged: record " + expected.seq() + " in " + SegmentName.of(expected.segment())
                + " at byte " + expected.offset() + " " + words);
        this.expected = expected;
    }

    /** The record that should stand there, and where. */
    public Position expected() {
        return expected;
    }
}
