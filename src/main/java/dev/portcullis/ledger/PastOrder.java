package dev.portcullis.ledger;

import dev.portcullis.model.Outcome;
import java.util.Optional;

/**
 * A create as the ledger's sealed segments know it: what was intended, by whom, and the newest truth about it.
 *
 * @param position where its intent stands
 * @param intent owner, account, fingerprint, symbol, side, call and child: all that a replay needs
 * @param outcome the newest one, {@code not_sent} also where the intent was called back; empty when none was recorded
 */
public record PastOrder(Position position, LedgerRecord.Intent intent, Optional<Outcome> outcome) {}
