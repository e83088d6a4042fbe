package dev.portcullis.gate;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.metrics.Meters;
import java.time.Instant;

/** What follows from a key that is known or has become known: its account's rate tier, and its expiry in the metrics. */
final class KeyEvents {
    private final Budgets budgets;
    private final Meters meters;

    KeyEvents(Budgets budgets, Meters meters) {
        this.budgets = budgets;
        this.meters = meters;
    }

    void known(CredentialFacts facts) {
        budgets.tier(
                new AccountKey(facts.environment(), facts.uid()),
                facts.report().key().owner().tier());
        String label = facts.head().place().label();
        Instant expiresAt = facts.report().key().expiresAt();
        if (expiresAt == null) {
            meters.credentialWithoutExpiry(facts.account(), label);
        } else {
            meters.credentialExpiry(facts.account(), label, expiresAt.getEpochSecond());
        }
    }
}
