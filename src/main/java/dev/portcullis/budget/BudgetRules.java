package dev.portcullis.budget;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import java.util.Map;

/** What the configuration and the desk allow, answered from memory; call {@link Budgets#rules} after a change. */
public interface BudgetRules {
    /** How calls to each configured environment are counted. */
    Map<EnvironmentId, EnvironmentBudget> environments();

    /** The desk's limit for one key. */
    DeskLimit ofCredential(CredentialId credential);

    /** The desk's limit for one client over all accounts. */
    DeskLimit ofClient(ClientId client);

    /** The desk's limit for one client on one account. */
    DeskLimit ofGrant(ClientId client, AccountId account);
}
