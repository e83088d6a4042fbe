package dev.portcullis.sandbox.control;

import io.vertx.core.Future;

/** Whether the REST door can be reached. */
public interface Listening {
    /** Closes the socket and every connection. */
    Future<Void> interrupt();

    /** Opens the socket again on the same port. */
    Future<Void> resume();
}
