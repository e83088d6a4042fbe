package dev.portcullis.ledger;

/**
 * Where a record stands in the ledger.
 *
 * @param seq its number, from 1, without gaps across segments
 * @param segment the number in the segment file's name
 * @param offset the byte in that file where its line begins
 */
public record Position(long seq, int segment, long offset) {}
