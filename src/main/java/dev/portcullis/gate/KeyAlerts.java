package dev.portcullis.gate;

import dev.portcullis.admin.KeyDrift;
import dev.portcullis.alert.AlertKind;
import dev.portcullis.alert.Alerts;
import dev.portcullis.alert.StandingConditions;
import dev.portcullis.bybit.KeyFacts;
import dev.portcullis.config.AlertSettings;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.model.CredentialId;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** Raises what is wrong with the keys: Bybit refuses one, one ends soon, one may do more than before. */
final class KeyAlerts {
    private static final Duration CALM = Duration.ofSeconds(10);

    /** Says what is wrong with a key, if anything. */
    @FunctionalInterface
    interface Troubles {
        Optional<String> of(CredentialId key);
    }

    private final CredentialBook book;
    private final Troubles troubles;
    private final Alerts alerts;
    private final Ground.Time time;
    private final Duration expiresWithin;
    private final StandingConditions unhealthy;
    private final StandingConditions expiring;
    private final Map<CredentialId, KeyFacts> knownLast = new HashMap<>();
    private final Map<CredentialId, KeyFacts> beforeWidening = new HashMap<>();

    KeyAlerts(CredentialBook book, Troubles troubles, Alerts alerts, Ground.Time time, AlertSettings settings) {
        this.book = book;
        this.troubles = troubles;
        this.alerts = alerts;
        this.time = time;
        this.expiresWithin = settings.keyExpiresWithin();
        this.unhealthy = new StandingConditions(alerts, AlertKind.KEY_UNHEALTHY, time.nanoTicker(), CALM);
        this.expiring = new StandingConditions(alerts, AlertKind.KEY_EXPIRING, time.nanoTicker(), Duration.ZERO);
    }

    /** Looks at every key that signs. */
    void look() {
        Map<String, String> troubled = new HashMap<>();
        Map<String, String> ending = new HashMap<>();
        book.list().stream()
                .filter(head -> head.state() == CredentialState.ACTIVE)
                .flatMap(head -> book.facts(head.id()).stream())
                .forEach(facts -> {
                    troubles.of(facts.id())
                            .ifPresent(trouble -> troubled.put(subject(facts), "key " + facts.id() + ": " + trouble));
                    whyEnding(facts).ifPresent(why -> ending.put(subject(facts), why));
                });
        unhealthy.are(troubled);
        expiring.are(ending);
    }

    private Optional<String> whyEnding(CredentialFacts facts) {
        Instant end = facts.report().key().expiresAt();
        boolean isNear =
                end != null && time.wallClock().instant().plus(expiresWithin).isAfter(end);
        return isNear ? Optional.of("key " + facts.id() + " stops working at Bybit on " + end) : Optional.empty();
    }

    /** Bybit has told what a key may do now. */
    synchronized void known(CredentialFacts facts) {
        KeyFacts now = facts.report().key();
        KeyFacts before = knownLast.put(facts.id(), now);
        List<String> wider = before == null ? List.of() : KeyDrift.widened(before, now);
        if (!wider.isEmpty()) {
            beforeWidening.putIfAbsent(facts.id(), before);
            alerts.raise(
                    AlertKind.KEY_WIDENED,
                    subject(facts),
                    "key " + facts.id() + " may do more at Bybit than before: " + String.join("; ", wider));
            return;
        }
        KeyFacts once = beforeWidening.get(facts.id());
        if (once != null && KeyDrift.widened(once, now).isEmpty()) {
            beforeWidening.remove(facts.id());
            alerts.clear(AlertKind.KEY_WIDENED, subject(facts));
        }
    }

    private static String subject(CredentialFacts facts) {
        return facts.account() + "/" + facts.head().place().label();
    }
}
