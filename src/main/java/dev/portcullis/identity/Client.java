package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.DeskLimits;
import java.util.Collections;
import java.util.Comparator;
import java.util.Map;
import java.util.SortedMap;
import java.util.TreeMap;

/**
 * A caller of the gate: a bot or a person.
 *
 * @param allowed from where it may call
 * @param limits the desk's limits for it over all accounts
 * @param grants what it may do, by account in the order of their names
 * @param signed whether it signs its requests, so that nothing secret of it crosses the wire
 */
public record Client(
        ClientId id,
        boolean enabled,
        AddressList allowed,
        DeskLimits limits,
        SortedMap<AccountId, Grant> grants,
        boolean signed) {
    /** A client that shows tokens. */
    public Client(
            ClientId id, boolean enabled, AddressList allowed, DeskLimits limits, SortedMap<AccountId, Grant> grants) {
        this(id, enabled, allowed, limits, grants, false);
    }

    /** Keeps a copy of the grants. */
    public Client {
        SortedMap<AccountId, Grant> copy = new TreeMap<>(Comparator.comparing(AccountId::text));
        copy.putAll(grants);
        grants = Collections.unmodifiableSortedMap(copy);
    }

    /** A client with these grants and otherwise like this one. */
    Client with(Map<AccountId, Grant> theseGrants) {
        SortedMap<AccountId, Grant> sorted = new TreeMap<>(Comparator.comparing(AccountId::text));
        sorted.putAll(theseGrants);
        return new Client(id, enabled, allowed, limits, sorted, signed);
    }
}
