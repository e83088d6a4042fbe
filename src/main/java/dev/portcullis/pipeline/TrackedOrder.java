package dev.portcullis.pipeline;

import dev.portcullis.model.Answer;
import dev.portcullis.model.Category;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.Fingerprint;
import dev.portcullis.model.OrderId;
import dev.portcullis.model.OrderNames;
import dev.portcullis.model.RequestId;
import dev.portcullis.model.Side;
import dev.portcullis.model.Symbol;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * One create that passed this gate, from its claim of an orderLinkId on: whose it is, what was asked, and what is
 * certain about it. Its fields change only under the lock of its account's {@link AccountOrders}.
 */
final class TrackedOrder {
    /** What was asked for, as far as adoption and replays compare it, and by which names. */
    record Terms(
            ClientId owner, Fingerprint fingerprint, Category category, Symbol symbol, Side side, OrderNames names) {}

    /** Which call created it, and which of its orders it was. */
    record Create(RequestId requestId, int child) {}

    private final OrderKey key;
    private final Terms terms;
    private final Create create;
    private final Promise<Answer> firstAnswer = Promise.promise();
    private final Promise<Optional<Settlement>> settled = Promise.promise();
    private volatile @Nullable Passage passage;
    private @Nullable Fence fence;
    private long intentMillis;
    private @Nullable Settlement settlement;
    private boolean freed;
    private volatile long recordedAt;

    /**
     * @param passage how its create travels, let go of with its outcome; null for an order read back from the ledger
     */
    TrackedOrder(OrderKey key, Terms terms, Create create, @Nullable Passage passage) {
        this.key = key;
        this.terms = terms;
        this.create = create;
        this.passage = passage;
    }

    OrderKey key() {
        return key;
    }

    Terms terms() {
        return terms;
    }

    Create create() {
        return create;
    }

    /** The answer of the call that claimed it; completes on any thread. */
    Future<Answer> firstAnswer() {
        return firstAnswer.future();
    }

    void answered(Answer answer) {
        firstAnswer.tryComplete(answer);
    }

    /**
     * Completes when nothing is open about the create: with what it became, or with empty when it was refused and its
     * orderLinkId is free again. Unresolved does not complete it.
     */
    Future<Optional<Settlement>> settledForGood() {
        return settled.future();
    }

    synchronized void intended(Fence newFence, long atMillis) {
        fence = newFence;
        intentMillis = atMillis;
    }

    synchronized Optional<Fence> fence() {
        return Optional.ofNullable(fence);
    }

    /** When its intent was made, in UTC milliseconds of the exchange; 0 before. */
    synchronized long intentMillis() {
        return intentMillis;
    }

    synchronized Optional<Settlement> settlement() {
        return Optional.ofNullable(settlement);
    }

    /** Bybit's id once it is known. */
    Optional<OrderId> orderId() {
        return settlement().flatMap(s -> s instanceof Settlement.Placed placed ? placed.orderId() : Optional.empty());
    }

    /** Whether it has departed and nothing is certain yet. */
    boolean isOpenQuestion() {
        Passage way = passage;
        if (isUndecided()) {
            return way != null && way.hasDeparted();
        }
        return settlement().filter(Settlement.Unresolved.class::isInstance).isPresent();
    }

    synchronized boolean isSettledForGood() {
        return settlement != null && !(settlement instanceof Settlement.Unresolved);
    }

    /** Whether its first call has left nothing behind yet: no settlement, and its orderLinkId is not free again. */
    synchronized boolean isUndecided() {
        return settlement == null && !freed;
    }

    /**
     * Writes down what is certain.
     *
     * @return false when that was already written, or the order was freed, and cannot change
     */
    boolean settle(Settlement now) {
        synchronized (this) {
            if (freed || isSettledForGood()) {
                return false;
            }
            settlement = now;
        }
        passage = null;
        if (!(now instanceof Settlement.Unresolved)) {
            settled.tryComplete(Optional.of(now));
        }
        return true;
    }

    /** The number of the record of what it became for good; 0 while that is not on disk. */
    long recordedAt() {
        return recordedAt;
    }

    void recordedAt(long seq) {
        recordedAt = seq;
    }

    /** The create was refused or never sent; nobody waits for it any more. */
    void freed() {
        synchronized (this) {
            freed = true;
        }
        passage = null;
        settled.tryComplete(Optional.empty());
    }
}
