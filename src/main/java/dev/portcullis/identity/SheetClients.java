package dev.portcullis.identity;

import dev.portcullis.identity.DeskChange.Kind;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.TradingRules;
import java.time.Instant;
import java.util.Collections;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Function;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Decides how the clients of a desk and their grants come to what a sheet says. */
final class SheetClients {
    private final Desk desk;
    private final Desk between;
    private final Instant now;
    private final List<DeskKey> keys;
    private final Map<CredentialId, String> labels;
    private final SheetDraft draft;
    private final Map<ClientId, Client> left;

    /** @param between the desk once everything new is there and nothing is gone */
    SheetClients(Desk desk, Desk between, Instant now, List<DeskKey> keys, SheetDraft draft) {
        this.desk = desk;
        this.between = between;
        this.now = now;
        this.keys = keys;
        this.labels = keys.stream().collect(Collectors.toMap(DeskKey::id, DeskKey::label));
        this.draft = draft;
        this.left = new HashMap<>(between.clients());
    }

    /** A new client as the sheet has it, without grants. */
    static Client bare(DeskSheet.OfClient wanted) {
        return new Client(
                wanted.id(),
                wanted.enabled(),
                wanted.allowed(),
                wanted.limits(),
                Collections.emptySortedMap(),
                wanted.signed());
    }

    /** The desk without the clients and the grants that {@link #change} takes away. */
    Desk afterRemovals() {
        return new Desk(
                between.accounts(), left, between.operators(), between.tokens(), between.certificates(), List.of());
    }

    void change(List<DeskSheet.OfClient> wanted, boolean prunes) {
        for (DeskSheet.OfClient client : wanted) {
            Client live = desk.clients().get(client.id());
            if (live == null) {
                newClient(client);
            } else {
                changed(live, client);
            }
            client.grants().forEach(grant -> granted(client.id(), grant));
            ungranted(client, prunes);
        }
        for (Client gone : SheetPlans.missing(desk.clients().values(), Client::id, wanted, DeskSheet.OfClient::id)) {
            ClientId id = gone.id();
            if (prunes) {
                left.remove(id);
                draft.remove(
                        "client " + id,
                        "with its grants, tokens and certificates",
                        new ClientPlans(desk, now).remove(id));
            } else {
                draft.keep("client " + id, "not in the file");
            }
        }
    }

    private void newClient(DeskSheet.OfClient wanted) {
        ClientId id = wanted.id();
        draft.say(
                Kind.ADD,
                "client " + id,
                "from " + wanted.allowed() + limitsIn(wanted.limits()) + (wanted.signed() ? ", signed" : "")
                        + (wanted.enabled() ? "" : ", disabled"),
                Optional.empty());
        draft.make(new ClientPlans(desk, now).add(bare(wanted), wanted.allowed()));
        if (!wanted.enabled()) {
            draft.make(new ClientPlans(between, now).setEnabled(id, false));
        }
        draft.leave("client " + id + " has no token yet: token issue " + id);
    }

    private void changed(Client live, DeskSheet.OfClient wanted) {
        ClientId id = wanted.id();
        ClientPlans plans = new ClientPlans(desk, now);
        if (live.signed() != wanted.signed()) {
            draft.object("client " + id + " signed: is " + live.signed() + " and stays so, for its tokens are made"
                    + " for that; name a new client");
        }
        if (!SheetPlans.sameBlocks(live.allowed(), wanted.allowed())) {
            draft.say(
                    Kind.CHANGE,
                    "client " + id + " cidrs",
                    live.allowed() + " -> " + wanted.allowed(),
                    Widening.ofAddresses(live.allowed(), wanted.allowed()));
            draft.make(plans.setAddresses(id, wanted.allowed()));
        }
        if (!live.limits().equals(wanted.limits())) {
            draft.say(
                    Kind.CHANGE,
                    "client " + id + " limits",
                    inWords(live.limits()) + " -> " + inWords(wanted.limits()),
                    Widening.ofLimits(live.limits(), wanted.limits()));
            draft.make(plans.setLimits(id, wanted.limits()));
        }
        if (live.enabled() != wanted.enabled()) {
            draft.say(
                    Kind.CHANGE,
                    "client " + id + " enabled",
                    live.enabled() + " -> " + wanted.enabled(),
                    Widening.ofEnabling(live.enabled(), wanted.enabled()));
            draft.make(plans.setEnabled(id, wanted.enabled()));
        }
    }

    private void granted(ClientId client, DeskSheet.OfGrant wanted) {
        Client holder = desk.clients().get(client);
        Grant live = holder == null ? null : holder.grants().get(wanted.account());
        String subject = "grant " + client + " on " + wanted.account();
        if (live == null) {
            Optional<CredentialId> pinned = wanted.key().flatMap(label -> activeKey(subject, wanted, label));
            Grant grant = grant(client, wanted, pinned);
            remember(grant);
            draft.say(
                    Kind.ADD,
                    subject,
                    grant.scopesText()
                            + limitsIn(wanted.limits())
                            + rulesIn(wanted.rules())
                            + wanted.key().map(label -> ", key " + label).orElse(""),
                    Optional.of("new grant"));
            draft.make(new ClientPlans(between, now).grant(grant, pinned.map(id -> wanted.account())));
            return;
        }
        Optional<String> label = DeskSheet.labelOf(live, labels);
        boolean samePin = label.equals(wanted.key());
        boolean sameRest = live.scopes().equals(wanted.scopes())
                && live.limits().equals(wanted.limits())
                && live.rules().equals(wanted.rules());
        if (samePin && sameRest) {
            return;
        }
        Optional<CredentialId> pinned = samePin
                ? Optional.ofNullable(live.credential())
                : wanted.key().flatMap(name -> activeKey(subject, wanted, name));
        Grant grant = grant(client, wanted, pinned);
        sayChanges(subject, live, grant);
        if (!samePin) {
            draft.say(
                    Kind.CHANGE,
                    subject + " key",
                    label.orElse("none") + " -> " + wanted.key().orElse("none"),
                    Optional.empty());
        }
        draft.make(new ClientPlans(between, now).grant(grant, pinned.map(id -> wanted.account())));
    }

    private void sayChanges(String subject, Grant live, Grant wanted) {
        if (!live.scopes().equals(wanted.scopes())) {
            draft.say(
                    Kind.CHANGE,
                    subject + " scopes",
                    live.scopesText() + " -> " + wanted.scopesText(),
                    Widening.ofScopes(live.scopes(), wanted.scopes()));
        }
        if (!live.limits().equals(wanted.limits())) {
            draft.say(
                    Kind.CHANGE,
                    subject + " limits",
                    inWords(live.limits()) + " -> " + inWords(wanted.limits()),
                    Widening.ofLimits(live.limits(), wanted.limits()));
        }
        if (!live.rules().equals(wanted.rules())) {
            draft.say(
                    Kind.CHANGE,
                    subject + " rules",
                    live.rules().text() + " -> " + wanted.rules().text(),
                    RulesWidening.of(live.rules(), wanted.rules()));
        }
    }

    private static Grant grant(ClientId client, DeskSheet.OfGrant wanted, Optional<CredentialId> pinned) {
        return new Grant(
                client, wanted.account(), wanted.scopes(), wanted.limits(), pinned.orElse(null), wanted.rules());
    }

    /** A new grant holds its account, also against the removal of that account by the same sheet. */
    private void remember(Grant grant) {
        left.computeIfPresent(grant.client(), (id, client) -> {
            Map<AccountId, Grant> more = new HashMap<>(client.grants());
            more.put(grant.account(), grant);
            return client.with(more);
        });
    }

    private Optional<CredentialId> activeKey(String subject, DeskSheet.OfGrant wanted, String label) {
        Optional<CredentialId> found = keys.stream()
                .filter(key -> key.isActive()
                        && key.account().equals(wanted.account())
                        && key.label().equals(label))
                .map(DeskKey::id)
                .findFirst();
        if (found.isEmpty()) {
            draft.object(subject + " key: account " + wanted.account() + " has no active key " + label
                    + "; apply the file without this line, put the key in (key put " + wanted.account() + " --label "
                    + label + "), then apply it with the line");
        }
        return found;
    }

    private void ungranted(DeskSheet.OfClient wanted, boolean prunes) {
        Client live = desk.clients().get(wanted.id());
        if (live == null) {
            return;
        }
        for (Grant gone : SheetPlans.missing(
                live.grants().values(), Grant::account, wanted.grants(), DeskSheet.OfGrant::account)) {
            AccountId account = gone.account();
            String subject = "grant " + wanted.id() + " on " + account;
            if (prunes) {
                left.computeIfPresent(wanted.id(), (id, client) -> without(client, account));
                draft.remove(subject, gone.scopesText(), new ClientPlans(desk, now).ungrant(wanted.id(), account));
            } else {
                draft.keep(subject, "not in the file");
            }
        }
    }

    private static Client without(Client client, AccountId account) {
        return client.with(client.grants().values().stream()
                .filter(grant -> !grant.account().equals(account))
                .collect(Collectors.toMap(Grant::account, Function.identity())));
    }

    private static String limitsIn(DeskLimits limits) {
        return limits.equals(DeskLimits.NONE) ? "" : ", " + inWords(limits);
    }

    static String rulesIn(TradingRules rules) {
        return rules.isNone() ? "" : ", rules " + rules.text();
    }

    private static String inWords(DeskLimits limits) {
        String words = Stream.of(
                        word("requestsPerSecond", limits.requestsPerSecond()),
                        word("ordersPerSecond", limits.ordersPerSecond()),
                        word("inFlight", limits.inFlight()))
                .flatMap(Optional::stream)
                .collect(Collectors.joining(" "));
        return words.isEmpty() ? "none" : words;
    }

    private static Optional<String> word(String name, @Nullable Integer limit) {
        return Optional.ofNullable(limit).map(number -> name + "=" + number);
    }
}
