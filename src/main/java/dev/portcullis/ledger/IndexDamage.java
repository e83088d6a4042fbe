package dev.portcullis.ledger;

import java.io.IOException;

/** Says that an index file is not what this version writes; it is made anew from its segment. */
final class IndexDamage extends IOException {
    private static final long serialVersionUID = 1L;

    private final int segment;

    IndexDamage(int segment, String words) {
        super("the index of the ledger's segment " + SegmentName.of(segment) + " " + words);
        this.segment = segment;
    }

    int segment() {
        return segment;
    }
}
