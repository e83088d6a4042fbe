package dev.portcullis.ledger;

/** What a hand has done to a ledger. */
public enum Tampering {
    /** A record's bytes were changed. */
    EDIT("edit"),
    /** Records are gone from the middle. */
    DELETION("deletion"),
    /** Records were put in, or stand there twice. */
    INSERTION("insertion"),
    /** Records stand in another order. */
    REORDER("reorder"),
    /** Records are gone from the end that a checkpoint or the witness has seen. */
    TRUNCATION("truncation"),
    /** Two histories follow one record: one was rewritten, or a copy of the ledger has gone on by itself. */
    FORK("fork");

    private final String text;

    Tampering(String text) {
        this.text = text;
    }

    /** The word in reports. */
    public String text() {
        return text;
    }
}
