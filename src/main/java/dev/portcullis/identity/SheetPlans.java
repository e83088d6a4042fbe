package dev.portcullis.identity;

import dev.portcullis.identity.DeskChange.Kind;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.AddressList;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EnvironmentId;
import java.time.Instant;
import java.util.Collection;
import java.util.Comparator;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.function.Function;
import java.util.stream.Collectors;

/** Decides how a desk comes to what a sheet says: accounts and operators here, clients in {@link SheetClients}. */
final class SheetPlans {
    /** How far a sheet goes. */
    enum Extent {
        /** What the sheet does not name stays. */
        KEEPING,
        /** It goes, in those parts of the desk that the sheet speaks of. */
        PRUNING
    }

    private final Desk desk;
    private final Instant now;
    private final List<DeskKey> keys;
    private final Set<EnvironmentId> environments;
    private final SheetDraft draft = new SheetDraft();

    SheetPlans(Desk desk, Instant now, List<DeskKey> keys, Set<EnvironmentId> environments) {
        this.desk = desk;
        this.now = now;
        this.keys = keys;
        this.environments = environments;
    }

    /** One plan for all of it; refused as a whole when any part is. */
    Plan<AppliedSheet> apply(DeskSheet wanted, Extent extent) {
        if (!desk.unreadable().isEmpty()) {
            draft.object("the store has rows that cannot be read, so what the desk is cannot be told: "
                    + String.join("; ", desk.unreadable()) + "; mend or remove them first, see doctor");
            return draft.plan();
        }
        boolean prunes = extent == Extent.PRUNING;
        Desk between = afterAdditions(wanted);
        wanted.operators().ifPresent(all -> operators(all, between, prunes));
        wanted.accounts().ifPresent(all -> all.forEach(account -> account(account, between)));
        SheetClients clients = new SheetClients(desk, between, now, keys, draft);
        wanted.clients().ifPresent(all -> clients.change(all, prunes));
        Desk after = clients.afterRemovals();
        wanted.accounts().ifPresent(all -> goneAccounts(all, after, prunes));
        return draft.plan();
    }

    /** The desk once everything new is there and nothing is gone. */
    private Desk afterAdditions(DeskSheet wanted) {
        Map<AccountId, DeskAccount> accounts = new HashMap<>(desk.accounts());
        wanted.accounts()
                .orElse(List.of())
                .forEach(a -> accounts.putIfAbsent(
                        a.id(), new DeskAccount(a.id(), a.environment(), a.allowed(), a.enabled(), null, a.rules())));
        Map<ClientId, Client> clients = new HashMap<>(desk.clients());
        wanted.clients().orElse(List.of()).forEach(c -> clients.putIfAbsent(c.id(), SheetClients.bare(c)));
        Map<OperatorName, Operator> operators = new HashMap<>(desk.operators());
        wanted.operators()
                .orElse(List.of())
                .forEach(o -> operators.put(o.name(), new Operator(o.name(), o.role(), now)));
        return new Desk(accounts, clients, operators, desk.tokens(), desk.certificates(), List.of());
    }

    private void account(DeskSheet.OfAccount wanted, Desk between) {
        DeskAccount live = desk.accounts().get(wanted.id());
        if (live == null) {
            newAccount(wanted, between);
            return;
        }
        if (!live.environment().equals(wanted.environment())) {
            draft.object("account " + wanted.id() + " is in " + live.environment() + " and cannot move to "
                    + wanted.environment() + ", for its keys are sealed to it; name a new account");
            return;
        }
        String subject = "account " + wanted.id();
        AccountPlans plans = new AccountPlans(desk, now);
        if (!sameBlocks(live.allowed(), wanted.allowed())) {
            draft.say(
                    Kind.CHANGE,
                    subject + " cidrs",
                    live.allowed() + " -> " + wanted.allowed(),
                    Widening.ofAddresses(live.allowed(), wanted.allowed()));
            draft.make(plans.setAddresses(wanted.id(), wanted.allowed()));
        }
        if (live.enabled() != wanted.enabled()) {
            draft.say(
                    Kind.CHANGE,
                    subject + " enabled",
                    live.enabled() + " -> " + wanted.enabled(),
                    Widening.ofEnabling(live.enabled(), wanted.enabled()));
            draft.make(plans.setEnabled(wanted.id(), wanted.enabled()));
        }
        if (!live.rules().equals(wanted.rules())) {
            draft.say(
                    Kind.CHANGE,
                    subject + " rules",
                    live.rules().text() + " -> " + wanted.rules().text(),
                    RulesWidening.of(live.rules(), wanted.rules()));
            draft.make(plans.setRules(wanted.id(), before -> wanted.rules()));
        }
    }

    /** The order of blocks in a list says nothing. */
    static boolean sameBlocks(AddressList one, AddressList other) {
        return new HashSet<>(one.blocks()).equals(new HashSet<>(other.blocks()));
    }

    private void newAccount(DeskSheet.OfAccount wanted, Desk between) {
        AccountId id = wanted.id();
        draft.say(
                Kind.ADD,
                "account " + id,
                "in " + wanted.environment() + ", from " + wanted.allowed() + (wanted.enabled() ? "" : ", disabled")
                        + SheetClients.rulesIn(wanted.rules()),
                Optional.empty());
        draft.make(new AccountPlans(desk, now).add(id, wanted.environment(), wanted.allowed(), environments));
        if (!wanted.enabled()) {
            draft.make(new AccountPlans(between, now).setEnabled(id, false));
        }
        if (!wanted.rules().isNone()) {
            draft.make(new AccountPlans(between, now).setRules(id, before -> wanted.rules()));
        }
        draft.leave("account " + id + " has no key yet: key put " + id + " --api-key K --secret-stdin");
    }

    /** @param after the desk without the grants that go */
    private void goneAccounts(List<DeskSheet.OfAccount> wanted, Desk after, boolean prunes) {
        AccountPlans plans = new AccountPlans(after, now);
        for (DeskAccount gone : missing(desk.accounts().values(), DeskAccount::id, wanted, DeskSheet.OfAccount::id)) {
            AccountId id = gone.id();
            List<DeskKey> live = keys.stream()
                    .filter(key -> key.isLive() && key.account().equals(id))
                    .toList();
            if (!prunes) {
                draft.keep("account " + id, "not in the file");
            } else if (!live.isEmpty()) {
                draft.keep(
                        "account " + id,
                        "not in the file, and it has the keys "
                                + live.stream().map(DeskKey::label).collect(Collectors.joining(", "))
                                + "; revoke them first: key revoke "
                                + live.get(0).id());
            } else {
                draft.remove("account " + id, "", plans.remove(id, List.of()));
            }
        }
    }

    private void operators(List<DeskSheet.OfOperator> wanted, Desk between, boolean prunes) {
        OperatorPlans plans = new OperatorPlans(desk, now);
        Set<OperatorName> admins = new HashSet<>();
        for (DeskSheet.OfOperator person : wanted) {
            operator(person, plans);
            if (person.role() == Role.ADMIN) {
                admins.add(person.name());
            }
        }
        for (Operator gone : missing(desk.operators().values(), Operator::name, wanted, DeskSheet.OfOperator::name)) {
            OperatorName name = gone.name();
            if (prunes) {
                draft.remove("operator " + name, "with all tokens", new OperatorPlans(between, now).remove(name));
            } else {
                draft.keep("operator " + name, "not in the file");
                if (gone.role() == Role.ADMIN) {
                    admins.add(name);
                }
            }
        }
        if (admins.stream().noneMatch(this::hasLiveToken)) {
            draft.object("operators: no admin with a token would be left, and nobody could make another; keep one");
        }
    }

    private void operator(DeskSheet.OfOperator wanted, OperatorPlans plans) {
        OperatorName name = wanted.name();
        Operator live = desk.operators().get(name);
        if (live == null) {
            draft.say(
                    Kind.ADD,
                    "operator " + name,
                    wanted.role().text(),
                    Optional.of("new operator " + wanted.role().text()));
            draft.make(plans.addWithoutToken(name, wanted.role()));
            draft.leave("operator " + name + " has no token yet: operator token " + name);
        } else if (live.role() != wanted.role()) {
            draft.say(
                    Kind.CHANGE,
                    "operator " + name + " role",
                    live.role().text() + " -> " + wanted.role().text(),
                    Widening.ofRole(live.role(), wanted.role()));
            draft.make(plans.setRole(name, wanted.role()));
        }
    }

    private boolean hasLiveToken(OperatorName name) {
        Token.Holder holder = new Token.Holder(TokenKind.OPERATOR, name.text());
        return desk.tokens().values().stream()
                .anyMatch(token ->
                        token.holder().equals(holder) && token.ended(now).isEmpty());
    }

    /** Those that are there and not wanted, in the order of their names. */
    static <T, K, W> List<T> missing(
            Collection<T> there, Function<T, K> nameOf, List<W> wanted, Function<W, K> nameIn) {
        Set<K> named = wanted.stream().map(nameIn).collect(Collectors.toSet());
        return there.stream()
                .filter(one -> !named.contains(nameOf.apply(one)))
                .sorted(Comparator.comparing(one -> nameOf.apply(one).toString()))
                .toList();
    }
}
