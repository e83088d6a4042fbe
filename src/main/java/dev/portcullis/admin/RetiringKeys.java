package dev.portcullis.admin;

import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.EnvironmentId;
import io.vertx.core.Future;
import java.time.Duration;
import java.time.InstantSource;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Ends rotations: the secret of a replaced key is wiped once its overlap has passed and no order of its account has an
 * outcome that nobody knows yet; until then it takes its place back when Bybit refuses the new one. When a key began to
 * retire stands in the store, so a restart changes nothing; what a restart left half put in is wiped too.
 */
public final class RetiringKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RetiringKeys.class);
    private static final String BY = "gate";
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final CredentialBook book;
    private final OpenOrders open;
    private final KeyHealth health;
    private final Ledger ledger;
    private final Supplier<Duration> overlap;
    private final InstantSource clock;
    private final Map<CredentialId, Long> triedAtMillis = new ConcurrentHashMap<>();

    /** Counts the orders of an account whose outcome nobody knows yet. */
    public interface OpenOrders {
        /** How many there are now. */
        int count(EnvironmentId environment, AccountId account);
    }

    /** @param overlap how long a replaced key is kept */
    public RetiringKeys(
            CredentialBook book,
            OpenOrders open,
            KeyHealth health,
            Ledger ledger,
            Supplier<Duration> overlap,
            InstantSource clock) {
        this.book = book;
        this.open = open;
        this.health = health;
        this.ledger = ledger;
        this.overlap = overlap;
        this.clock = clock;
    }

    /** Looks at every key that is on its way in or out; to be called every second, always from the same thread. */
    public void round() {
        book.list().forEach(head -> {
            if (head.state() == CredentialState.RETIRING) {
                retiring(head);
            } else if (head.state() == CredentialState.STAGED && isOver(head)) {
                inTime(head, () -> wipe(head, "it was put in half, and never signed"));
            }
        });
    }

    private void retiring(CredentialHead head) {
        Optional<CredentialFacts> suspended = suspendedSuccessor(head);
        if (suspended.isPresent()) {
            inTime(head, () -> takeBack(head, suspended.get()));
        } else if (isOver(head)
                && open.count(head.place().environment(), head.place().account()) == 0) {
            inTime(head, () -> wipe(head, "it was replaced, and its overlap has passed"));
        }
    }

    private boolean isOver(CredentialHead head) {
        return clock.millis() - head.stage().changedAtMillis() >= overlap.get().toMillis();
    }

    /** The key in its place, when Bybit refuses that one and has nothing against this one. */
    private Optional<CredentialFacts> suspendedSuccessor(CredentialHead head) {
        if (health.of(head.id()).isPresent()) {
            return Optional.empty();
        }
        return book.active(head.place().account(), head.place().label())
                .filter(next ->
                        next.head().stage().createdAtMillis() > head.stage().createdAtMillis())
                .filter(next ->
                        health.of(next.id()).map(KeyHealth.Illness::suspends).orElse(false));
    }

    private void inTime(CredentialHead head, Supplier<Future<?>> step) {
        long now = clock.millis();
        Long tried = triedAtMillis.get(head.id());
        if (tried == null || now - tried >= BETWEEN_TRIES.toMillis()) {
            triedAtMillis.put(head.id(), now);
            step.get()
                    .onSuccess(done -> triedAtMillis.remove(head.id()))
                    .onFailure(failed -> LOG.warn("key {} could not be brought forward", head.id(), failed));
        }
    }

    private Future<?> takeBack(CredentialHead head, CredentialFacts next) {
        String why = health.of(next.id()).map(KeyHealth.Illness::what).orElse("Bybit refuses it");
        ledger.note(new LedgerRecord.Admin(BY, "key rotate undone", head.id().text(), next.id() + " is " + why));
        LOG.error("key {} signs again in place of {}, which is {}", head.id(), next.id(), why);
        return book.activate(head.id());
    }

    private Future<?> wipe(CredentialHead head, String why) {
        ledger.note(new LedgerRecord.Admin(BY, "key wipe", head.id().text(), why));
        return book.revoke(head.id())
                .onSuccess(wiped -> LOG.info("key {} is wiped here, for {}: delete it at Bybit", head.id(), why));
    }
}
