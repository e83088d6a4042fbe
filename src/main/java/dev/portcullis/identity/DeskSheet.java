package dev.portcullis.identity;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.Scope;
import dev.portcullis.model.TradingRules;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;

/**
 * The desk on one sheet: all of it but what is secret, in the order of names, so that two sheets of the same desk are
 * equal. It is what {@code export} shows and {@code apply} wants.
 *
 * @param accounts empty when the sheet says nothing about accounts, which is not the same as no accounts
 * @param clients likewise
 * @param operators likewise
 */
public record DeskSheet(
        Optional<List<OfAccount>> accounts, Optional<List<OfClient>> clients, Optional<List<OfOperator>> operators) {
    /** Puts each part in the order of names. */
    public DeskSheet {
        accounts = accounts.map(all -> ordered(all, Comparator.comparing(account -> account.id.text())));
        clients = clients.map(all -> ordered(all, Comparator.comparing(client -> client.id.text())));
        operators = operators.map(all -> ordered(all, Comparator.comparing(operator -> operator.name.text())));
    }

    /**
     * An account.
     *
     * @param allowed from where it may be used; {@link AddressList#ANYWHERE} when not restricted
     */
    public record OfAccount(
            AccountId id, EnvironmentId environment, AddressList allowed, boolean enabled, TradingRules rules) {}

    /**
     * A client with all that it may do.
     *
     * @param allowed from where it may call
     * @param signed whether it signs its requests
     */
    public record OfClient(
            ClientId id,
            AddressList allowed,
            boolean signed,
            boolean enabled,
            DeskLimits limits,
            List<OfGrant> grants) {
        /** Puts the grants in the order of their accounts' names. */
        public OfClient {
            grants = ordered(grants, Comparator.comparing(grant -> grant.account.text()));
        }
    }

    /**
     * What a client may do on an account.
     *
     * @param key the label of the key that signs for it; empty for the account's active one
     */
    public record OfGrant(
            AccountId account, Set<Scope> scopes, DeskLimits limits, Optional<String> key, TradingRules rules) {}

    /** A person at the admin door. */
    public record OfOperator(OperatorName name, Role role) {}

    /**
     * The sheet of a desk.
     *
     * @param keyLabels the labels of all keys that ever were, by their ids
     */
    static DeskSheet of(Desk desk, Map<CredentialId, String> keyLabels) {
        return new DeskSheet(
                Optional.of(desk.accounts().values().stream()
                        .map(a -> new OfAccount(a.id(), a.environment(), a.allowed(), a.enabled(), a.rules()))
                        .toList()),
                Optional.of(desk.clients().values().stream()
                        .map(client -> of(client, keyLabels))
                        .toList()),
                Optional.of(desk.operators().values().stream()
                        .map(operator -> new OfOperator(operator.name(), operator.role()))
                        .toList()));
    }

    private static OfClient of(Client client, Map<CredentialId, String> keyLabels) {
        List<OfGrant> grants = client.grants().values().stream()
                .map(grant -> new OfGrant(
                        grant.account(), grant.scopes(), grant.limits(), labelOf(grant, keyLabels), grant.rules()))
                .toList();
        return new OfClient(client.id(), client.allowed(), client.signed(), client.enabled(), client.limits(), grants);
    }

    /** A pinned key that the store has lost is told by its id, so that it is not taken for none. */
    static Optional<String> labelOf(Grant grant, Map<CredentialId, String> keyLabels) {
        return Optional.ofNullable(grant.credential()).map(id -> keyLabels.getOrDefault(id, id.text()));
    }

    private static <T> List<T> ordered(List<T> all, Comparator<T> order) {
        return all.stream().sorted(order).toList();
    }
}
