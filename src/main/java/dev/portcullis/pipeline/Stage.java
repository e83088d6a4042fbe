package dev.portcullis.pipeline;

import dev.portcullis.model.Service;

/**
 * One step of the order path: wraps the service that comes after it. The types say what a call has passed: a stage
 * takes a call with the proofs so far and hands it on with one more.
 *
 * @param <A> what the stage takes
 * @param <B> what it hands on
 */
@FunctionalInterface
interface Stage<A, B> {
    /** The service that does this step and then {@code next}. */
    Service<A> before(Service<B> next);

    /** This step, then another. */
    default <C> Stage<A, C> then(Stage<B, C> following) {
        return last -> before(following.before(last));
    }
}
