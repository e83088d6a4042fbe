package dev.portcullis.risk;

import dev.portcullis.model.AccountId;
import dev.portcullis.model.ClientId;
import dev.portcullis.model.EndpointKind;
import dev.portcullis.model.Rejection;
import dev.portcullis.model.Symbol;
import io.vertx.core.Future;
import java.time.InstantSource;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * The halts that stand. A check reads one immutable picture and never waits. A halt counts before it is saved and a
 * lifted one until that is saved, so that a trouble of the store errs on the side of standing still.
 */
public final class Halts {
    private final HaltStore store;
    private final InstantSource wallClock;
    private final List<Consumer<Halt>> listeners = new CopyOnWriteArrayList<>();
    private final Object changes = new Object();
    private Future<Void> lastSaved = Future.succeededFuture();
    private volatile Map<HaltScope, Halt> standing;

    private Halts(HaltStore store, InstantSource wallClock, Map<HaltScope, Halt> standing) {
        this.store = store;
        this.wallClock = wallClock;
        this.standing = standing;
    }

    /** The halts that were saved; fails when they cannot be read, for nothing may trade then. */
    public static Future<Halts> load(HaltStore store, InstantSource wallClock) {
        return store.all().map(saved -> new Halts(store, wallClock, byScope(saved)));
    }

    /**
     * Whether a call may pass. For a batch, asked for each of its orders.
     *
     * @param symbol null when the call names none
     * @param reduceOnly whether the body has the literal {@code "reduceOnly":true}, and is not of spot, where Bybit
     *     knows no such word (docs:v5/order/create-order)
     * @return the refusal, by the strictest halt that fits; empty when the call may pass
     */
    public Optional<Rejection.Halted> check(
            ClientId client, AccountId account, @Nullable Symbol symbol, EndpointKind kind, boolean reduceOnly) {
        Halt strictest = null;
        for (Halt halt : standing.values()) {
            if (halt.scope().covers(client, account, symbol)
                    && !halt.mode().lets(kind, reduceOnly)
                    && (strictest == null || halt.mode().compareTo(strictest.mode()) > 0)) {
                strictest = halt;
            }
        }
        return strictest == null ? Optional.empty() : Optional.of(new Rejection.Halted(strictest.inWords()));
    }

    /**
     * Halts at once, in place of an earlier halt of the same scope.
     *
     * @return completes when the halt is saved too; when saving fails, the halt stands until the process ends
     */
    public Future<Halt> set(HaltScope scope, HaltMode mode, String operator, String reason) {
        Halt halt = new Halt(scope, mode, operator, reason, wallClock.instant());
        Future<Void> saved;
        synchronized (changes) {
            Map<HaltScope, Halt> next = new HashMap<>(standing);
            next.put(scope, halt);
            standing = Map.copyOf(next);
            saved = afterEarlierChanges(() -> store.put(halt));
        }
        listeners.forEach(listener -> listener.accept(halt));
        return saved.map(halt);
    }

    /**
     * Lifts the halt of exactly that scope, once that is saved. Halts of wider or narrower scopes stay.
     *
     * @return the halt that stood; empty when there was none, or when it was set anew in the meantime and so stays
     */
    public Future<Optional<Halt>> lift(HaltScope scope) {
        synchronized (changes) {
            Halt halt = standing.get(scope);
            if (halt == null) {
                return Future.succeededFuture(Optional.empty());
            }
            return afterEarlierChanges(() -> store.remove(scope)).map(removed -> forget(halt));
        }
    }

    /** All halts that stand, in no order. */
    public Collection<Halt> standing() {
        return standing.values();
    }

    /** Calls {@code listener} after each new halt, on the thread that set it; what waits in a line leaves it so. */
    public void whenHalted(Consumer<Halt> listener) {
        listeners.add(listener);
    }

    private Optional<Halt> forget(Halt halt) {
        synchronized (changes) {
            if (!halt.equals(standing.get(halt.scope()))) {
                return Optional.empty();
            }
            Map<HaltScope, Halt> next = new HashMap<>(standing);
            next.remove(halt.scope());
            standing = Map.copyOf(next);
            return Optional.of(halt);
        }
    }

    /** Changes reach the store in the order in which they were made, even after one that failed. */
    private Future<Void> afterEarlierChanges(Supplier<Future<Void>> change) {
        Future<Void> saved = lastSaved.transform(earlier -> change.get());
        lastSaved = saved;
        return saved;
    }

    private static Map<HaltScope, Halt> byScope(List<Halt> halts) {
        Map<HaltScope, Halt> map = new HashMap<>();
        halts.forEach(halt -> map.put(halt.scope(), halt));
        return Map.copyOf(map);
    }
}
