package dev.portcullis.ledger;

/**
 * One record as it stands in the ledger.
 *
 * @param json its whole line, plain ASCII, without the newline
 */
public record LedgerEntry(Position position, Stamp stamp, LedgerRecord record, String json) {}
