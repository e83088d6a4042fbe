package dev.portcullis.gate;

import dev.portcullis.admin.KeyHealth;
import dev.portcullis.budget.AccountKey;
import dev.portcullis.budget.Budgets;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.KeyPolicy;
import dev.portcullis.credential.KeyPolicy.WalletRights;
import dev.portcullis.metrics.Meters;
import dev.portcullis.upstream.ClockKeeper;
import java.time.Instant;
import java.time.InstantSource;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What follows from a key that is known or has become known: its account's rate tier, its expiry in the metrics, and
 * what those who trade with it are told.
 */
final class KeyEvents {
    private static final Logger LOG = LoggerFactory.getLogger(KeyEvents.class);

    private final Budgets budgets;
    private final Meters meters;
    private final ClockKeeper clocks;
    private final KeyHealth health;
    private final InstantSource wallClock;
    private final Consumer<CredentialFacts> alerts;

    /**
     * Nothing has been told yet.
     *
     * @param clocks keeps the time of every environment that has a key
     * @param alerts looks whether the key may do more than before
     */
    KeyEvents(
            Budgets budgets,
            Meters meters,
            ClockKeeper clocks,
            KeyHealth health,
            InstantSource wallClock,
            Consumer<CredentialFacts> alerts) {
        this.health = health;
        this.wallClock = wallClock;
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
        health.known(
                facts.id(),
                new KeyPolicy(WalletRights.ALLOWED).examine(facts.report().key(), wallClock.instant()));
        String label = facts.head().place().label();
        Instant expiresAt = facts.report().key().expiresAt();
        if (expiresAt == null) {
            meters.credentialWithoutExpiry(facts.account(), label);
        } else {
            meters.credentialExpiry(facts.account(), label, expiresAt.getEpochSecond());
        }
    }
}
