package dev.portcullis.sandbox;

import dev.portcullis.sandbox.access.AccountKeys;
import dev.portcullis.sandbox.access.Accounts;
import dev.portcullis.sandbox.access.Gatekeeper;
import dev.portcullis.sandbox.control.Levers;
import dev.portcullis.sandbox.control.Listening;
import dev.portcullis.sandbox.door.RestDoor;
import dev.portcullis.sandbox.endpoint.ExchangeApi;
import dev.portcullis.sandbox.endpoint.RouteTable;
import dev.portcullis.sandbox.fault.Faults;
import dev.portcullis.sandbox.instrument.Instruments;
import dev.portcullis.sandbox.journal.Journal;
import dev.portcullis.sandbox.limit.AddressLimits;
import dev.portcullis.sandbox.limit.UidLimits;
import dev.portcullis.sandbox.venue.Venue;
import dev.portcullis.sandbox.wire.ServerClock;

/**
 * Everything behind the doors, built once.
 *
 * @param accounts accounts and keys
 * @param faults scripts
 * @param journal the record
 * @param venue the exchange
 * @param clock the server's clock
 * @param limits the windows
 * @param lines the journal's file
 */
record Parts(
        Accounts accounts,
        Faults faults,
        Journal journal,
        Venue venue,
        ServerClock clock,
        Levers.Limits limits,
        JournalLines lines) {
    static Parts build(SandboxSettings settings, Instruments instruments, JournalLines lines) {
        ServerClock clock =
                new ServerClock(settings.time().wallClock(), settings.time().nanoTicker());
        Accounts accounts = new Accounts();
        for (AccountKeys entry : settings.accounts()) {
            accounts.put(entry.account());
            entry.keys().forEach(accounts::put);
        }
        Journal journal = new Journal(settings.memory().recordsMax(), lines);
        Venue venue = new Venue(accounts, instruments, settings.maker(), clock, journal, settings.seed());
        Levers.Limits limits = new Levers.Limits(
                new UidLimits(settings.limits(), clock::nanos), new AddressLimits(settings.limits(), clock::nanos));
        return new Parts(accounts, new Faults(), journal, venue, clock, limits, lines);
    }

    RestDoor.Desk desk() {
        Gatekeeper gatekeeper = new Gatekeeper(accounts, clock);
        ExchangeApi api = new ExchangeApi(new RouteTable(venue, clock), accounts, gatekeeper, limits.uid(), clock);
        return new RestDoor.Desk(api, accounts, gatekeeper, limits.address(), faults, journal, clock);
    }

    Levers levers(Listening listening) {
        return new Levers(accounts, venue, faults, journal, clock, limits, listening);
    }
}
