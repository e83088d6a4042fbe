package dev.portcullis.identity;

import dev.portcullis.identity.DeskResult.Reason;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.TradingRules;
import dev.portcullis.store.Sql;
import java.time.Instant;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.stream.Collectors;

/** Decides changes to the clients of a desk and to what they may do. */
final class ClientPlans {
    private static final String UPSERT_GRANT = "INSERT INTO grants"
            + " (client, account, scopes, limits, credential_id, rules, created_at) VALUES (?, ?, ?, ?, ?, ?, ?)"
            + " ON CONFLICT (client, account) DO UPDATE SET"
            + " scopes = excluded.scopes, limits = excluded.limits, credential_id = excluded.credential_id,"
            + " rules = excluded.rules";

    private final Desk desk;
    private final Instant now;

    ClientPlans(Desk desk, Instant now) {
        this.desk = desk;
        this.now = now;
    }

    /** @param allowed from where it may call, as it was asked for; empty means from this machine only */
    Plan<Client> add(Client wanted, AddressList allowed) {
        ClientId id = wanted.id();
        if (desk.clients().containsKey(id)) {
            return Plan.refuse(Reason.NAME_TAKEN, "there is a client " + id + " already; choose another name");
        }
        Plan<Client> plan = Plan.write(
                new Client(
                        id, true, effective(allowed), wanted.limits(), Collections.emptySortedMap(), wanted.signed()),
                Sql.of(
                        "INSERT INTO clients (name, enabled, cidrs, limits, signed, created_at)"
                                + " VALUES (?, ?, ?, ?, ?, ?)",
                        id.text(),
                        true,
                        allowed.text(),
                        LimitsText.write(wanted.limits()),
                        wanted.signed(),
                        now.toEpochMilli()));
        return notingAddresses(plan, id, allowed);
    }

    Plan<Client> setAddresses(ClientId id, AddressList allowed) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        Plan<Client> plan = Plan.write(
                new Client(id, client.enabled(), effective(allowed), client.limits(), client.grants(), client.signed()),
                Sql.of("UPDATE clients SET cidrs = ? WHERE name = ?", allowed.text(), id.text()));
        return notingAddresses(plan, id, allowed);
    }

    private static AddressList effective(AddressList allowed) {
        return allowed.blocks().isEmpty() ? AddressList.LOOPBACK : allowed;
    }

    private static Plan<Client> notingAddresses(Plan<Client> plan, ClientId id, AddressList allowed) {
        if (!allowed.blocks().isEmpty()) {
            return plan;
        }
        return plan.noting("client " + id + " may call from this machine only (" + AddressList.LOOPBACK
                + "), for no --cidr was given");
    }

    Plan<Client> setLimits(ClientId id, DeskLimits limits) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        return Plan.write(
                new Client(id, client.enabled(), client.allowed(), limits, client.grants(), client.signed()),
                Sql.of("UPDATE clients SET limits = ? WHERE name = ?", LimitsText.write(limits), id.text()));
    }

    Plan<Client> setEnabled(ClientId id, boolean enabled) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        return Plan.write(
                new Client(id, enabled, client.allowed(), client.limits(), client.grants(), client.signed()),
                Sql.of("UPDATE clients SET enabled = ? WHERE name = ?", enabled, id.text()));
    }

    /** Its grants go with it; its tokens too, so that a later client of the same name does not inherit them. */
    Plan<Client> remove(ClientId id) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        return Plan.write(
                client,
                Sql.of("DELETE FROM tokens WHERE owner_kind = ? AND owner = ?", TokenKind.CLIENT.owner(), id.text()),
                Sql.of("DELETE FROM client_certificates WHERE client = ?", id.text()),
                Sql.of("DELETE FROM grants WHERE client = ?", id.text()),
                Sql.of("DELETE FROM clients WHERE name = ?", id.text()));
    }

    /**
     * Gives a grant, in place of an earlier one on the same account.
     *
     * @param accountOfCredential the account of the credential that the grant pins, when it pins one that exists
     */
    Plan<Grant> grant(Grant grant, Optional<AccountId> accountOfCredential) {
        Client client = desk.clients().get(grant.client());
        if (client == null) {
            return unknown(grant.client());
        }
        if (!desk.accounts().containsKey(grant.account())) {
            return new AccountPlans(desk, now).unknown(grant.account());
        }
        CredentialId credential = grant.credential();
        if (credential != null && !accountOfCredential.equals(Optional.of(grant.account()))) {
            return Plan.refuse(
                    Reason.NOT_FOUND,
                    "account " + grant.account() + " has no key " + credential + "; see key list " + grant.account());
        }
        return Plan.write(
                grant,
                Sql.of(
                        UPSERT_GRANT,
                        grant.client().text(),
                        grant.account().text(),
                        grant.scopesText(),
                        LimitsText.write(grant.limits()),
                        credential == null ? null : credential.text(),
                        RulesText.write(grant.rules()),
                        now.toEpochMilli()));
    }

    /** Gives a grant and leaves the rules that stand on an earlier one on the same account. */
    Plan<Grant> regrant(Grant grant, Optional<AccountId> accountOfCredential) {
        Client client = desk.clients().get(grant.client());
        Grant earlier = client == null ? null : client.grants().get(grant.account());
        return grant(earlier == null ? grant : grant.with(earlier.rules()), accountOfCredential);
    }

    Plan<Grant> setRules(ClientId id, AccountId account, RulesEdit edit) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        Grant grant = client.grants().get(account);
        if (grant == null) {
            return Plan.refuse(
                    Reason.NOT_FOUND,
                    "client " + id + " has no grant on " + account + "; give it one: client grant " + id + " " + account
                            + " --scopes read,trade");
        }
        TradingRules rules;
        try {
            rules = edit.of(grant.rules());
        } catch (IllegalArgumentException wrong) {
            return Plan.refuse(Reason.INVALID, String.valueOf(wrong.getMessage()));
        }
        return Plan.write(
                grant.with(rules),
                Sql.of(
                        "UPDATE grants SET rules = ? WHERE client = ? AND account = ?",
                        RulesText.write(rules),
                        id.text(),
                        account.text()));
    }

    Plan<Grant> ungrant(ClientId id, AccountId account) {
        Client client = desk.clients().get(id);
        if (client == null) {
            return unknown(id);
        }
        Grant grant = client.grants().get(account);
        if (grant == null) {
            String others = client.grants().isEmpty()
                    ? "it has none at all"
                    : "it has grants on "
                            + client.grants().keySet().stream()
                                    .map(AccountId::text)
                                    .collect(Collectors.joining(", "));
            return Plan.refuse(
                    Reason.NOT_FOUND, "client " + id + " has no grant on account " + account + "; " + others);
        }
        return Plan.write(
                grant, Sql.of("DELETE FROM grants WHERE client = ? AND account = ?", id.text(), account.text()));
    }

    <T> Plan<T> unknown(ClientId id) {
        List<String> names =
                desk.clients().keySet().stream().map(ClientId::text).sorted().toList();
        String choices = names.isEmpty()
                ? "there is none yet; add one: client add NAME"
                : "there are " + String.join(", ", names);
        return Plan.refuse(Reason.NOT_FOUND, "there is no client " + id + "; " + choices);
    }
}
