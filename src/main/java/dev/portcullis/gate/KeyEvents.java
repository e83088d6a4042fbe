package dev.portcullis.gate;

import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.metrics.Meters;
import dev.portcullis.upstream.ClockKeeper;
import java.time.Instant;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a key that is known or has become known: its account's rate tier, and its expiry in the metrics.
 */
final class KeyEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEvents.class);

    private final Budgets budgets;
    private final Meters meters;
    private final ClockKeeper clocks;
    private final Consumer<CredentialFacts> alerts;

    /**
     * @param clocks keeps the time of every environment that has a key
     * @param alerts looks whether the key may do more than before
     */
    KeyEvents(Budgets budgets, Meters meters, ClockKeeper clocks, Consumer<CredentialFacts> alerts) {
        this.alerts = alerts;
        this.clocks = clocks;
        this.budgets = budgets;
        this.meters = meters;
    }

    void known(CredentialFacts facts) {
        alerts.accept(facts);
        clocks.keep(facts.environment())
                .onFailure(unknown -> LOG.warn("{}; the gate asks again every second", unknown.getMessage()));
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
