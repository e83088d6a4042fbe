package dev.portcullis.admin;

import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.credential.KeyReport;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.CredentialId;
import dev.portcullis.upstream.KeyInquiry;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Comparator;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Bybit about the keys without being told to: about each after the start and then daily, about unhealthy ones
 * every minute. At most one key is asked about in a round, so that the radar takes two requests a second from the
 * address's budget, under two in a hundred. What has changed is written down, for a key that gains rights may be in
 * other hands.
 */
public final class KeyRadar {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRadar.class);
    private static final String BY = "gate";
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration UNHEALTHY = Duration.ofMinutes(1);

    private final CredentialBook book;
    private final KeyInquiry inquiry;
    private final KeyHealth health;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Consumer<CredentialFacts> whenKnown;
    private final Map<CredentialId, Long> askedAtMillis = new HashMap<>();
    private volatile boolean asking;

    /** @param whenKnown told of every key that was asked about, for budgets and metrics follow it */
    public KeyRadar(
            CredentialBook book,
            KeyInquiry inquiry,
            KeyHealth health,
            Ledger ledger,
            InstantSource clock,
            Consumer<CredentialFacts> whenKnown) {
        this.book = book;
        this.inquiry = inquiry;
        this.health = health;
        this.ledger = ledger;
        this.clock = clock;
        this.whenKnown = whenKnown;
    }

    /** Asks about the one key whose turn it is most; to be called every second, always from the same thread. */
    public Future<Void> round() {
        Optional<CredentialFacts> due = asking ? Optional.empty() : mostDue();
        if (due.isEmpty()) {
            return Future.succeededFuture();
        }
        asking = true;
        askedAtMillis.put(due.get().id(), clock.millis());
        return ask(due.get())
                .onFailure(failed ->
                        LOG.warn("key {} could not be looked after", due.get().id(), failed))
                .onComplete(done -> asking = false);
    }

    private Optional<CredentialFacts> mostDue() {
        return book.list().stream()
                .filter(head -> head.state() == CredentialState.ACTIVE)
                .flatMap(head -> book.facts(head.id()).stream())
                .filter(facts -> clock.millis() >= dueMillis(facts.id()))
                .min(Comparator.comparingLong(facts -> dueMillis(facts.id())));
    }

    private long dueMillis(CredentialId id) {
        Long asked = askedAtMillis.get(id);
        if (asked == null) {
            return 0;
        }
        return asked + (health.of(id).isPresent() ? UNHEALTHY : DAILY).toMillis();
    }

    private Future<Void> ask(CredentialFacts known) {
        return book.signer(known.id())
                .compose(signer -> inquiry.about(signer, known.environment()))
                .compose(verdict -> told(known, verdict));
    }

    private Future<Void> told(CredentialFacts known, KeyVerdict verdict) {
        if (verdict instanceof KeyVerdict.Works works) {
            return works(known, works.facts());
        }
        if (verdict instanceof KeyVerdict.Refused refused) {
            KeyTrouble.ofOrders(refused.retCode(), known.environment())
                    .ifPresent(trouble -> refused(known.id(), trouble));
        }
        return Future.succeededFuture();
    }

    private void refused(CredentialId id, KeyTrouble trouble) {
        health.refused(id, trouble);
        LOG.error("key {} is unhealthy: {}; {}", id, trouble.cause(), trouble.remedy());
    }

    private Future<Void> works(CredentialFacts known, KeyFacts now) {
        health.examined(known.id(), now);
        KeyDrift.between(known.report().key(), now).forEach(change -> {
            LOG.warn("key {} has changed at Bybit: {}", known.id(), change);
            ledger.note(new LedgerRecord.Admin(BY, "key changed", known.id().text(), change));
        });
        return book.renew(known.id(), new KeyReport(now, clock.millis()))
                .onSuccess(whenKnown::accept)
                .mapEmpty();
    }
}
