package dev.portcullis.gate;

import dev.portcullis.budget.BudgetRules;
import dev.portcullis.budget.DeskLimit;
import dev.portcullis.budget.EnvironmentBudget;
import dev.portcullis.bybit.Environment;
import dev.portcullis.bybit.Environments;
import dev.portcullis.config.Settings;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialLimits;
import dev.portcullis.identity.Client;
import dev.portcullis.identity.Grant;
import dev.portcullis.identity.Registry;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.DeskLimits;
import dev.portcullis.model.EnvironmentId;
import java.util.Map;
import java.util.OptionalInt;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/** What the budgets go by: the configured environments, and the desk's limits with the configuration's as default. */
final class DeskBudgetRules implements BudgetRules {
    private final Map<EnvironmentId, EnvironmentBudget> environments;
    private final Settings.Budgets defaults;
    private final Registry registry;
    private final CredentialBook credentials;

    DeskBudgetRules(
            Environments environments, Settings.Budgets defaults, Registry registry, CredentialBook credentials) {
        this.environments = environments.all().stream()
                .collect(Collectors.toUnmodifiableMap(Environment::id, EnvironmentBudget::of));
        this.defaults = defaults;
        this.registry = registry;
        this.credentials = credentials;
    }

    @Override
    public Map<EnvironmentId, EnvironmentBudget> environments() {
        return environments;
    }

    @Override
    public DeskLimit ofCredential(CredentialId credential) {
        CredentialLimits own =
                credentials.facts(credential).map(CredentialFacts::limits).orElse(CredentialLimits.NONE);
        return own.equals(CredentialLimits.NONE)
                ? limit(defaults.credential())
                : limit(own.requestsPerSecond(), own.ordersPerSecond(), own.inFlight());
    }

    @Override
    public DeskLimit ofClient(ClientId client) {
        Client known = registry.desk().clients().get(client);
        return known == null || known.limits().equals(DeskLimits.NONE)
                ? limit(defaults.client())
                : limit(known.limits());
    }

    @Override
    public DeskLimit ofGrant(ClientId client, AccountId account) {
        Client known = registry.desk().clients().get(client);
        Grant grant = known == null ? null : known.grants().get(account);
        return grant == null ? DeskLimit.NONE : limit(grant.limits());
    }

    private static DeskLimit limit(DeskLimits limits) {
        return limit(limits.requestsPerSecond(), limits.ordersPerSecond(), limits.inFlight());
    }

    private static DeskLimit limit(
            @Nullable Integer requestsPerSecond, @Nullable Integer ordersPerSecond, @Nullable Integer inFlight) {
        return new DeskLimit(optional(requestsPerSecond), optional(ordersPerSecond), optional(inFlight));
    }

    private static OptionalInt optional(@Nullable Integer value) {
        return value == null ? OptionalInt.empty() : OptionalInt.of(value);
    }
}
