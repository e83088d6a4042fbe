package dev.portcullis.ledger;

/**
 * Where a ledger ends, which is where the next record is chained on.
 *
 * @param storeId the ledger's own name from its first record
 * @param segment the last segment
 * @param size bytes of whole records in it
 * @param seq the last record's number; 0 when there is none
 * @param head the last record's hash
 */
record LedgerEnd(String storeId, int segment, long size, long seq, ChainHash head) {}
