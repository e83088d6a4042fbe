package dev.portcullis.sandbox.portfolio;

import dev.portcullis.sandbox.instrument.InstrumentId;

/**
 * Names a position of an account.
 *
 * @param instrument of what
 * @param positionIdx 0 one-way, 1 hedge Buy side, 2 hedge Sell side
 */
public record PositionId(InstrumentId instrument, int positionIdx) {}
