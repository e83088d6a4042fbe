package dev.portcullis.gate;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.budget.EnvironmentBudget;
import dev.portcullis.budget.WindowMeter;
import dev.portcullis.bybit.Environments;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.door.v1.AccountBudget;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.DeskAccount;
import dev.portcullis.identity.Grant;
import dev.portcullis.model.BudgetBound;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Picks, from all windows, those that bind one client on one account: the account's UID, the key that signs, the
 * client's own limits, and the address, which all accounts of an environment share. Nobody sees another client's.
 */
final class AccountWindows implements AccountBudget {
    private final Budgets budgets;
    private final CredentialBook credentials;
    private final Supplier<Environments> environments;

    AccountWindows(Budgets budgets, CredentialBook credentials, Supplier<Environments> environments) {
        this.budgets = budgets;
        this.credentials = credentials;
        this.environments = environments;
    }

    @Override
    public List<WindowMeter> windows(Client client, DeskAccount account) {
        Map<BudgetBound, List<String>> holders = holders(client, account);
        return budgets.meter().windows().stream()
                .filter(window -> holders.getOrDefault(window.id().bound(), List.of())
                        .contains(window.id().holder()))
                .toList();
    }

    /** What the windows that matter are called, by whose limit they are. */
    private Map<BudgetBound, List<String>> holders(Client client, DeskAccount account) {
        Optional<CredentialFacts> key = keyOf(client, account);
        return Map.of(
                BudgetBound.UID,
                key.map(facts -> new AccountKey(account.environment(), facts.uid()).toString()).stream()
                        .toList(),
                BudgetBound.KEY,
                key.map(facts -> facts.id().text()).stream().toList(),
                BudgetBound.CLIENT,
                List.of(client.id().text(), client.id() + " on " + account.id()),
                BudgetBound.ADDRESS,
                environments.get().find(account.environment()).stream()
                        .map(environment -> EnvironmentBudget.of(environment).egress())
                        .toList());
    }

    private Optional<CredentialFacts> keyOf(Client client, DeskAccount account) {
        return Optional.ofNullable(client.grants().get(account.id()))
                .map(Grant::credential)
                .flatMap(credentials::facts)
                .or(() -> credentials.active(account.id()));
    }
}
