package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.model.TradingRules;
import dev.portcullis.store.Sql;
import java.time.Instant;
import java.util.List;
import java.util.Set;
import java.util.stream.Collectors;

/** Decides changes to the accounts of a desk. */
final class AccountPlans {
    private final Desk desk;
    private final Instant now;

    AccountPlans(Desk desk, Instant now) {
        this.desk = desk;
        this.now = now;
    }

    /**
     * A new account.
     *
     * @param allowed from where it may be used; empty means from anywhere
     * @param known the environments that there are
     */
    Plan<DeskAccount> add(AccountId id, EnvironmentId environment, AddressList allowed, Set<EnvironmentId> known) {
        if (desk.accounts().containsKey(id)) {
            return Plan.refuse(Reason.NAME_TAKEN, "there is an account " + id + " already; choose another name");
        }
        if (!known.contains(environment)) {
            return Plan.refuse(
                    Reason.NOT_FOUND,
                    "there is no environment " + environment + "; there are " + words(known)
                            + ", and the configuration may define more");
        }
        boolean isAnywhere = allowed.blocks().isEmpty();
        return Plan.write(
                new DeskAccount(id, environment, isAnywhere ? AddressList.ANYWHERE : allowed, true, null),
                Sql.of(
                        "INSERT INTO accounts (name, environment, cidrs, enabled, created_at) VALUES (?, ?, ?, ?, ?)",
                        id.text(),
                        environment.text(),
                        allowed.text(),
                        true,
                        now.toEpochMilli()));
    }

    Plan<DeskAccount> setEnabled(AccountId id, boolean enabled) {
        DeskAccount account = desk.accounts().get(id);
        if (account == null) {
            return unknown(id);
        }
        return Plan.write(
                new DeskAccount(id, account.environment(), account.allowed(), enabled, account.uid(), account.rules()),
                Sql.of("UPDATE accounts SET enabled = ? WHERE name = ?", enabled, id.text()));
    }

    /** @param allowed from where it may be used; empty means from anywhere */
    Plan<DeskAccount> setAddresses(AccountId id, AddressList allowed) {
        DeskAccount account = desk.accounts().get(id);
        if (account == null) {
            return unknown(id);
        }
        AddressList effective = allowed.blocks().isEmpty() ? AddressList.ANYWHERE : allowed;
        return Plan.write(
                new DeskAccount(
                        id, account.environment(), effective, account.enabled(), account.uid(), account.rules()),
                Sql.of("UPDATE accounts SET cidrs = ? WHERE name = ?", allowed.text(), id.text()));
    }

    Plan<DeskAccount> setRules(AccountId id, RulesEdit edit) {
        DeskAccount account = desk.accounts().get(id);
        if (account == null) {
            return unknown(id);
        }
        TradingRules rules;
        try {
            rules = edit.of(account.rules());
        } catch (IllegalArgumentException wrong) {
            return Plan.refuse(Reason.INVALID, String.valueOf(wrong.getMessage()));
        }
        return Plan.write(
                new DeskAccount(id, account.environment(), account.allowed(), account.enabled(), account.uid(), rules),
                Sql.of("UPDATE accounts SET rules = ? WHERE name = ?", RulesText.write(rules), id.text()));
    }

    /** @param liveKeys the labels of its keys that are not revoked */
    Plan<DeskAccount> remove(AccountId id, List<String> liveKeys) {
        DeskAccount account = desk.accounts().get(id);
        if (account == null) {
            return unknown(id);
        }
        if (!liveKeys.isEmpty()) {
            return Plan.refuse(
                    Reason.CONFLICT,
                    "account " + id + " still has the keys " + String.join(", ", liveKeys)
                            + "; revoke them first: key revoke " + id + " --label " + liveKeys.get(0));
        }
        List<String> clients = clientsOf(id);
        if (!clients.isEmpty()) {
            return Plan.refuse(
                    Reason.CONFLICT,
                    "account " + id + " is still granted to " + String.join(", ", clients)
                            + "; take that back first: client" + " ungrant " + clients.get(0) + " " + id);
        }
        return Plan.write(account, Sql.of("DELETE FROM accounts WHERE name = ?", id.text()));
    }

    private List<String> clientsOf(AccountId id) {
        return desk.clients().values().stream()
                .filter(client -> client.grants().containsKey(id))
                .map(Client::id)
                .map(ClientId::text)
                .sorted()
                .toList();
    }

    <T> Plan<T> unknown(AccountId id) {
        List<String> names =
                desk.accounts().keySet().stream().map(AccountId::text).sorted().toList();
        String choices = names.isEmpty()
                ? "there is none yet; add one: account add NAME --env ENV"
                : "there are " + String.join(", ", names);
        return Plan.refuse(Reason.NOT_FOUND, "there is no account " + id + "; " + choices);
    }

    private static String words(Set<EnvironmentId> environments) {
        return environments.stream().map(EnvironmentId::text).sorted().collect(Collectors.joining(", "));
    }
}
