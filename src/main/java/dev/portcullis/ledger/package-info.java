/**
 * Floor 2: what is recorded: the hash-chained write-ahead log that is order journal and audit trail in one.
 *
 * <p>Starting points: {@link dev.portcullis.ledger.Ledger} is what the order path calls, {@link
 * dev.portcullis.ledger.LedgerRecord} what it may record, {@link dev.portcullis.ledger.LedgerWriter} the step function
 * that makes it durable, {@link dev.portcullis.ledger.LedgerReader} and {@link dev.portcullis.ledger.LedgerVerifier}
 * what reads it back. Nothing here knows Vert.x contexts; files, time, timers and randomness are handed in.
 */
@NullMarked
package dev.portcullis.ledger;

import org.jspecify.annotations.NullMarked;
