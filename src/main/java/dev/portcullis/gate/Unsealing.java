package dev.portcullis.gate;

import dev.portcullis.credential.CredentialFacts;
import dev.portcullis.credential.Keyring;
import dev.portcullis.credential.UnreadableCredential;
import io.vertx.core.Future;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.function.Consumer;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Opens a gate that was started without its master key as soon as it can be had: asks again and again, each time after
 * a longer pause, and reads the sealed keys once it is there. Until then the gate serves what needs no key.
 */
final class Unsealing {
    private static final Logger LOG = LoggerFactory.getLogger(Unsealing.class);
    private static final long FIRST_PAUSE_NANOS = TimeUnit.SECONDS.toNanos(1);
    private static final long PAUSE_NANOS_MAX = TimeUnit.SECONDS.toNanos(30);

    private final Inside inside;
    private final Consumer<CredentialFacts> whenKnown;
    private volatile boolean ended;

    /** @param whenKnown told of every key that opens late, for budgets and metrics follow it */
    Unsealing(Inside inside, Consumer<CredentialFacts> whenKnown) {
        this.inside = inside;
        this.whenKnown = whenKnown;
    }

    /** Why keys that are sealed do not open now, one sentence each; empty when nothing waits for a master key. */
    static List<String> waitingFor(Inside inside) {
        boolean open = !isAnyWaiting(inside) && ring(inside).currentId().isPresent();
        if (open) {
            return List.of();
        }
        List<String> missing = ring(inside).missing();
        return missing.isEmpty()
                ? List.of("the keeper of the master key did not open every key; the gate asks again")
                : missing;
    }

    private static boolean isAnyWaiting(Inside inside) {
        return inside.credentials().unreadable().stream().anyMatch(UnreadableCredential::waits);
    }

    private static Keyring ring(Inside inside) {
        return inside.ground().desk().masterKeys().ring();
    }

    /** Begins to ask, where anything is missing. */
    Unsealing begin() {
        List<String> missing = waitingFor(inside);
        if (!missing.isEmpty()) {
            LOG.warn("the gate starts sealed and refuses orders until its master key comes: {}", missing);
        }
        inside.ground().time().timers().after(FIRST_PAUSE_NANOS, () -> round(FIRST_PAUSE_NANOS));
        return this;
    }

    private void round(long pausedNanos) {
        if (ended) {
            return;
        }
        if (isComplete()) {
            again(FIRST_PAUSE_NANOS);
            return;
        }
        ring(inside)
                .tryAgain()
                .compose(came -> came || isAnyWaiting(inside) ? open() : Future.succeededFuture())
                .onFailure(failed -> LOG.warn("the master key cannot be used: {}", failed.getMessage()))
                .onComplete(done -> again(nextPause(pausedNanos)));
    }

    private void again(long pauseNanos) {
        inside.ground().time().timers().after(pauseNanos, () -> round(pauseNanos));
    }

    private long nextPause(long pausedNanos) {
        return isComplete() ? FIRST_PAUSE_NANOS : Math.min(2 * pausedNanos, PAUSE_NANOS_MAX);
    }

    private boolean isComplete() {
        return ring(inside).missing().isEmpty() && !isAnyWaiting(inside);
    }

    private Future<Void> open() {
        return inside.credentials()
                .reload()
                .compose(read -> inside.registry().reload())
                .onSuccess(desk -> tell())
                .mapEmpty();
    }

    private void tell() {
        inside.credentials()
                .list()
                .forEach(head -> inside.credentials().facts(head.id()).ifPresent(whenKnown));
        if (waitingFor(inside).isEmpty()) {
            LOG.info("the master key has come: the gate is open");
        }
    }

    /** Asks no more. */
    void end() {
        ended = true;
    }
}
