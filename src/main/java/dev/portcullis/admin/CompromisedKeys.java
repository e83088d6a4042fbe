package dev.portcullis.admin;

import dev.portcullis.bybit.KeyTrouble;
import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.CredentialId;
import dev.portcullis.upstream.KeyVerdict;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Asks Bybit every minute whether a key that somebody else may hold still lives there, for only its owner can delete
 * it; once Bybit does not know it any more (10003), its secret is wiped here too. Which keys these are stands in the
 * store.
 */
public final class CompromisedKeys {
    private static final Logger LOG = LoggerFactory.getLogger(CompromisedKeys.class);
    private static final Duration BETWEEN_PROBES = Duration.ofMinutes(1);

    private final CredentialBook book;
    private final KeyQuestions questions;
    private final AskingPace pace;
    private final Ledger ledger;
    private final InstantSource clock;
    private final Map<CredentialId, Long> askedAtMillis = new ConcurrentHashMap<>();

    /** Asks at the pace that all questions about keys share. */
    public CompromisedKeys(
            CredentialBook book, KeyQuestions questions, AskingPace pace, Ledger ledger, InstantSource clock) {
        this.book = book;
        this.questions = questions;
        this.pace = pace;
        this.ledger = ledger;
        this.clock = clock;
    }

    /** Asks about those whose turn it is; to be called every second, always from the same thread. */
    public Future<Void> round() {
        List<Future<Void>> asked = book.compromised().stream()
                .filter(this::isDue)
                .filter(facts -> pace.take(facts.environment()))
                .map(this::ask)
                .toList();
        return Future.join(asked).mapEmpty();
    }

    private boolean isDue(CredentialFacts facts) {
        Long asked = askedAtMillis.get(facts.id());
        return asked == null || clock.millis() - asked >= BETWEEN_PROBES.toMillis();
    }

    private Future<Void> ask(CredentialFacts facts) {
        askedAtMillis.put(facts.id(), clock.millis());
        return book.probe(facts.id(), signer -> questions.about(facts, signer))
                .compose(verdict -> told(facts.id(), verdict))
                .onFailure(failed -> LOG.warn("compromised key {} could not be asked about", facts.id(), failed));
    }

    private Future<Void> told(CredentialId id, KeyVerdict verdict) {
        if (isGone(verdict)) {
            ledger.note(
                    new LedgerRecord.Admin("gate", "key wipe", id.text(), "compromised, and gone from Bybit (10003)"));
            return book.revoke(id)
                    .onSuccess(
                            wiped -> LOG.info("compromised key {} is gone from Bybit: its secret is wiped here", id));
        }
        if (!(verdict instanceof KeyVerdict.Unanswered)) {
            LOG.error("compromised key {} still lives at Bybit: delete it there now", id);
        }
        return Future.succeededFuture();
    }

    private static boolean isGone(KeyVerdict verdict) {
        return verdict instanceof KeyVerdict.Refused refused
                && KeyTrouble.ofRetCode(refused.retCode()).equals(Optional.of(KeyTrouble.UNKNOWN));
    }
}
