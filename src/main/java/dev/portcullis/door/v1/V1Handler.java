package dev.portcullis.door.v1;

import dev.portcullis.door.RawAnswer;
import io.vertx.core.Future;

/** Serves one route. */
@FunctionalInterface
interface V1Handler {
    /**
     * Answers the request.
     *
     * @throws dev.portcullis.model.RejectedException when the request is wrong; the door makes a problem of it
     */
    Future<RawAnswer> serve(V1Request request);
}
