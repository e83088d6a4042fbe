package dev.portcullis.pipeline;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import java.util.function.Function;

/**
 * Repeats something until it has come to its end. No repetition holds the one before it, so it may go on for days: a
 * chain of composed futures would grow with every round, and overflow the stack in the end.
 */
final class Repetition {
    private Repetition() {}

    /**
     * What one round has come to.
     *
     * @param <S> where the next round takes up
     * @param <T> what it was all for
     */
    sealed interface Round<S, T> {
        /** There has to be another one. */
        record Again<S, T>(S state) implements Round<S, T> {}

        /** This was the last. */
        record Done<S, T>(T end) implements Round<S, T> {}
    }

    /**
     * Goes from round to round.
     *
     * @param round completes after it has rested; a failure ends it all
     */
    static <S, T> Future<T> of(S first, Function<S, Future<Round<S, T>>> round) {
        Promise<T> end = Promise.promise();
        go(first, round, end);
        return end.future();
    }

    private static <S, T> void go(S state, Function<S, Future<Round<S, T>>> round, Promise<T> end) {
        round.apply(state).onComplete(come -> {
            if (come.failed()) {
                end.fail(come.cause());
            } else if (come.result() instanceof Round.Again<S, T> again) {
                go(again.state(), round, end);
            } else {
                end.complete(((Round.Done<S, T>) come.result()).end());
            }
        });
    }
}
