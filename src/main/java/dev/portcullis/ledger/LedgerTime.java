package dev.portcullis.ledger;

import dev.portcullis.clock.Timers;
import java.time.InstantSource;
import java.util.function.LongSupplier;

/**
 * The time that the ledger is handed.
 *
 * @param wall for the reader of a record; may step
 * @param nanoTicker monotonic nanoseconds, for deadlines and for the order of events within one boot
 * @param timers wake the ledger when an append has waited too long
 */
public record LedgerTime(InstantSource wall, LongSupplier nanoTicker, Timers timers) {}
