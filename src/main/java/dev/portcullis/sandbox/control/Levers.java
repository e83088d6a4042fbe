package dev.portcullis.sandbox.control;

import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.fault.Faults;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.limit.AddressLimits;
import dev.portcullis.sandbox.limit.UidLimits;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.ServerClock;

/**
 * All that can be moved or looked at from outside the exchange.
 *
 * @param accounts accounts and keys
 * @param venue prices, orders, visibility
 * @param faults scripts
 * @param journal the record
 * @param clock the server's clock
 * @param limits the windows
 * @param listening the REST socket
 */
public record Levers(
        Accounts accounts,
        Venue venue,
        Faults faults,
        Journal journal,
        ServerClock clock,
        Limits limits,
        Listening listening) {
    /**
     * The windows.
     *
     * @param uid per UID and endpoint
     * @param address per address
     */
    public record Limits(UidLimits uid, AddressLimits address) {}
}
