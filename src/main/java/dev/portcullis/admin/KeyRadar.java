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
import dev.portcullis.model.EnvironmentId;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Bybit about the keys without being told to: about each after the start and then daily, about unhealthy ones
 * every minute, never faster than its pace. What has changed is written down, for a key that gains rights may be in
 * other hands.
 */
public final class KeyRadar {
    private static final Logger LOG = LoggerFactory.getLogger(KeyRadar.class);
    private static final String BY = "gate";
    private static final Duration DAILY = Duration.ofDays(1);
    private static final Duration SOON = Duration.ofMinutes(1);

    private final CredentialBook book;
    private final KeyQuestions questions;
    private final AskingPace pace;
    private final KeyHealth health;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Consumer<CredentialFacts> whenKnown;
    private final Map<CredentialId, Long> dueAtMillis = new ConcurrentHashMap<>();
    private final Set<CredentialId> asking = ConcurrentHashMap.newKeySet();

    /** How the radar asks. */
    public record Asking(KeyQuestions questions, AskingPace pace) {}

    /** @param whenKnown told of every key that was asked about, for budgets and metrics follow it */
    public KeyRadar(
            CredentialBook book,
            Asking asking,
            KeyHealth health,
            Ledger ledger,
            InstantSource clock,
            Consumer<CredentialFacts> whenKnown) {
        this.book = book;
        this.questions = asking.questions();
        this.pace = asking.pace();
        this.health = health;
        this.ledger = ledger;
        this.clock = clock;
        this.whenKnown = whenKnown;
    }

    /** Asks about the keys whose turn it is, as many as the pace allows; to be called every second. */
    public Future<Void> round() {
        List<Future<Void>> asked = new ArrayList<>();
        Set<EnvironmentId> exhausted = new HashSet<>();
        for (CredentialFacts facts : due()) {
            if (exhausted.contains(facts.environment())) {
                continue;
            }
            if (pace.take(facts.environment())) {
                asked.add(ask(facts));
            } else {
                exhausted.add(facts.environment());
            }
        }
        return Future.join(asked).mapEmpty();
    }

    /** Those never asked about first, then those that have waited longest. */
    private List<CredentialFacts> due() {
        long now = clock.millis();
        return book.list().stream()
                .filter(head -> head.state() == CredentialState.ACTIVE && !asking.contains(head.id()))
                .filter(head -> now >= dueAt(head.id()))
                .flatMap(head -> book.facts(head.id()).stream())
                .sorted(Comparator.comparingLong(facts -> dueAt(facts.id())))
                .toList();
    }

    /** An unhealthy key is looked at soon, however lately all was well with it. */
    private long dueAt(CredentialId id) {
        long due = dueAtMillis.getOrDefault(id, 0L);
        return health.of(id).isPresent() ? Math.min(due, due - DAILY.toMillis() + SOON.toMillis()) : due;
    }

    private Future<Void> ask(CredentialFacts known) {
        asking.add(known.id());
        return book.signer(known.id())
                .compose(signer -> questions.about(known, signer))
                .compose(verdict -> told(known, verdict))
                .onFailure(failed -> LOG.warn("key {} could not be looked after", known.id(), failed))
                .onComplete(done -> asking.remove(known.id()));
    }

    private Future<Void> told(CredentialFacts known, KeyVerdict verdict) {
        if (verdict instanceof KeyVerdict.Works works) {
            dueAtMillis.put(known.id(), clock.millis() + DAILY.toMillis());
            return works(known, works.facts());
        }
        dueAtMillis.put(known.id(), clock.millis() + SOON.toMillis());
        if (verdict instanceof KeyVerdict.Refused refused) {
            KeyTrouble.ofRetCode(refused.retCode())
                    .map(trouble -> new KeyTrouble.Told(trouble, refused.cause(), refused.remedy()))
                    .ifPresent(told -> refused(known, told));
        }
        return Future.succeededFuture();
    }

    private void refused(CredentialFacts known, KeyTrouble.Told told) {
        health.refused(known.id(), told, known.report().key().rights());
        LOG.error("key {} is unhealthy: {}", known.id(), told.sentence());
    }

    private Future<Void> works(CredentialFacts known, KeyFacts now) {
        health.examined(known.id(), now, clock.millis());
        KeyDrift.between(known.report().key(), now).forEach(change -> {
            LOG.warn("key {} has changed at Bybit: {}", known.id(), change);
            ledger.note(new LedgerRecord.Admin(BY, "key changed", known.id().text(), change));
        });
        return book.renew(known.id(), new KeyReport(now, clock.millis()))
                .onSuccess(whenKnown::accept)
                .mapEmpty();
    }
}
