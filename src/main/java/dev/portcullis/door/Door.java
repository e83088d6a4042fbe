package dev.portcullis.door;

import io.vertx.core.Future;

/** One way into the gate behind the data listener. */
public interface Door {
    /** Whether requests for that path come here. */
    boolean takes(String path);

    /** Serves a request. A failed future is a bug and is answered 500. */
    Future<RawAnswer> serve(RawRequest request);
}
