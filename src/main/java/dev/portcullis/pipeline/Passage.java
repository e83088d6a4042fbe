package dev.portcullis.pipeline;

import dev.portcullis.budget.Place;
import dev.portcullis.budget.Turn;
import dev.portcullis.model.Call;
import dev.portcullis.model.DeparturePass;
import dev.portcullis.model.Rejection;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.LongSupplier;
import java.util.function.Supplier;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/**
 * One call's way from arrival to departure. It is waiting, then departed or dropped, and one atomic step decides
 * which: a cancel, a halt, a deadline and the write itself all race for it, and the losers change nothing (design
 * invariant 5).
 */
final class Passage implements DeparturePass {
    private sealed interface State {
        record Waiting() implements State {}

        record Departed() implements State {}

        record Dropped(String why) implements State {}
    }

    private static final State WAITING = new State.Waiting();
    private static final State DEPARTED = new State.Departed();

    private final Call call;
    private final LongSupplier nanoTicker;
    private final Supplier<Optional<String>> objections;
    private final AtomicReference<State> state = new AtomicReference<>(WAITING);
    private volatile @Nullable Place place;
    private volatile @Nullable Turn turn;
    private volatile @Nullable Turn secondTurn;
    private volatile long departedNanos;
    private volatile boolean first;

    /**
     * Opens a passage.
     *
     * @param objections what the desk says at the last moment against a write (revoked, ungranted, halted); called
     *     right before each
     */
    Passage(Call call, LongSupplier nanoTicker, Supplier<Optional<String>> objections) {
        this.call = call;
        this.nanoTicker = nanoTicker;
        this.objections = objections;
    }

    /** The call that travels on it. */
    Call call() {
        return call;
    }

    @Override
    public Optional<String> depart() {
        Optional<String> objection = objection();
        if (objection.isPresent()) {
            drop(objection.get());
        }
        if (state.compareAndSet(WAITING, DEPARTED)) {
            departedNanos = nanoTicker.getAsLong();
            Turn held = turn;
            if (held != null) {
                held.departed();
            }
            return Optional.empty();
        }
        return Optional.of(whyNot());
    }

    @Override
    public boolean departAgain() {
        Turn held = turn;
        if (held == null || objection().isPresent()) {
            return false;
        }
        Optional<Turn> second = held.again();
        second.ifPresent(Turn::departed);
        secondTurn = second.orElse(null);
        return second.isPresent();
    }

    /** Every slot that the call's writes took. */
    List<Turn> turns() {
        return Stream.of(turn, secondTurn).filter(Objects::nonNull).toList();
    }

    /** When it departed, on the monotonic ticker; 0 before. */
    long departedNanos() {
        return departedNanos;
    }

    /**
     * Takes the call out of the line.
     *
     * @return whether it had not departed and was not dropped before
     */
    boolean drop(String why) {
        if (!state.compareAndSet(WAITING, new State.Dropped(why))) {
            return false;
        }
        Place waiting = place;
        if (waiting != null) {
            waiting.leave(new Rejection.NotSent(why));
        }
        return true;
    }

    /** Drops the call when the desk objects to it by now; whether it did. */
    boolean dropIfObjected() {
        return isWaiting() && objections.get().map(this::drop).orElse(false);
    }

    /** The create has claimed its orderLinkIds, which nobody used before. */
    void becomesFirst() {
        first = true;
    }

    /** Whether to drop it means that its orders do not exist: not so while an earlier call may have placed them. */
    boolean isFirst() {
        return first;
    }

    /** Why the call was dropped, or empty when it was not. */
    Optional<String> dropped() {
        return state.get() instanceof State.Dropped dropped ? Optional.of(dropped.why()) : Optional.empty();
    }

    boolean hasDeparted() {
        return state.get() == DEPARTED;
    }

    boolean isWaiting() {
        return state.get() == WAITING;
    }

    /** Remembers the place in the budget's line, so that a drop gives it up at once. */
    void waitsAt(Place newPlace) {
        place = newPlace;
        dropped().ifPresent(why -> newPlace.leave(new Rejection.NotSent(why)));
    }

    /** Remembers the slot that the departure will use. */
    void holds(Turn newTurn) {
        turn = newTurn;
    }

    @Override
    public Optional<String> objection() {
        if (nanoTicker.getAsLong() - call.timing().departByNanos() > 0) {
            return Optional.of("its deadline passed before it could leave");
        }
        Turn held = turn;
        Optional<String> closed =
                held == null ? Optional.empty() : held.whyClosed().map(Rejection::detail);
        return closed.or(objections);
    }

    private String whyNot() {
        return dropped().orElse("it had departed before");
    }
}
