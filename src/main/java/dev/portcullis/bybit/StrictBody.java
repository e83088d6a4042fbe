package dev.portcullis.bybit;

import io.vertx.core.buffer.Buffer;

/** Refuses a body that two JSON parsers could read differently, before any of them reads it. */
public final class StrictBody {
    private StrictBody() {}

    /**
     * Returns only when the body is one JSON object: UTF-8, no name twice, no lone surrogate, nothing behind it, at
     * most {@value StrictJson#DEPTH_MAX} levels deep.
     *
     * @throws dev.portcullis.model.RejectedException that says what is wrong, and where
     */
    public static void require(Buffer body) {
        StrictJson.object(body.getBytes());
    }
}
