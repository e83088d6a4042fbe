package dev.portcullis.model;

import io.vertx.core.Future;

/**
 * Serves one kind of call; a stage of the order path turns one service into another.
 *
 * @param <C> the call with the proof of every stage that it has passed
 */
@FunctionalInterface
public interface Service<C> {
    /** Serves the call. A refusal is an {@link Answer.Refused}; a failed future is a bug. */
    Future<Answer> serve(C call);
}
