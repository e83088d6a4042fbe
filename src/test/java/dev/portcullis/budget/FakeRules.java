package dev.portcullis.budget;

import dev.portcullis.bybit.AddressLimit;
import dev.portcullis.bybit.Limits;
import dev.portcullis.bybit.TierRule;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;

/** Rules that a test writes down; an empty one is Bybit as documented, and a desk without limits of its own. */
final class FakeRules implements BudgetRules {
    static final EnvironmentId MAINNET = new EnvironmentId("mainnet");
    static final EnvironmentId TESTNET = new EnvironmentId("testnet");

    final Map<EnvironmentId, EnvironmentBudget> environments = new HashMap<>();
    final Map<CredentialId, DeskLimit> credentials = new HashMap<>();
    final Map<ClientId, DeskLimit> clients = new HashMap<>();
    final Map<String, DeskLimit> grants = new HashMap<>();

    FakeRules() {
        environments.put(MAINNET, new EnvironmentBudget("bybit", Limits.BYBIT));
        environments.put(TESTNET, new EnvironmentBudget("bybit-testnet", Limits.BYBIT));
    }

    FakeRules mainnet(AddressLimit address, TierRule tier) {
        Limits limits = new Limits(address, tier, Duration.ofMinutes(10));
        environments.put(MAINNET, new EnvironmentBudget("bybit", limits));
        return this;
    }

    @Override
    public Map<EnvironmentId, EnvironmentBudget> environments() {
        return environments;
    }

    @Override
    public DeskLimit ofCredential(CredentialId credential) {
        return credentials.getOrDefault(credential, DeskLimit.NONE);
    }

    @Override
    public DeskLimit ofClient(ClientId client) {
        return clients.getOrDefault(client, DeskLimit.NONE);
    }

    @Override
    public DeskLimit ofGrant(ClientId client, AccountId account) {
        return grants.getOrDefault(client + " " + account, DeskLimit.NONE);
    }
}
