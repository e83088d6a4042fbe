package dev.portcullis.admin;

import dev.portcullis.credential.CredentialBook;
import dev.portcullis.credential.CredentialHead;
import dev.portcullis.credential.CredentialState;
import dev.portcullis.ledger.Ledger;
import dev.portcullis.ledger.LedgerRecord;
import dev.portcullis.model.CredentialId;
import dev.portcullis.model.AccountId;
import dev.portcullis.model.EnvironmentId;
import java.time.Duration;
import java.time.InstantSource;
import java.util.HashMap;
import java.util.Map;
import java.util.function.Supplier;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Wipes the secrets of keys that were replaced: once their overlap has passed, and no order of their account has an
 * outcome that nobody knows yet. When a key began to retire stands in the store, so a restart changes nothing.
 */
public final class RetiringKeys {
    private static final Logger LOG = LoggerFactory.getLogger(RetiringKeys.class);
    private static final Duration BETWEEN_TRIES = Duration.ofMinutes(1);

    private final CredentialBook book;
    private final OpenOrders open;
    private final Ledger ledger;
    private final Supplier<Duration> overlap;
    private final InstantSource clock;
    private final Map<CredentialId, Long> triedAtMillis = new HashMap<>();

    /** Counts the orders of an account whose outcome nobody knows yet. */
    public interface OpenOrders {
        /** How many there are now. */
        int count(EnvironmentId environment, AccountId account);
    }

    /** @param overlap how long a replaced key is kept */
    public RetiringKeys(
            CredentialBook book, OpenOrders open, Ledger ledger, Supplier<Duration> overlap, InstantSource clock) {
        this.book = book;
        this.open = open;
        this.ledger = ledger;
        this.overlap = overlap;
        this.clock = clock;
    }

    /** Wipes those whose time has come; to be called every second, always from the same thread. */
    public void round() {
        book.list().stream()
                .filter(head -> head.state() == CredentialState.RETIRING)
                .filter(this::hasServed)
                .forEach(this::wipe);
    }

    private boolean hasServed(CredentialHead head) {
        long now = clock.millis();
        long sinceMillis = head.stage().changedAtMillis();
        Long tried = triedAtMillis.get(head.id());
        return now - sinceMillis >= overlap.get().toMillis()
                && (tried == null || now - tried >= BETWEEN_TRIES.toMillis())
                && open.count(head.place().environment(), head.place().account()) == 0;
    }

    private void wipe(CredentialHead head) {
        triedAtMillis.put(head.id(), clock.millis());
        ledger.note(new LedgerRecord.Admin(
                "gate", "key wipe", head.id().text(), "it was replaced, and its overlap has passed"));
        book.revoke(head.id())
                .onSuccess(wiped -> LOG.info(
                        "key {} was replaced and its overlap has passed: its secret is wiped here; delete it at Bybit",
                        head.id()))
                .onFailure(failed -> LOG.warn("key {} signs no more, but its secret was not wiped", head.id(), failed));
    }
}
