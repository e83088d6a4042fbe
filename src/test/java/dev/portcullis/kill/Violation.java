package dev.portcullis.kill;

/** A promise that was broken, and about which order. */
record Violation(Kind kind, String orderLinkId, String words) {
    /** Which promise. */
    enum Kind {
        LOST,
        DOUBLED,
        WRONG,
        UNRESOLVED
    }
}
